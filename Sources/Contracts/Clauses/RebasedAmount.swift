public import Diagnostics
public import Quantities
public import Tariffs

/// A local amount carried from one year to another.
///
/// Years: any two. Formula: c ÷ m1 × f × m2, with the market forces factors m1 of the old year and m2 of the
/// new one, and the change f of prices. The division comes last, so that only it is cut, at 24 decimals.
/// An amount at the national tariff, or one for which the new year has a published price, is refused.
/// Source: re-pricing of contracts from 2019/20 to 2020/21 (secondary copy).
///
/// Example: £1,000.00 of chemotherapy, 1.202384, 1.124 and 1.191966: £1,114.26.
public struct RebasedAmount: Sendable {
  /// The figures used, ending with the amount in the new year before rounding.
  public let explanation: Explanation

  /// The amount in the new year, before rounding.
  public var exact: ExactPounds { explanation.total }
  /// The amount in the new year, rounded half up.
  public var amount: Pence { exact.rounded(.penceHalfUp) }
  /// The weakest of what it rests on.
  public var evidence: Evidence {
    explanation.entries.map(\.evidence).weakest()
  }

  /// Carries an amount on.
  ///
  /// - Parameters:
  ///   - amount: pounds in the old year, the old market forces factor included.
  ///   - basis: what it is a price of.
  ///   - old: the old year and its market forces factor.
  ///   - new: the new year and its market forces factor.
  ///   - change: by what prices changed.
  ///   - published: the price that the new year publishes for the service; nil when there is none.
  /// - Throws: `contract.published-price`, `contract.no-factor` when the old factor is 0,
  ///   `contract.amount-too-large`.
  public init(
    _ amount: Figure<Pence>,
    basis: CostBasis,
    from old: (year: FinancialYear, marketForces: Figure<Factor>),
    to new: (year: FinancialYear, marketForces: Figure<Factor>),
    change: Figure<Factor>,
    published: UnitPrice?
  ) throws(DiagnosticList) {
    try Self.refuse(basis, published, in: new.year)
    let what = "the amount of \(new.year)"
    let changed = try Amounts.product(
      Amounts.exact(amount.value, "the amount of \(old.year)"),
      change.value,
      what: what
    )
    let multiplied = try Amounts.product(changed, new.marketForces.value, what: what)
    guard old.marketForces.value.millionths > 0 else { throw Self.noFactor(old.marketForces, old.year) }
    guard let divided = multiplied.divided(by: old.marketForces.value) else { throw Amounts.tooLarge(what) }
    let rule = "re-based amount"
    var explanation = Explanation()
    explanation.note(
      rule,
      "\(basis.name) of \(old.year)",
      to: ExactPounds(amount.value),
      at: amount.row,
      evidence: amount.evidence
    )
    explanation.note(
      rule,
      "× \(change.value), the change of prices from \(old.year) to \(new.year)",
      to: changed,
      at: change.row,
      evidence: change.evidence
    )
    explanation.note(
      rule,
      "× \(new.marketForces.value), the market forces factor of \(new.year)",
      to: multiplied,
      at: new.marketForces.row,
      evidence: new.marketForces.evidence
    )
    explanation.note(
      rule,
      "÷ \(old.marketForces.value), the market forces factor of \(old.year)",
      to: try Amounts.within(divided, what),
      at: old.marketForces.row,
      evidence: old.marketForces.evidence
    )
    self.explanation = explanation
  }

  private static func refuse(
    _ basis: CostBasis,
    _ published: UnitPrice?,
    in year: FinancialYear
  ) throws(DiagnosticList) {
    guard basis == .tariff || published != nil else { return }
    let price = published.map { "a price of £\($0) published for \(year)" }
    let found = price ?? "an amount at the national tariff"
    throw DiagnosticList(
      "contract.published-price",
      "found \(found), expected an amount without a national price",
      fix: "take the price from the national table of \(year)"
    )
  }

  private static func noFactor(_ factor: Figure<Factor>, _ year: FinancialYear) -> DiagnosticList {
    DiagnosticList(
      "contract.no-factor",
      at: factor.row,
      "found a market forces factor of \(factor.value) in \(year), expected one above 0",
      fix: "write 1 where no factor is in the amount"
    )
  }
}
