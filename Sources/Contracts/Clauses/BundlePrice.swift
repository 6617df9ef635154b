public import Diagnostics
public import Quantities
public import Tariffs

/// One price for all activity that a patient is expected to have in a module of a pathway.
///
/// Years: whenever a pilot agrees on one; maternity had such prices from April 2013. By nature it is a local
/// variation. Formula: Σ expected activity × price, × (1 − reduction), rounded once. Pass-through and the
/// market forces factor stay outside.
/// The components are rounded each for a lead provider to pay others by; what that leaves over is stated.
/// Source: this package's design, after HFMA, first steps, 5 March 2014.
///
/// Example, breast, prices and costs of 2017/18: 182.05 + 96.30 + 2,191.30 + 1,799.92 + 1,233.46 + 389.02 is
/// £5,892.05 in rounded components; the bundle is £5,892.06, and £0.01 is left over.
public struct BundlePrice: Sendable {
  /// Activity that is expected of each patient.
  public struct Item: Sendable {
    /// What it is paid by.
    public let currency: CurrencyCode
    /// How much each patient is expected to have.
    public let activity: Activity
    /// Pounds per unit.
    public let price: Figure<UnitPrice>

    /// Expects activity.
    public init(_ currency: CurrencyCode, _ activity: Activity, at price: Figure<UnitPrice>) {
      self.currency = currency
      self.activity = activity
      self.price = price
    }
  }

  /// A part of the module that one provider delivers, such as surgery.
  public struct Component: Sendable {
    /// What the bundle calls it.
    public let name: String
    /// What it holds.
    public let items: [Item]
    /// The expected value for each patient, reduced, before rounding.
    public let exact: ExactPounds
    /// The same, rounded half up.
    public var amount: Pence { exact.rounded(.penceHalfUp) }
  }

  /// What it is called.
  public let name: String
  /// Its components, in order.
  public let components: [Component]
  /// The figures used, ending with the price.
  public let explanation: Explanation

  /// The price for each patient.
  public var price: Pence { explanation.total.rounded(.penceHalfUp) }
  /// The sum of the components, each rounded.
  public var sumOfComponents: Pence { components.map(\.amount).total() }
  /// The price less the sum of the rounded components.
  public var roundingDifference: Pence { price - sumOfComponents }
  /// The weakest of what it rests on.
  public var evidence: Evidence {
    explanation.entries.map(\.evidence).weakest()
  }

  /// Puts a bundle together.
  ///
  /// - Throws: `contract.repeated-component`, `contract.rate-out-of-range` for the reduction,
  ///   `contract.amount-too-large`.
  public init(
    _ name: String,
    _ components: [(name: String, items: [Item])],
    reduction: Figure<Factor> = Figure(Factor(millionths: 0))
  ) throws(DiagnosticList) {
    try Amounts.share(reduction, "the reduction of \(name)")
    try Self.checkNames(components.map(\.name), of: name)
    var parts: [Component] = []
    var explanation = Explanation()
    for component in components {
      var exact = ExactPounds.zero
      for item in component.items {
        let what = "the value of \(item.currency) in \(component.name)"
        let part = try Amounts.product(ExactPounds(item.price.value), Factor(item.activity), what: what)
        exact = try Amounts.within(exact + part * reduction.value.rest, what)
        explanation.note(
          component.name,
          "\(item.activity) \(item.currency) at £\(item.price.value)",
          to: try Amounts.within(explanation.total + part, "the price of \(name)"),
          at: item.price.row,
          evidence: item.price.evidence
        )
      }
      parts.append(Component(name: component.name, items: component.items, exact: exact))
    }
    if reduction.value.millionths > 0 {
      let reduced = parts.map(\.exact).reduce(.zero, +)
      let text = "less \(reduction.value) of it"
      explanation.note(name, text, to: reduced, at: reduction.row, evidence: reduction.evidence)
    }
    self.name = name
    self.components = parts
    self.explanation = explanation
  }

  private static func checkNames(_ names: [String], of bundle: String) throws(DiagnosticList) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      throw DiagnosticList(
        "contract.repeated-component",
        "found two components named \(name) in \(bundle), expected a name for each",
        fix: "put their items into one component, or name one of them otherwise"
      )
    }
  }
}
