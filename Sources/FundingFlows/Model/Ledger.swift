public import Pathways
public import Quantities

/// One flow of money: what a commissioner pays a provider for some activity of a pathway in a year.
public struct LedgerLine: Sendable {
  /// The financial year in which it is paid.
  public let financialYear: FinancialYear
  /// Who pays.
  public let commissioner: CommissionerCode
  /// Who is paid.
  public let provider: ProviderCode
  /// The pathway.
  public let pathway: String
  /// The part of the pathway.
  public let phase: Phase
  /// The step's id.
  public let step: String
  /// The stage at diagnosis, or where the person is instead.
  public let stage: Stage
  /// What it is paid by; nil when no national currency is known.
  public let currency: CurrencyCode?
  /// How it is delivered; nil when no national currency is known.
  public let pointOfDelivery: PointOfDelivery?
  /// The specialty, where the price depends on it.
  public let treatmentFunction: TreatmentFunction?
  /// What the price is a price of; `unpriced` when there is none.
  public let basis: CostBasis
  /// How much of it.
  public let activity: Activity
  /// Pounds per unit; nil when there is no price.
  public let unitPrice: UnitPrice?
  /// The market forces factor; 1 where the basis takes none.
  public let marketForces: Factor
  /// Activity × price × factor, rounded once to pence, half up; nil when there is no price.
  public let value: Pence?
  /// The national category of the commissioned service: 12 board, 21 NHS England, 25 delegated.
  public let serviceCategory: String
  /// The weakest of what share, quantity, casemix and price rest on.
  public let evidence: Evidence
  /// The table of the price and what was done to it, or why there is none.
  public let source: String

  /// A line with all that it says.
  public init(
    financialYear: FinancialYear,
    commissioner: CommissionerCode,
    provider: ProviderCode,
    pathway: String,
    phase: Phase,
    step: String,
    stage: Stage,
    currency: CurrencyCode?,
    pointOfDelivery: PointOfDelivery?,
    treatmentFunction: TreatmentFunction?,
    basis: CostBasis,
    activity: Activity,
    unitPrice: UnitPrice?,
    marketForces: Factor,
    value: Pence?,
    serviceCategory: String,
    evidence: Evidence,
    source: String
  ) {
    self.financialYear = financialYear
    self.commissioner = commissioner
    self.provider = provider
    self.pathway = pathway
    self.phase = phase
    self.step = step
    self.stage = stage
    self.currency = currency
    self.pointOfDelivery = pointOfDelivery
    self.treatmentFunction = treatmentFunction
    self.basis = basis
    self.activity = activity
    self.unitPrice = unitPrice
    self.marketForces = marketForces
    self.value = value
    self.serviceCategory = serviceCategory
    self.evidence = evidence
    self.source = source
  }
}

/// All the flows of a run; every total is a sum of its lines.
public struct Ledger: Sendable {
  /// The lines, in order.
  public let lines: [LedgerLine]

  /// Keeps lines.
  public init(_ lines: [LedgerLine]) {
    self.lines = lines
  }

  /// The value of all lines that have one.
  public var total: Pence { lines.compactMap(\.value).total() }

  /// The value of the lines by a property of theirs.
  ///
  /// - Complexity: O(lines).
  public func totals<Key: Hashable>(by key: (LedgerLine) -> Key) -> [Key: Pence] {
    var totals: [Key: Pence] = [:]
    for line in lines {
      guard let value = line.value else { continue }
      totals[key(line), default: .zero] += value
    }
    return totals
  }
}
