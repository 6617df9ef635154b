import Diagnostics
public import FundingFlows
public import Quantities
public import Tables

/// The activity of one financial year that a pilot is tried on.
public struct PilotActivity: Sendable {
  /// What it is.
  public enum Kind: String, Sendable {
    /// The flows of a scenario.
    case predicted
    /// A schedule or lines, as stated.
    case stated
    /// The lines of actual patients.
    case patients
  }

  /// What it is.
  public let kind: Kind
  /// The year.
  public let year: FinancialYear
  /// The lines, in order.
  public let lines: [PilotLine]
  /// Every file that was read for it.
  public let inputs: [FileStamp]
  /// What steps are called.
  public var stepNames: [String: String] = [:]
  /// What providers are called.
  public var providerNames: [ProviderCode: String] = [:]
  /// The care behind predicted flows.
  var care: PredictedCare?
  /// The new patients of a scenario's year.
  public var newPatients: Double?
  /// Lines of other years, which do not count.
  public var leftOut = LeftOut()
  /// Whether the year was asked for, rather than that of the earliest line.
  var isYearAsked = true
  /// Patients whose episode of a bundle began in another year.
  var begunElsewhere: [String: Set<String>] = [:]

  /// Lines that do not count.
  public struct LeftOut: Hashable, Sendable {
    /// How many.
    public var lines = 0
    /// Their value under the tariff in force.
    public var value = Pence.zero
  }

  /// Activity of a year.
  public init(
    _ kind: Kind,
    year: FinancialYear,
    lines: [PilotLine],
    inputs: [FileStamp] = []
  ) {
    self.kind = kind
    self.year = year
    self.lines = lines
    self.inputs = inputs
  }

  /// The ledger of the lines.
  public var ledger: Ledger { Ledger(lines.map(\.flow)) }

  /// What is paid for them under the tariff in force.
  public var total: Pence { ledger.total }

  /// Refuses activity whose sums would not fit.
  func check() throws(DiagnosticList) {
    _ = try Amounts.total(lines.compactMap(\.flow.value), "the value of the activity")
    let units = lines.reduce(Int128(0)) { $0 + Int128($1.flow.activity.millionths) }
    guard units < Int128(Int64.max) else { throw Amounts.tooLarge("the activity") }
  }
}
