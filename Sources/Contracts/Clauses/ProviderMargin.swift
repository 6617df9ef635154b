public import Diagnostics
public import Quantities

/// What a model of care costs the payer, and what it leaves the provider.
///
/// Years: all. Formula: income = activity × price × market forces factor, which is what the payer pays;
/// cost = patients × cost for each; margin = income − cost. A price is for a spell, and a cost may be for an
/// episode: compare them only where that is known.
/// Source: Journal of Clinical Pathology, models of sentinel node biopsy, table 6.
///
/// Example: 300 patients at £2,549 each cost the payer £764,700.00; at a cost of £2,465 each the provider keeps
/// £25,200.00. When 84 come back for a second operation, the payer pays for 384: £978,816.00.
public struct ProviderMargin: Hashable, Sendable {
  /// What the payer pays.
  public let income: Pence
  /// What care costs the provider.
  public let cost: Pence
  /// What the provider keeps; negative when it loses.
  public var margin: Pence { income - cost }

  /// Works out a model of care.
  ///
  /// - Throws: `contract.amount-too-large`.
  public init(
    activity: Activity,
    price: UnitPrice,
    marketForces: Factor = .one,
    patients: Activity,
    costPerPatient: UnitPrice
  ) throws(DiagnosticList) {
    income = try Amounts.product(
      ExactPounds(price),
      Factor(activity),
      marketForces,
      what: "the income"
    ).rounded(.penceHalfUp)
    cost = try Amounts.product(ExactPounds(costPerPatient), Factor(patients), what: "the cost")
      .rounded(.penceHalfUp)
  }
}
