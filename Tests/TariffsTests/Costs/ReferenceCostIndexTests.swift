import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct ReferenceCostIndexTests {
  private static let activity = [
    CountedActivity("JA20F", at: .electiveInpatient, activity: "100"),
    CountedActivity("JA20F", at: .dayCase, activity: "150"),
    CountedActivity("DZ02K", at: .electiveInpatient, activity: "40"),
    CountedActivity("SB12Z", at: .unbundledChemotherapy, setting: "day case", activity: "600"),
  ]

  @Test func `the worked example of the reference cost index comes out to the penny and two decimals`() throws
  {
    let costs = try #require(try Shipped.averageCosts("2017/18"))
    let index = try ReferenceCostIndex(
      of: Self.activity,
      at: costs,
      actual: Pence(1_250_000_00),
      marketForces: "1.194349"
    )
    #expect(index.expected.description == "1089158.86")
    #expect(index.index.description == "114.77")
    #expect(index.adjusted?.description == "96.09")
    #expect(index.evidence == .derived)
    #expect(index.adjustedEvidence == .unverified)
    #expect(index.gaps.isEmpty)
    #expect(
      index.report == """
        Reference cost index 2017/18: 114.77, of £1250000.00 against £1089158.86 at national averages [derived]
          without market forces (÷ 1.194349): 96.09 [unverified: no document says which factor belongs to this \
        index]
        """
    )
  }

  @Test func `lines without a national average are listed with their reason, and count for nothing`() throws {
    let gaps = [
      CountedActivity("ZZ99Z", at: .dayCase, activity: "10"),
      CountedActivity("SB12Z", at: .unbundledChemotherapy, activity: "10"),
      CountedActivity("JA20F", at: .dayCase, activity: nil),
    ]
    let costs = try #require(try Shipped.averageCosts("2017/18"))
    let index = try ReferenceCostIndex(of: Self.activity + gaps, at: costs, actual: Pence(1_250_000_00))
    #expect(index.expected.description == "1089158.86")
    #expect(index.lines.map(\.line) == Self.activity)
    #expect(index.gaps.map(\.line) == gaps)
    #expect(index.adjusted == nil)
    #expect(
      index.report.split(separator: "\n").dropFirst() == [
        "  without a national average, and so in the actual cost alone:",
        "    ZZ99Z DC: the 2017/18 average cost of ZZ99Z at DC was not published",
        "    SB12Z UNBCHEMO: the 2017/18 average cost of SB12Z at UNBCHEMO differs by setting or specialty "
          + "(day case, other, outpatient)",
        "    JA20F DC: its activity is not known",
      ]
    )
  }

  @Test func `what has no index is refused`() throws {
    let costs = try Self.costs("AA01A,One,DC,,,1,0,seen,\nAA02A,Two,DC,,,1,10000000,seen,")
    let index = { (currency: CurrencyCode, units: Activity, actual: Int64, factor: Factor?) in
      faults { () throws(DiagnosticList) in
        try ReferenceCostIndex(
          of: [CountedActivity(currency, at: .dayCase, activity: units)],
          at: costs,
          actual: Pence(actual),
          marketForces: factor
        )
      }
    }
    #expect(
      index("AA02A", "1", -1, nil)
        == [" found £-0.01 as the actual cost, expected £0 or more [cost-index.negative-cost]"]
    )
    let nothing = [
      "costs.csv found nothing that activity is expected to cost at the averages of 2030/31, expected more "
        + "[cost-index.nothing-expected]"
    ]
    #expect(index("AA01A", "1", 1, nil) == nothing)
    #expect(index("AA03A", "1", 1, nil) == nothing)
    #expect(index("AA02A", "0", 1, nil) == nothing)
    #expect(
      index("AA02A", "1", 1, "0")
        == [" found 0 as the factor of a conversion, expected more than 0 and at most 10 [basis.factor]"]
    )
    #expect(
      index("AA02A", "9000000000000", 1, nil) == [
        "costs.csv:3 found the expected cost of AA02A DC beyond £1000000000000.00, expected less "
          + "[cost.too-large]"
      ]
    )
    #expect(
      index("AA02A", "1", 100_000_000_000_001, nil)
        == [" found the actual cost beyond £1000000000000.00, expected less [cost.too-large]"]
    )
    #expect(index("AA02A", "100000", 100_000_000_000_000, "10").isEmpty)
  }

  @Test func `half a hundredth goes up`() throws {
    let costs = try Self.costs("AA01A,One,DC,,,1,1000,seen,")
    let one = [CountedActivity("AA01A", at: .dayCase, activity: "1")]
    let indexes = try [100_004, 100_005, 100_014, 100_015].map { pence in
      try ReferenceCostIndex(of: one, at: costs, actual: Pence(pence)).index.description
    }
    #expect(indexes == ["100.00", "100.01", "100.01", "100.02"])
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `an index is the exact ratio rounded half up once, in whatever order the lines come`(seed: UInt64)
    throws
  {
    var random = Seeded(seed)
    let count = Int.random(in: 1...12, using: &random)
    var rows: [String] = []
    var lines: [CountedActivity] = []
    var femtopounds: Int128 = 0
    for number in 10..<10 + count {
      let price = UnitPrice(nanopounds: .random(in: 1...9_000_000_000_000, using: &random))
      let units = Activity(millionths: .random(in: 1...900_000_000, using: &random))
      rows.append("AA\(number)A,Made up,DC,,,1,\(price),seen,")
      lines.append(CountedActivity(try #require(CurrencyCode("AA\(number)A")), at: .dayCase, activity: units))
      femtopounds += Int128(price.nanopounds) * Int128(units.millionths)
    }
    let actual = Pence(.random(in: 0...90_000_000_000, using: &random))
    let factor = Factor(millionths: .random(in: 700_000...1_500_000, using: &random))
    let costs = try Self.costs(rows.joined(separator: "\n"))
    let index = try ReferenceCostIndex(of: lines, at: costs, actual: actual, marketForces: factor)
    let spent = Int128(actual.amount) * 10_000_000_000_000
    #expect(Int128(index.index.hundredths) == (spent * 20_000 + femtopounds) / (2 * femtopounds))
    let divisor = femtopounds * Int128(factor.millionths)
    let adjusted = (spent * 20_000 * 1_000_000 + divisor) / (2 * divisor)
    #expect(index.adjusted.map { Int128($0.hundredths) } == adjusted)
    #expect(Int128(index.expected.amount) == (femtopounds * 2 + 10_000_000_000_000) / 20_000_000_000_000)
    #expect(index.lines.map(\.expected).reduce(.zero, +) == index.expectedExactly)
    let shuffled = lines.shuffled(using: &random)
    let again = try ReferenceCostIndex(of: shuffled, at: costs, actual: actual, marketForces: factor)
    #expect(again.index == index.index)
    #expect(again.adjusted == index.adjusted)
    #expect(again.expectedExactly == index.expectedExactly)
  }

  @Test(arguments: ["2017/18", "2023/24", "2024/25"] as [FinancialYear])
  func `a provider that spends the national averages has an index of 100`(year: FinancialYear) throws {
    let costs = try #require(try Shipped.averageCosts(year))
    var lines: [CountedActivity] = []
    for key in costs.keys where key.pointOfDelivery == .electiveInpatient || key.pointOfDelivery == .dayCase {
      for cost in costs.rows(of: key) where cost.unitCost != nil {
        lines.append(
          CountedActivity(
            key.currency,
            at: key.pointOfDelivery,
            setting: cost.setting,
            treatmentFunction: cost.treatmentFunction,
            activity: cost.activity
          )
        )
      }
    }
    #expect(lines.count > 2000)
    let expected = try ReferenceCostIndex(of: lines, at: costs, actual: Pence(0))
    #expect(expected.index.description == "0.00")
    let index = try ReferenceCostIndex(of: lines, at: costs, actual: expected.expected, marketForces: .one)
    #expect(index.index.description == "100.00")
    #expect(index.adjusted == index.index)
  }

  private static func costs(_ rows: String) throws -> AverageCosts {
    try AverageCosts(
      InputFile(path: "costs.csv", text: "\(SyntheticLibrary.costsHeader)\n\(rows)\n"),
      year: "2030/31",
      publication: "Made up"
    )
  }
}
