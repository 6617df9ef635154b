public import Diagnostics
public import Quantities
public import Tariffs

/// A schedule spread over the months of its years.
public struct ActivityPlan: Sendable {
  /// A line of the schedule with its months, April first.
  public struct Line: Sendable {
    /// The line.
    public let line: ScheduleLine
    /// How it is delivered: as the line says, or an adjustment for money without activity that says nothing; nil
    /// for activity without a price that says nothing.
    public let pointOfDelivery: PointOfDelivery?
    /// The months' activity, which adds up to the year's; nil where the line has none.
    public let activity: [Activity]?
    /// The same in thousandths, adding up to the year's activity at three decimals.
    public let thousandths: [Activity]?
    /// What the months are worth, adding up to the line's value; nil where it has none.
    public let value: [Pence]?
    /// The category of who commissions it.
    public let category: String
    /// The national service code, where the service is one.
    public let serviceCode: String?

    /// Whether it carries money and no activity in a monitoring file.
    var isWithoutActivity: Bool { pointOfDelivery.map(MonitoringCodes.withoutActivity.contains) ?? false }
  }

  /// The lines, in the order of the schedule.
  public let lines: [Line]
  /// How each year is phased.
  public let phasings: [FinancialYear: Phasing]

  /// The years, in order.
  public var years: [FinancialYear] { phasings.keys.sorted() }

  /// Spreads a schedule; a schedule of several years has each line spread over its own.
  ///
  /// - Parameters:
  ///   - schedule: the lines.
  ///   - file: the schedule's path, for faults.
  ///   - phasing: how a year is spread.
  ///   - commissioning: who commissions what.
  /// - Throws: `plan.year` for a year that no monitoring file holds, `plan.point-of-delivery` for activity with a
  ///   value that does not say how it is delivered, `plan.too-large` for what is worth more than a file may hold,
  ///   `plan.empty`.
  public init(
    _ schedule: Schedule,
    file: String,
    by phasing: PhasingSource,
    commissioning: Commissioning
  ) throws(DiagnosticList) {
    var faults = DiagnosticList()
    for line in schedule.lines {
      if let fault = Self.fault(of: line, file) { faults.append(fault) }
    }
    if schedule.lines.isEmpty { faults.append(Self.empty(file)) }
    let activity = schedule.lines.reduce(Int128(0)) { $0 + Int128($1.plannedActivity?.millionths ?? 0) }
    if faults.isClean, activity > Self.mostActivity { faults.append(Self.tooMuch(file)) }
    try faults.throwIfFaulty()
    let years = Set(schedule.lines.map(\.financialYear)).sorted()
    let phasings = Dictionary(uniqueKeysWithValues: years.map { ($0, phasing.phasing(of: $0)) })
    self.phasings = phasings
    lines = schedule.lines.map { line in
      Self.line(line, phasings[line.financialYear] ?? .equal, commissioning)
    }
  }

  private static func line(_ line: ScheduleLine, _ phasing: Phasing, _ commissioning: Commissioning) -> Line {
    let pointOfDelivery = pointOfDelivery(of: line)
    let claim = pointOfDelivery.flatMap { pointOfDelivery in
      line.currency.flatMap { currency in
        commissioning.claim(
          for: currency,
          at: pointOfDelivery,
          treatmentFunction: line.treatmentFunction,
          in: line.financialYear
        )
      }
    }
    return Line(
      line: line,
      pointOfDelivery: pointOfDelivery,
      activity: line.plannedActivity.map { phasing.split($0) },
      thousandths: line.plannedActivity.map { phasing.splitThousandths($0) },
      value: line.value.map { phasing.split($0) },
      category: (claim?.responsibility ?? .integratedCareBoard).categoryCode,
      serviceCode: claim?.serviceLine
    )
  }

  private static func pointOfDelivery(of line: ScheduleLine) -> PointOfDelivery? {
    let isUnpriced = line.value == nil && line.unitPrice == nil
    return line.pointOfDelivery ?? (isUnpriced ? nil : .adjustment)
  }

  private static func fault(of line: ScheduleLine, _ file: String) -> Diagnostic? {
    guard (2010...2050).contains(line.financialYear.start) else {
      return Diagnostic(
        "plan.year",
        at: Position(file: file),
        "found the year \(line.financialYear) in line \(line.lineID), expected one from 2010/11 to 2050/51",
        fix: "correct the year of the line"
      )
    }
    guard isWithinLimits(line) else { return tooLarge(line, file) }
    guard line.pointOfDelivery == nil, line.plannedActivity.map({ $0 != .zero }) ?? false,
      let value = line.value
    else { return nil }
    return Diagnostic(
      "plan.point-of-delivery",
      at: Position(file: file),
      "found no point of delivery in line \(line.lineID), which has activity worth \(value) pounds, expected "
        + PointOfDelivery.expectation,
      fix: "fill in point_of_delivery; a monitoring file must have it"
    )
  }

  /// Activity beyond this, in millionths, is a slip, and cannot be added up.
  private static let mostActivity = Int128(Int64.max) / 64

  /// Whether a line is worth no more than a row of a monitoring file may hold.
  private static func isWithinLimits(_ line: ScheduleLine) -> Bool {
    if let stated = line.plannedValue { return stated.amount.magnitude <= 100_000_000_000 }
    guard let activity = line.plannedActivity, let price = line.unitPrice else { return true }
    let value = ExactPounds(price).multiplied(by: Factor(millionths: activity.millionths))?
      .multiplied(by: line.marketForces ?? .one)
    return value.map { $0 <= ExactPounds(MonitoringPrice.largest) } ?? false
  }

  private static func tooLarge(_ line: ScheduleLine, _ file: String) -> Diagnostic {
    Diagnostic(
      "plan.too-large",
      at: Position(file: file),
      "found line \(line.lineID) worth more than \(MonitoringPrice.largest) pounds, the most that a row may hold",
      fix: "look for a lost point in its activity, price or value"
    )
  }

  private static func tooMuch(_ file: String) -> Diagnostic {
    Diagnostic(
      "plan.too-large",
      at: Position(file: file),
      "found more activity than can be added up",
      fix: "look for lost points in planned_activity"
    )
  }

  private static func empty(_ file: String) -> Diagnostic {
    Diagnostic(
      "plan.empty",
      at: Position(file: file),
      "found no lines, expected a plan of one line at least",
      fix: "give the schedule that was agreed"
    )
  }
}
