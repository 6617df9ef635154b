@testable import Contracts
import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct ActivityPlanTests {
  private static let header = SubmissionHeader(
    submitter: "A trust",
    created: CreationTime("2026-03-31T17:00:00") ?? CreationTime(day: "2026-03-31", seconds: 0)
  )

  private func plan(_ lines: [ScheduleLine], by choice: PhasingChoice = .workingDays) throws -> ActivityPlan {
    try Self.plan(Schedule(lines), by: choice)
  }

  static func plan(_ schedule: Schedule, by choice: PhasingChoice) throws -> ActivityPlan {
    try ActivityPlan(
      schedule,
      file: "s.csv",
      by: PhasingSource(choice, tariffDirectory: Repository.path("tariffs")),
      commissioning: Rules.library.commissioning()
    )
  }

  static func line(
    _ id: String = "A",
    year: FinancialYear = "2026/27",
    provider: ProviderCode = "R1H",
    _ currency: CurrencyCode? = "JA20F",
    _ pointOfDelivery: PointOfDelivery? = .dayCase,
    treatmentFunction: TreatmentFunction? = "103",
    activity: Activity? = "240.123457",
    price: UnitPrice? = "1979",
    marketForces: Factor? = "1.1",
    value: Pence? = nil,
    basis: CostBasis? = .tariff
  ) -> ScheduleLine {
    ScheduleLine(
      lineID: id,
      financialYear: year,
      commissioner: "QMF",
      provider: provider,
      currency: currency,
      pointOfDelivery: pointOfDelivery,
      treatmentFunction: treatmentFunction,
      plannedActivity: activity,
      unitPrice: price,
      marketForces: marketForces,
      plannedValue: value,
      basis: basis
    )
  }

  /// A schedule of any lines, some of them without price, point of delivery or activity.
  static func random(_ seed: UInt64) -> Schedule {
    var random = Seeded(seed)
    return Schedule(
      (0..<random.int(1...30)).map { number in
        let hasActivity = random.happens(85)
        if random.happens(10) {
          let activity = Activity(millionths: Int64(random.int(0...2_000_000_000)))
          return line("L\(number)", nil, nil, activity: activity, price: nil, basis: .unpriced)
        }
        return line(
          "L\(number)",
          year: random.pick(["2025/26", "2026/27"]),
          provider: random.pick(["R1H", "RF4"]),
          random.happens(85) ? random.pick(["JA20F", "WF01B", "trastuzumab", "SB12Z"]) : nil,
          hasActivity ? random.pick([.dayCase, .drug, .unbundledChemotherapy]) : nil,
          treatmentFunction: random.happens(50) ? "103" : nil,
          activity: hasActivity ? Activity(millionths: Int64(random.int(0...2_000_000_000))) : nil,
          price: random.happens(80) ? UnitPrice(nanopounds: Int64(random.int(0...9_000_000_000_000))) : nil,
          marketForces: random.happens(50) ? "1.148886" : nil,
          value: random.happens(30) ? Pence(Int64(random.int(-10_000_000...10_000_000))) : nil,
          basis: random.pick([.tariff, .localPrice, .drugListPrice, nil])
        )
      }
    )
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `the months of every line add up, in both files`(seed: UInt64) throws {
    let schedule = Self.random(seed)
    let plan = try Self.plan(schedule, by: [.workingDays, .days, .equal][Int(seed % 3)])
    for (own, line) in zip(plan.lines, schedule.lines) {
      #expect(own.value?.total() == line.value)
      #expect(own.activity?.reduce(.zero, +) == line.plannedActivity)
    }
    let input = InputFile(path: "iap.csv", bytes: plan.activityPlanFile(Self.header))
    let file = try MonitoringFile(input)
    #expect(file.bytes == input.bytes)
    #expect(file.rows.count == 12 * plan.deliveredLines.count)
    var total = MonitoringTotal()
    for row in file.rows { if let price = row.plannedPrice { total += price } }
    #expect(total.pence == schedule.total)
    for (index, line) in plan.deliveredLines.map(\.line).enumerated()
    where line.pointOfDelivery == .dayCase {
      let rows = file.rows[(12 * index)..<(12 * index + 12)]
      let year = rows.compactMap(\.plannedActivity).reduce(.zero, +).millionths
      #expect(line.plannedActivity.map { ($0.millionths + 500) / 1000 * 1000 } == year)
    }
    let table = try CSVTable(InputFile(path: "months.csv", bytes: plan.monthTable))
    #expect(table.rows.count == 12 * schedule.lines.count)
  }

  @Test func `what a monitoring file needs is made of the line`() throws {
    let plan = try plan([
      Self.line(),
      Self.line("B", "SB12Z", .unbundledChemotherapy, treatmentFunction: nil, basis: .localPrice),
      Self.line(
        "C",
        "trastuzumab",
        .drug,
        activity: "24",
        price: "1200",
        marketForces: nil,
        basis: .drugListPrice
      ),
      Self.line(
        "D",
        nil,
        nil,
        treatmentFunction: nil,
        activity: nil,
        price: nil,
        value: Pence(-600_000),
        basis: nil
      ),
    ])
    let file = try MonitoringFile(InputFile(path: "iap.csv", bytes: plan.activityPlanFile(Self.header)))
    let rows = stride(from: 0, to: 48, by: 12).map { file.rows[$0] }
    #expect(rows.map(\.category) == ["12", "25", "25", "12"])
    #expect(rows.map(\.serviceCode) == [nil, "NCBPS01C", "NCBPS01C", nil])
    #expect(rows.map(\.pointOfDelivery) == [.dayCase, .unbundledChemotherapy, .drug, .adjustment])
    #expect(rows.map(\.tariffCode) == ["JA20F", "SB12Z", nil, nil])
    #expect(rows[2].plannedActivity == .zero)
    #expect(rows[2].treatmentFunction == nil)
    #expect(rows[0].plannedMarketForces == "1.1")
    #expect(rows.map(\.year) == ["2026/27", "2026/27", "2026/27", "2026/27"])
    #expect(rows[0].created == Self.header.created)
    #expect(file.rows.filter { $0.pointOfDelivery == .adjustment }.compactMap(\.plannedPrice).count == 12)
  }

  @Test func `local prices are the unit prices that are not the tariff's, each once`() throws {
    let plan = try plan([
      Self.line(),
      Self.line("B", "SB12Z", .unbundledChemotherapy, price: "247.742114052", basis: .localPrice),
      Self.line("C", "SB12Z", .unbundledChemotherapy, price: "247.742114052", basis: .localPrice),
      Self.line("D", "trastuzumab", .drug, price: "1200", basis: .drugListPrice),
      Self.line("E", "WF01B", .firstSingleProfessionalConsultantLed, basis: nil),
      Self.line("F", "CMDTB", .multidisciplinaryTeamMeeting, price: nil, basis: .unpriced),
    ])
    #expect(plan.locallyPriced.map(\.line.lineID) == ["B", "C", "D"])
    let input = InputFile(path: "prices.csv", bytes: plan.localPricesFile(Self.header))
    let file = try MonitoringFile(input)
    #expect(file.layout == .localPrices)
    #expect(file.rows.map(\.localPrice) == ["247.742114052", "1200"])
    #expect(file.bytes == input.bytes)
    #expect(plan.page.contains("1 lines have a price of no stated basis"))
  }

  @Test func `activity without point of delivery and value is in the months alone, and this is said`() throws
  {
    let unpriced = { (id: String, activity: Activity?) in
      Self.line(id, nil, nil, treatmentFunction: nil, activity: activity, price: nil, basis: .unpriced)
    }
    let plan = try plan([Self.line(), unpriced("U", "1200"), unpriced("V", "0.5"), unpriced("W", nil)])
    #expect(plan.leftOut.map(\.line.lineID) == ["U", "V", "W"])
    let months = try CSVTable(InputFile(path: "m.csv", bytes: plan.monthTable)).rows
    #expect(months.count == 48)
    let own = months.filter { $0.fields.first?.text == "U" }.map { $0.fields.map(\.text) }
    #expect(own.compactMap { Activity($0[10]) }.reduce(.zero, +) == "1200")
    #expect(own.allSatisfy { $0[8].isEmpty && $0[11].isEmpty })
    let file = try MonitoringFile(InputFile(path: "iap.csv", bytes: plan.activityPlanFile(Self.header)))
    #expect(file.rows.count == 12)
    let page = plan.page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      page.contains(
        "indicative-activity-plan.csv leaves out 3 lines without point of delivery, 1,200.5 units of activity and no "
          + "value"
      )
    )
    let remarks = plan.remarks(on: "s.csv")
    #expect(remarks.warnings.map(\.code) == ["plan.left-out"])
    #expect(remarks.warnings.first?.message.contains("3 lines without point of delivery") == true)
    #expect(remarks.warnings.first?.message.contains("such as U,") == true)
    let whole = try self.plan([Self.line()])
    #expect(whole.remarks(on: "s.csv").warningCount == 0)
    #expect(!whole.page.contains("leaves out"))
  }

  @Test func `lines of several years are each spread over their own`() throws {
    let plan = try plan([Self.line(), Self.line("B", year: "2025/26")])
    #expect(plan.years == ["2025/26", "2026/27"])
    #expect(plan.lines[0].activity != plan.lines[1].activity)
  }

  @Test func `what cannot be written is refused, all of it at once`() throws {
    let source = try PhasingSource(.equal, tariffDirectory: "")
    let commissioning = try Rules.library.commissioning()
    let found = { (lines: [ScheduleLine]) in
      faults { () throws(DiagnosticList) in
        try ActivityPlan(Schedule(lines), file: "s.csv", by: source, commissioning: commissioning)
      }
    }
    #expect(
      found([Self.line("A", year: "2009/10"), Self.line("B", "JA20F", nil)]) == [
        "s.csv found the year 2009/10 in line A, expected one from 2010/11 to 2050/51 [plan.year]",
        "s.csv found no point of delivery in line B, which has activity worth 522724.75 pounds, expected a national "
          + "point of delivery code such as DC, EL, NEL or OPPROC [plan.point-of-delivery]",
      ]
    )
    #expect(found([Self.line("B", nil, nil, price: nil, value: Pence(100))]).count == 1)
    #expect(
      found([Self.line(activity: "9000000000000", price: "9000000000", marketForces: "9000000")]) == [
        "s.csv found line A worth more than 1000000000 pounds, the most that a row may hold [plan.too-large]"
      ]
    )
    let absurd = (0..<100).map { Self.line("\($0)", activity: "9000000000000", price: "0") }
    #expect(found(absurd) == ["s.csv found more activity than can be added up [plan.too-large]"])
    #expect(found([]) == ["s.csv found no lines, expected a plan of one line at least [plan.empty]"])
  }
}
