@testable import Contracts
import Diagnostics
import Quantities
import Tables
import TestSupport
import Testing

struct InYearPositionTests {
  private func submissions(_ rows: [[String: String]]) throws -> LatestSubmissions {
    LatestSubmissions([try MonitoringFile(MonitoringText.file(.aggregate, rows))])
  }

  private func position(
    _ lines: [ScheduleLine],
    _ rows: [[String: String]],
    by choice: PhasingChoice = .equal
  ) throws -> InYearPosition {
    let plan = try ActivityPlanTests.plan(Schedule(lines), by: choice)
    return try InYearPosition(
      ServicePlan(plan, year: "2026/27"),
      actual: submissions(rows),
      otherwise: .equal,
      file: "plan.csv"
    )
  }

  /// A line of 120 units a year, 10 a month, at 1,000 pounds.
  private func line(_ id: String = "A", provider: ProviderCode = "R1H", _ currency: CurrencyCode = "JA20F")
    -> ScheduleLine
  {
    ActivityPlanTests.line(
      id,
      provider: provider,
      currency,
      activity: "120",
      price: "1000",
      marketForces: "1"
    )
  }

  private func row(
    _ month: Int,
    _ activity: Int,
    _ price: String,
    provider: String = "R1H",
    code: String = "JA20F"
  )
    -> [String: String]
  {
    MonitoringText.aggregate(
      month,
      provider: provider,
      tariffCode: code,
      activity: "\(activity)",
      price: price
    )
  }

  @Test func `more activity is volume at the plan's price, and the rest is price`() throws {
    let found = try position([line()], [row(1, 12, "12600.00"), row(2, 10, "10000.00")])
    let own = try #require(found.lines.first)
    #expect(found.lastMonth == 2)
    #expect(own.match == .both)
    #expect(own.plan == pence("20000"))
    #expect(own.actual == pence("22600"))
    #expect(own.activityVariance == "2")
    #expect(own.volume == pence("2000"))
    #expect(own.price == pence("600"))
    #expect(own.runRate == pence("135600"))
    #expect(own.planForTheRest == pence("122600"))
    #expect(found.missing.isEmpty)
  }

  @Test func `a service on one side only is kept apart`() throws {
    let found = try position(
      [line(), line("B", "JA20D"), line("C", provider: "RF4")],
      [row(1, 10, "10000.00"), row(1, 2, "500.00", code: "JA43B")]
    )
    #expect(found.lines.map(\.match) == [.planOnly, .both, .actualOnly, .notReceived])
    #expect(found.lines.map(\.variance) == [pence("-10000"), .zero, pence("500"), pence("-10000")])
    #expect(found.total(\.notDelivered) == pence("-10000"))
    #expect(found.total(\.notPlanned) == pence("500"))
    #expect(found.total(\.notReceived) == pence("-10000"))
    #expect(found.missing.map(\.provider) == ["RF4"])
    #expect(found.lines.last?.runRate == pence("120000"))
    let unmatched = try CSVTable(InputFile(path: "u.csv", bytes: found.unmatchedTable))
    #expect(unmatched.rows.count == 3)
    #expect(
      unmatched.rows.map { $0.fields.last?.text } == [
        "reported under the tariff code JA43B", "planned under the tariff code JA20D",
        "nothing was reported by this provider to this commissioner",
      ]
    )
  }

  @Test func `a plan without specialty takes rows of any, and a local suffix its group`() throws {
    let plain = ActivityPlanTests.line(
      treatmentFunction: nil,
      activity: "120",
      price: "1000",
      marketForces: "1"
    )
    let found = try position(
      [plain],
      [
        row(1, 6, "6000.00"),
        MonitoringText.aggregate(treatmentFunction: "370", activity: "4", price: "4000.00"),
        row(1, 1, "1000.00", code: "JA20F-BPT"),
      ]
    )
    #expect(found.lines.count == 1)
    #expect(found.lines.first?.actualActivity == "11")
    #expect(found.lines.first?.volume == pence("1000"))
    #expect(found.lines.first?.price == .zero)
  }

  @Test func `drugs are one service, with money and no activity`() throws {
    let drugs = ["trastuzumab", "pertuzumab"].map { (code: CurrencyCode) in
      ActivityPlanTests.line(
        "\(code)",
        code,
        .drug,
        treatmentFunction: "370",
        activity: "12",
        price: "1000",
        marketForces: nil,
        basis: .drugListPrice
      )
    }
    let found = try position(drugs, [MonitoringText.aggregate(pointOfDelivery: "DRUG", price: "2500.00")])
    let own = try #require(found.lines.first)
    #expect(found.lines.count == 1)
    #expect(own.plan == pence("2000"))
    #expect(own.volume == .zero)
    #expect(own.price == pence("500"))
  }

  @Test func `a month that was not reported is named and not taken for a saving`() throws {
    let found = try position([line()], [row(1, 10, "10000.00"), row(3, 10, "10000.00")])
    let own = try #require(found.lines.first)
    #expect(found.missing.map(\.month) == [2])
    #expect(own.notReceived == pence("-10000"))
    #expect(own.volume == .zero)
    #expect(own.price == .zero)
    #expect(own.runRate == pence("120000"))
    #expect(own.planForTheRest == pence("120000"))
  }

  @Test func `activity that is not said splits nothing into volume`() throws {
    let blank = MonitoringText.aggregate(activity: nil, price: "12000.00")
    let own = try #require(try position([line()], [blank]).lines.first)
    #expect(!own.hasActivity)
    #expect(own.volume == .zero)
    #expect(own.price == pence("2000"))
  }

  @Test func `a whole year is its own outturn`() throws {
    let rows = (1...12).map { row($0, 9, "9500.00") }
    let own = try #require(try position([line()], rows, by: .workingDays).lines.first)
    #expect(own.runRate == own.actual)
    #expect(own.planForTheRest == own.actual)
    #expect(own.plan == own.planYear)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `the parts of a variance add up, and every pound is on a line`(seed: UInt64) throws {
    var random = Seeded(seed)
    let schedule = ActivityPlanTests.random(seed)
    let last = random.int(1...12)
    let rows = (0..<random.int(1...60)).map { _ in
      MonitoringText.aggregate(
        random.int(1...last),
        provider: random.pick(["R1H", "RF4", "RJZ"]),
        pointOfDelivery: random.pick(["DC", "DRUG", "UNBCHEMO", "ADJUSTMENT"]),
        treatmentFunction: random.pick(["103", "370"]),
        tariffCode: random.pick(["JA20F", "WF01B", "SB12Z", "JA20FX"]),
        activity: random.happens(90) ? "\(random.int(0...40)).5" : nil,
        price: "\(random.int(-1000...90_000)).\(random.int(10...99))"
      )
    }
    let plan = try ActivityPlanTests.plan(schedule, by: random.pick([.workingDays, .days, .equal]))
    let actual = try submissions(rows)
    let position = try InYearPosition(
      ServicePlan(plan, year: "2026/27"),
      actual: actual,
      otherwise: .equal,
      file: "plan.csv"
    )
    for line in position.lines {
      let parts = [line.volume, line.price, line.notPlanned, line.notDelivered, line.notReceived]
      #expect(line.variance == parts.total())
      #expect(line.actual - line.plan == line.variance)
    }
    let planned = schedule.lines.filter { $0.financialYear == "2026/27" }.compactMap(\.value).total()
    #expect(position.total(\.planYear) == planned)
    let charged = Balance.sum(actual.rows.values.joined()).pence
    #expect(position.total(\.actual) == charged)
    #expect(position.linesOfOtherYears == schedule.lines.count { $0.financialYear != "2026/27" })
    let months = try CSVTable(InputFile(path: "m.csv", bytes: position.monthTable))
    #expect(months.rows.count.isMultiple(of: 12))
    let table = try CSVTable(InputFile(path: "p.csv", bytes: position.positionTable))
    #expect(table.rows.count == position.lines.count)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `a plan read from its own Indicative Activity Plan is worth the same each month`(seed: UInt64) throws {
    let schedule = ActivityPlanTests.random(seed)
    let plan = try ActivityPlanTests.plan(schedule, by: .workingDays)
    let time = try #require(CreationTime("2026-03-31T17:00:00"))
    let bytes = plan.activityPlanFile(SubmissionHeader(submitter: "A", created: time))
    let file = try MonitoringFile(InputFile(path: "iap.csv", bytes: bytes))
    let submissions = LatestSubmissions([file])
    for year in plan.years {
      let own = ServicePlan(plan, year: year)
      let read = ServicePlan(submissions, year: year, by: nil)
      let delivered = own.services.filter { $0.key.pointOfDelivery != nil }
      #expect(Set(read.services.keys) == Set(delivered.keys))
      for (service, months) in delivered { #expect(read.services[service]?.value == months.value) }
      let spread = ServicePlan(submissions, year: year, by: .equal)
      for (service, months) in delivered {
        #expect(spread.services[service]?.value.reduce(0, +) == months.value.reduce(0, +))
      }
    }
  }

  @Test func `a deduction read from an Indicative Activity Plan runs at its own months' rate`() throws {
    let rows = (1...12).map { month in
      MonitoringText.aggregate(month, pointOfDelivery: "ADJUSTMENT").merging([
        "CONTRACT MONITORING PLANNED PRICE": month == 1 ? "-5400.00" : "-600.00"
      ]) { $1 }
    }
    let own = ServicePlan(try submissions(rows), year: "2026/27", by: nil)
    let charged = MonitoringText.aggregate(1, pointOfDelivery: "ADJUSTMENT", price: "-5400.00")
    let found = try InYearPosition(
      own,
      actual: submissions([charged]),
      otherwise: .equal,
      file: "iap.csv"
    )
    let line = try #require(found.lines.first)
    #expect(found.lines.count == 1)
    #expect(line.plan == pence("-5400"))
    #expect(line.runRate == pence("-12000"))
  }

  @Test func `planned activity without point of delivery is kept as a service of its own`() throws {
    let unpriced = ActivityPlanTests.line(
      "U",
      nil,
      nil,
      treatmentFunction: nil,
      activity: "120",
      price: nil,
      basis: .unpriced
    )
    let found = try position([line(), unpriced], [row(1, 10, "10000.00")])
    let own = try #require(found.lines.first { $0.service.pointOfDelivery == nil })
    #expect(found.lines.count == 2)
    #expect(own.match == .planOnly)
    #expect(own.planActivity == "10")
    #expect(own.planYear == .zero)
    #expect(own.runRate == .zero)
  }

  @Test func `a plan and reports that do not go together are refused`() throws {
    let other = MonitoringText.aggregate().merging(["FINANCIAL YEAR": "202526"]) { $1 }
    let plan = try ServicePlan(ActivityPlanTests.plan(Schedule([line()]), by: .equal), year: "2026/27")
    let found = { (actual: LatestSubmissions) in
      faults { () throws(DiagnosticList) in
        try InYearPosition(plan, actual: actual, otherwise: .equal, file: "plan.csv")
      }
    }
    #expect(
      found(try submissions([other])) == [
        "plan.csv found reports of 2025/26 for a plan of 2026/27, expected one year [monitor.years]"
      ]
    )
    #expect(
      found(try submissions([])) == [
        "file.csv found no row of any month, expected what was reported of one month at least [monitor.empty]"
      ]
    )
    let two = LatestSubmissions([
      try MonitoringFile(MonitoringText.file(.aggregate, [row(1, 1, "1.00")], path: "a.csv")),
      try MonitoringFile(MonitoringText.file(.aggregate, [row(1, 1, "2.00")], path: "b.csv")),
    ])
    #expect(
      found(two) == [
        "a.csv found two reports of month 1 of R1H to QMF, made at the same time and different: a.csv and b.csv "
          + "[monitor.two-reports]"
      ]
    )
  }

  @Test func `prices that look like those of units are noticed`() throws {
    let lines = [line(), line("B", "JA20D")]
    let units = [row(1, 12, "1000.00"), row(1, 9, "1010.00", code: "JA20D")]
    #expect(try position(lines, units).looksLikeUnitPrices)
    let rows = [row(1, 12, "12000.00"), row(1, 9, "9000.00", code: "JA20D")]
    #expect(!(try position(lines, rows).looksLikeUnitPrices))
  }
}
