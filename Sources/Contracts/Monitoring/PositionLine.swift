public import Quantities

/// One service against its plan.
///
///     variance = volume + price + not planned + not delivered + not received
///
/// volume = (activity - planned activity of the months received) × the plan's value per unit, rounded to pence;
/// price = what else a service that is both planned and delivered differs by.
public struct PositionLine: Sendable {
  /// Where a service stands.
  public enum Match: String, Sendable {
    /// In the plan and in the reports.
    case both
    /// In the plan; the provider reported other services.
    case planOnly = "plan only"
    /// In the reports alone.
    case actualOnly = "actual only"
    /// In the plan; the provider reported nothing to the commissioner.
    case notReceived = "not received"
  }

  /// The service.
  public let service: MonitoredService
  /// On which side it stands.
  public let match: Match
  /// The plan by month, April first, in pence.
  public let plannedMonths: [Pence]
  /// What was charged by month, in pence.
  public let actualMonths: [Pence]
  /// Planned activity by month.
  public let plannedActivityMonths: [Activity]
  /// Activity by month.
  public let actualActivityMonths: [Activity]
  /// The months that were reported.
  public let received: Set<Int>
  /// The last month of the position.
  public let lastMonth: Int
  /// Whether every row said how much activity there was.
  public let hasActivity: Bool
  private let weights: [Int64]
  /// How many rows were reported.
  private let rows: Int64

  init(
    service: MonitoredService,
    plan: ServicePlan.Months?,
    actual: DeliveredServices.Months?,
    received: Set<Int>,
    lastMonth: Int,
    weights: [Int64]
  ) {
    let none = Array(repeating: Int64(0), count: 12)
    self.service = service
    match = Self.match(plan != nil, actual != nil, received.isEmpty)
    plannedMonths = (plan?.value ?? none).map { Pence($0) }
    actualMonths = actual?.value ?? none.map { Pence($0) }
    plannedActivityMonths = (plan?.activity ?? none).map { Activity(millionths: $0) }
    actualActivityMonths = (actual?.activity ?? none).map { Activity(millionths: $0) }
    self.received = received
    self.lastMonth = lastMonth
    hasActivity = actual?.hasActivity ?? true
    self.weights = weights
    rows = actual?.rows ?? 0
  }

  private static func match(_ isPlanned: Bool, _ isDelivered: Bool, _ isSilent: Bool) -> Match {
    if isPlanned { return isDelivered ? .both : isSilent ? .notReceived : .planOnly }
    return .actualOnly
  }

  private func sum(_ months: [Pence], where isCounted: (Int) -> Bool) -> Pence {
    (1...12).filter(isCounted).map { months[$0 - 1] }.total()
  }

  /// What the year is planned to be worth.
  public var planYear: Pence { plannedMonths.total() }
  /// The plan up to the last month.
  public var plan: Pence { sum(plannedMonths) { $0 <= lastMonth } }
  /// What was charged up to the last month.
  public var actual: Pence { actualMonths.total() }
  /// What was charged more than planned.
  public var variance: Pence { actual - plan }

  /// The planned activity up to the last month.
  public var planActivity: Activity {
    plannedActivityMonths.prefix(lastMonth).reduce(.zero, +)
  }
  /// The activity up to the last month.
  public var actualActivity: Activity { actualActivityMonths.reduce(.zero, +) }
  /// How much more there was than planned; below zero for less.
  public var activityVariance: Activity {
    Activity(millionths: actualActivity.millionths - planActivity.millionths)
  }

  /// The plan of the months up to the last that were not reported, taken off.
  public var notReceived: Pence {
    .zero - sum(plannedMonths) { $0 <= lastMonth && !received.contains($0) }
  }
  /// The plan of a service of which the months reported hold nothing, taken off.
  public var notDelivered: Pence {
    match == .planOnly ? .zero - sum(plannedMonths, where: received.contains) : .zero
  }
  /// What was charged of a service that the plan does not have.
  public var notPlanned: Pence { match == .actualOnly ? actual : .zero }

  /// What more or less activity is worth at the plan's price.
  public var volume: Pence {
    guard match == .both, hasActivity else { return .zero }
    let planned = (1...12).filter(received.contains).map { plannedActivityMonths[$0 - 1].millionths }
    let more = actualActivity.millionths - planned.reduce(0, +)
    let yearActivity = plannedActivityMonths.reduce(.zero, +).millionths
    return Proportion.of(planYear, more, of: yearActivity) ?? .zero
  }
  /// What else a service that is both planned and delivered differs by: its price.
  public var price: Pence {
    match == .both ? actual - sum(plannedMonths, where: received.contains) - volume : .zero
  }

  /// Whether what was charged is closer to the plan's price for each row than for each unit; nil where the two are
  /// too close to tell.
  var looksLikeUnitPrices: Bool? {
    let units = plannedActivityMonths.reduce(.zero, +).millionths
    guard match == .both, hasActivity, actualActivity.millionths >= 2_000_000 * rows, planYear > .zero,
      let byRow = Proportion.of(planYear, rows * 1_000_000, of: units),
      let byUnit = Proportion.of(planYear, actualActivity.millionths, of: units)
    else { return nil }
    return (actual - byRow).amount.magnitude < (actual - byUnit).amount.magnitude
  }

  /// The year at the rate of the months reported: what they were charged, divided by their share of the year. The
  /// plan where nothing was reported.
  public var runRate: Pence {
    let reported = (1...12).filter(received.contains).map { weights[$0 - 1] }.reduce(0, +)
    guard !received.isEmpty else { return planYear }
    return Proportion.of(actual, weights.reduce(0, +), of: reported) ?? planForTheRest
  }
  /// What was charged, and the plan of the months that were not reported.
  public var planForTheRest: Pence { actual + sum(plannedMonths) { !received.contains($0) } }
}

/// Parts of an amount.
enum Proportion {
  /// An amount × part / whole, rounded to pence with halves away from zero; nil when the whole is not positive, or
  /// the result is more than a million million pounds: it then says nothing, and could not be added up.
  static func of(_ amount: Pence, _ part: Int64, of whole: Int64) -> Pence? {
    guard whole > 0 else { return nil }
    let product = Int128(amount.amount) * Int128(part)
    let magnitude = product.magnitude
    let rounded = (magnitude * 2 + UInt128(whole)) / (UInt128(whole) * 2)
    guard rounded <= 100_000_000_000_000 else { return nil }
    let exact = Int64(rounded)
    return Pence(product < 0 ? -exact : exact)
  }
}
