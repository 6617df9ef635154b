@testable import Contracts
import Diagnostics
import Quantities
import Tables
import TestSupport
import Testing

struct PhasingTests {
  @Test(arguments: 2009...2035)
  func `the days of the months are those of the year`(start: Int) {
    let year = FinancialYear(start: start)
    let days = Phasing.days(in: year).weights
    let whole = Int64(year.lastDay.sinceEpoch - year.firstDay.sinceEpoch + 1)
    #expect(days.reduce(0, +) == whole)
    #expect(days.prefix(10) == [30, 31, 30, 31, 31, 30, 31, 30, 31, 31])
    #expect(days[10] == (whole == 366 ? 29 : 28))
    #expect(days[11] == 31)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `the months of any phasing add up exactly`(seed: UInt64) {
    var random = Seeded(seed)
    let weights = (0..<12).map { _ in Int64(random.happens(80) ? random.int(1...100_000) : 0) }
    let phasing = Phasing(name: "", weights: weights)
    let value = Pence(Int64(random.int(-10_000_000_000...10_000_000_000)))
    let activity = Activity(millionths: Int64(random.int(0...90_000_000_000_000)))
    #expect(phasing.split(value).total() == value)
    #expect(phasing.split(activity).reduce(.zero, +) == activity)
    let thousandths = phasing.splitThousandths(activity)
    #expect(thousandths.allSatisfy { $0.millionths % 1000 == 0 && $0.millionths >= 0 })
    let rounded = (activity.millionths + 500) / 1000 * 1000
    #expect(thousandths.reduce(.zero, +).millionths == rounded)
    for (part, weight) in zip(phasing.split(activity), weights)
    where weight == 0 && weights.contains(where: { $0 > 0 }) {
      #expect(part == .zero)
    }
  }

  @Test func `a month's part is within one unit of its share`() {
    let parts = Phasing.equal.split(Pence(100))
    #expect(parts.map(\.amount) == [9, 9, 9, 9, 8, 8, 8, 8, 8, 8, 8, 8])
  }

  private func profile(_ shares: [String]) -> InputFile {
    let rows = shares.enumerated().map { "\($0.offset + 1),\($0.element)" }
    return InputFile(path: "p.csv", text: "month,share\n" + rows.joined(separator: "\n") + "\n")
  }

  @Test func `a profile that adds up to 1 is used as it is`() throws {
    let shares = Array(repeating: "0.083333", count: 11) + ["0.083337"]
    let phasing = try Phasing(profile: profile(shares))
    #expect(phasing.weights == Array(repeating: 83_333, count: 11) + [83_337])
    #expect(phasing.name == "the profile p.csv")
  }

  @Test func `a profile that does not add up to 1 exactly is refused`() {
    let shares = Array(repeating: "0.083333", count: 12)
    #expect(
      faults { () throws(DiagnosticList) in try Phasing(profile: profile(shares)) } == [
        "p.csv found shares that add up to 0.999996, expected 1 exactly [phasing.shares]"
      ]
    )
  }

  @Test func `a profile has each month once`() {
    let short = faults { () throws(DiagnosticList) in try Phasing(profile: profile(["0.5", "0.5"])) }
    #expect(
      short == [
        "p.csv found no share of month 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, expected all from 1, April, to 12, March "
          + "[phasing.months]"
      ]
    )
    let text = "month,share\n1,0.5\n1,0.5\n13,0\n2,50%\n"
    let wrong = faults { () throws(DiagnosticList) in
      try Phasing(profile: InputFile(path: "p.csv", text: text))
    }
    #expect(wrong.count == 3)
    #expect(wrong.contains { $0.hasSuffix("[table.repeated-row]") })
    #expect(wrong.contains { $0.hasSuffix("[value.out-of-range]") })
    #expect(wrong.contains { $0.hasSuffix("[value.malformed]") })
  }

  @Test func `a choice is a word or a file`() throws {
    #expect(PhasingChoice("working-days") == .workingDays)
    #expect(PhasingChoice("days") == .days)
    #expect(PhasingChoice("equal") == .equal)
    #expect(PhasingChoice("our.CSV") == .profile("our.CSV"))
    #expect(PhasingChoice("weeks") == nil)
    let source = try PhasingSource(.workingDays, tariffDirectory: Repository.path("tariffs"))
    #expect(source.phasing(of: "2026/27").weights.reduce(0, +) == 251)
    #expect(source.files.count == 1)
    #expect(try PhasingSource(.equal, tariffDirectory: "").phasing(of: "2026/27") == .equal)
  }
}
