import Diagnostics
import Populations
import Quantities
import Tables
import TestSupport
import Testing

struct StageMixTests {
  private static let header = "site,stage,year,share,evidence"

  @Test(arguments: [
    (1990, 2018), (2018, 2018), (2019, 2018), (2020, 2020), (2021, 2020), (2022, 2022), (2099, 2022),
  ])
  func `a year takes the shares published last, and one before them all the first`(year: Int, published: Int)
    throws
  {
    let mix = try StageMix(
      table(
        Self.header,
        "lung,1,2020,0.3,seen",
        "lung,4,2020,0.7,seen",
        "lung,1,2018,0.2,derived",
        "lung,4,2018,0.8,seen",
        "lung,1,2022,1,seen",
        "breast,2,2019,1,seen"
      )
    )
    let expected: [Int: [Stage: Share?]] = [
      2018: [.one: Share("0.2"), .four: Share("0.8")], 2020: [.one: Share("0.3"), .four: Share("0.7")],
      2022: [.one: .all],
    ]
    #expect(mix.shares(of: "lung", in: year) == expected[published]?.compactMapValues(\.self))
    #expect(mix.shares(of: "breast", in: year) == [.two: .all])
    #expect(mix.shares(of: "bowel", in: year) == nil)
  }

  @Test func `the evidence is the weakest of the shares`() throws {
    let grades = ["seen", "derived", "definition", "unverified"]
    for (index, weakest) in grades.enumerated() {
      let rows = ["lung,1,2018,0.2,seen", "lung,4,2018,0.8,\(weakest)", "lung,1,2019,1,seen"]
      let mix = try StageMix(table(Self.header, rows[0], rows[1], rows[2]))
      #expect(mix.evidence.rawValue == grades[index])
    }
  }

  @Test func `shares that do not add up to one are reported by site and year`() {
    let input = table(
      Self.header,
      "lung,1,2019,0.3,seen",
      "lung,4,2019,0.700001,seen",
      "breast,1,2018,0.5,seen",
      "breast,2,2018,0.499999,seen",
      "breast,1,2020,1,seen"
    )
    #expect(
      faults { () throws(DiagnosticList) in try StageMix(input) } == [
        "t.csv:4 found stages of breast in 2018 that add up to 0.999999, expected 1 [stage.shares]",
        "t.csv:2 found stages of lung in 2019 that add up to 1.000001, expected 1 [stage.shares]",
      ]
    )
  }

  @Test func `every fault of a row is reported with its place`() {
    let input = table(
      Self.header,
      "lung,5,2019,1,seen",
      "lung,1,2019,1.1,seen",
      "lung,1,2019,1,certain",
      "lung,1,2018,1,seen",
      "lung,1,2018,0,seen"
    )
    #expect(
      faults { () throws(DiagnosticList) in try StageMix(input) } == [
        "t.csv:2:6 found \"5\" as stage, expected a stage: 1, 2, 3, 4, not-staged, ruled-out or recurrent"
          + " [value.malformed]",
        "t.csv:3:13 found \"1.1\" as share, expected a share from 0 to 1 with up to six decimals, such as 0.535"
          + " [value.malformed]",
        "t.csv:4:15 found \"certain\" as evidence, expected an evidence grade: seen, derived, definition or"
          + " unverified [value.malformed]",
        "t.csv:6:6 found a second row for the same stage, first on line 5 [table.repeated-row]",
      ]
    )
  }

  @Test(arguments: ["ruled-out", "recurrent"])
  func `nobody is diagnosed ruled out or recurrent`(stage: String) {
    let input = table(Self.header, "lung,1,2019,0.5,seen", "lung,\(stage),2019,0.5,seen")
    #expect(
      faults { () throws(DiagnosticList) in try StageMix(input) } == [
        "t.csv:3:6 found \"\(stage)\" as stage, expected a stage at diagnosis: 1, 2, 3, 4 or not-staged"
          + " [value.malformed]"
      ]
    )
  }

  @Test(arguments: ["breast", "lung"], 2015...2030)
  func `England's stages add up to everybody in every year`(site: String, year: Int) throws {
    let mix = try StageMix(Repository.england("stage.csv"))
    let shares = try #require(mix.shares(of: site, in: year))
    #expect(Set(shares.keys) == Set(Stage.atDiagnosis))
    #expect(shares.values.reduce(0) { $0 + $1.millionths } == 1_000_000)
  }
}
