import Contracts
import FundingFlows
import Quantities
import TestSupport
import Testing

struct ScheduleLedgerTests {
  private static let year = RandomLedger.year

  private func schedule(_ lines: [LedgerLine], in year: FinancialYear = Self.year) -> Schedule {
    Schedule(Ledger(lines), in: year)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func
    `a schedule comes to the ledger's total of the year, for each provider too, and each line to its arithmetic`(
      seed: UInt64
    )
  {
    let ledger = RandomLedger(seed).ledger
    let schedule = Schedule(ledger, in: Self.year)
    let ofYear = Ledger(ledger.lines.filter { $0.financialYear == Self.year })
    #expect(schedule.total == ofYear.total)
    for (provider, total) in ofYear.totals(by: \.provider) {
      #expect(schedule.lines.filter { $0.provider == provider }.compactMap(\.value).total() == total)
    }
    for line in schedule.lines {
      if line.pointOfDelivery == .adjustment {
        #expect(line.plannedActivity == nil && line.unitPrice == nil && line.basis == nil)
        #expect(line.note.hasPrefix("rounding: "))
      } else {
        #expect(line.plannedValue == line.computedValue)
      }
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `last year's figures add up to last year's total, where the ledger has that year`(seed: UInt64) {
    let ledger = RandomLedger(seed).ledger
    let before = ledger.lines.filter { $0.financialYear == "2016/17" }
    let schedule = Schedule(ledger, in: Self.year)
    if before.isEmpty {
      #expect(schedule.lines.allSatisfy { $0.lastYearActivity == nil && $0.lastYearValue == nil })
    } else {
      #expect(schedule.lines.compactMap(\.lastYearValue).total() == Ledger(before).total)
      let activity = before.reduce(Activity.zero) { $0 + $1.activity }
      #expect(schedule.lines.compactMap(\.lastYearActivity).reduce(.zero, +) == activity)
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `names are unique, and the same after a rerun, a reorder and an insertion`(seed: UInt64) {
    var random = Seeded(seed)
    let lines = RandomLedger(seed).lines
    let schedule = schedule(lines)
    #expect(Set(schedule.lines.map(\.lineID)).count == schedule.lines.count)
    #expect(self.schedule(lines.shuffled(using: &random)).lines == schedule.lines)
    let new = line("JA43B", .electiveInpatient, year: Self.year, step: "NEW", activity: "3", price: "12.34")
    let longer = self.schedule(lines + [new]).lines
    #expect(
      longer.filter { $0.step != "NEW" && $0.pointOfDelivery != .adjustment }
        == schedule.lines.filter { $0.pointOfDelivery != .adjustment }
    )
    #expect(longer.filter { $0.step == "NEW" }.count == 1)
  }

  @Test func `a name does not depend on price, factor, year or activity, and on nothing else less`() throws {
    let name = { (line: LedgerLine) in
      try #require(schedule([line], in: line.financialYear).lines.first).lineID
    }
    let base = line(price: "10")
    let same = [
      line(price: "11"), line(activity: "7", price: "10"), line(price: "10", marketForces: "1.2"),
      line(year: "2030/31", price: "10"), line(price: "10", evidence: .unverified),
    ]
    for other in same { #expect(try name(other) == name(base)) }
    let others = [
      line("JA20E", price: "10"), line(nil, price: "10"), line("JA20F", .electiveInpatient, price: "10"),
      line(provider: "RJ2", price: "10"), line(step: "S2", price: "10"),
      line(treatmentFunction: "103", price: "10"),
      line(basis: .averageCost, price: "10"),
    ]
    #expect(try Set(([base] + others).map(name)).count == others.count + 1)
  }

  @Test
  func `a name is letters alone, which no spreadsheet takes for a number or a date, and stays for ever`()
    throws
  {
    let name = try #require(schedule([line(price: "10")]).lines.first).lineID
    #expect(name.utf8.count == 15)
    #expect(name.hasPrefix("SL-"))
    #expect(name.dropFirst(3).allSatisfy { "BCDFGHJKLMNPQRSTVWXZ".contains($0) })
    #expect(name == "SL-QVLXXDJCKQBH")
  }

  @Test
  func `two prices of one service are two lines, the dearest with the plain name whatever the year's prices`()
  {
    let cheap = line(activity: "2", price: "10")
    let dear = line(activity: "1", price: "15")
    let plain = schedule([cheap]).lines[0].lineID
    let found = schedule([cheap, dear]).lines
    #expect(found.map(\.unitPrice) == ["15", "10"])
    #expect(found.map(\.lineID) == [plain, "\(plain)-C"])
    let uplifted = schedule([line(activity: "1", price: "16.5"), line(activity: "2", price: "11")]).lines
    #expect(uplifted.map(\.lineID) == found.map(\.lineID))
  }

  @Test func `stages are added up, with the weakest evidence and every source`() throws {
    let lines = [
      line(activity: "0.333333", price: "1.01", evidence: .seen),
      line(activity: "0.333333", price: "1.01", evidence: .derived),
    ]
    let found = schedule(lines).lines
    let line = try #require(found.first)
    #expect(line.plannedActivity == "0.666666")
    #expect(line.evidence == .derived)
    #expect(line.plannedValue == Pence(67))
    #expect(found.count == 2)
    #expect(found.last?.pointOfDelivery == .adjustment)
    #expect(found.last?.plannedValue == Pence(1))
  }

  @Test func `a line without a price stays, its value blank`() throws {
    let found = schedule([line(nil, nil, basis: .unpriced, activity: "5")]).lines
    #expect(found.count == 1)
    #expect(found[0].plannedActivity == "5")
    #expect(found[0].plannedValue == nil && found[0].unitPrice == nil)
    #expect(found[0].basis == .unpriced)
  }

  @Test func `a line that is new was nothing last year, and one that ended is nothing now`() {
    let old = line(year: "2016/17", step: "OLD", activity: "2", price: "10")
    let new = line(year: "2017/18", step: "NEW", activity: "3", price: "10")
    let found = schedule([old, new]).lines
    #expect(found.map(\.step) == ["NEW", "OLD"])
    #expect(found.map(\.lastYearActivity) == [.zero, "2"])
    #expect(found.map(\.lastYearValue) == [.zero, Pence(2000)])
    #expect(found.map(\.plannedActivity) == ["3", .zero])
    #expect(found.map(\.plannedValue) == [Pence(3000), .zero])
    #expect(found[1].note.hasPrefix("none planned any more"))
  }

  @Test func `a year that the ledger does not have has no lines`() {
    #expect(schedule([line(price: "10")], in: "2040/41").lines.isEmpty)
  }
}
