import Diagnostics
import Populations
import Quantities
import Tables
import TestSupport
import Testing

struct LocalRatiosTests {
  @Test func `a stated ratio is taken as it is, an area's own before that of all, and none is 1`() throws {
    let ratios = try LocalRatios(
      table("area,site,sex,ratio", ",lung,female,0.9", "E09000030,lung,female,1.4")
    )
    #expect(ratios.ratio(of: "lung", .female, area: "E09000030") == 1.4)
    #expect(ratios.ratio(of: "lung", .female, area: "E09000001") == 0.9)
    #expect(ratios.ratio(of: "lung", .male, area: "E09000001") == 1)
    #expect(ratios.ratio(of: "breast", .female, area: "E09000030") == 1)
    #expect(!ratios.areShrunk)
  }

  @Test func `counts are shrunk towards 1, the small one more, by the stated formula`() throws {
    let ratios = try LocalRatios(
      table(
        "area,site,sex,observed,expected",
        "A,lung,male,300,200",
        "B,lung,male,150,200",
        "C,lung,male,6,4"
      )
    )
    // A = (200·½² + 200·¼² + 4·½² − 3) ÷ (200 + 200 + 4), worked by hand.
    let between = (50.0 + 12.5 + 1 - 3) / 404
    let large = between * 200 / (between * 200 + 1)
    let small = between * 4 / (between * 4 + 1)
    #expect(abs(ratios.ratio(of: "lung", .male, area: "A") - (1 + large * 0.5)) < 1e-12)
    #expect(abs(ratios.ratio(of: "lung", .male, area: "B") - (1 - large * 0.25)) < 1e-12)
    #expect(abs(ratios.ratio(of: "lung", .male, area: "C") - (1 + small * 0.5)) < 1e-12)
    #expect(ratios.areShrunk)
    #expect(small < 0.4 && large > 0.9)
  }

  @Test func `areas that differ by chance alone are all 1`() throws {
    let ratios = try LocalRatios(
      table(
        "area,site,sex,observed,expected",
        "A,lung,male,105,100",
        "B,lung,male,96,100",
        "C,lung,male,9,10"
      )
    )
    #expect(ratios.ratio(of: "lung", .male, area: "A") == 1)
    #expect(ratios.ratio(of: "lung", .male, area: "B") == 1)
  }

  @Test func `a site with few areas takes the variance of the whole table`() throws {
    let ratios = try LocalRatios(
      table(
        "area,site,sex,observed,expected",
        ",breast,female,1100,1000",
        ",lung,female,80,100",
        ",lung,male,0,10"
      )
    )
    // A = (1000·0.1² + 100·0.2² + 10·1² − 3) ÷ 1110.
    let between = (10.0 + 4 + 10 - 3) / 1110
    let weight = between * 10 / (between * 10 + 1)
    #expect(abs(ratios.ratio(of: "lung", .male, area: "anywhere") - (1 - weight)) < 1e-12)
    #expect(weight < 0.2)
  }

  @Test func `one or two counts alone are refused`() {
    let refused = faults { () throws(DiagnosticList) in
      try LocalRatios(table("area,site,sex,observed,expected", "A,lung,male,0,10", "B,lung,male,8,4"))
    }
    #expect(
      refused == [
        "t.csv:2:13 found counts on 2 rows, which say nothing of how far areas differ, expected 3 or more [ratio.few]"
      ]
    )
  }

  @Test func `a ratio beside counts is refused`() {
    let refused = faults { () throws(DiagnosticList) in
      try LocalRatios(table("site,sex,ratio,observed,expected", "lung,male,1.2,12,10"))
    }
    #expect(refused == ["t.csv:2:11 found a ratio and counts from which another one follows [ratio.twice]"])
  }

  @Test func `calling the areas something else changes nothing`() throws {
    let rows = [("A", 31, 20), ("B", 12, 25), ("C", 9, 9)]
    let named = try LocalRatios(
      table(["area,site,sex,observed,expected"] + rows.map { "\($0.0),lung,male,\($0.1),\($0.2)" })
    )
    let renamed = try LocalRatios(
      table(
        ["area,site,sex,observed,expected"] + rows.reversed().map { "Z\($0.0),lung,male,\($0.1),\($0.2)" }
      )
    )
    for (area, _, _) in rows {
      let difference =
        named.ratio(of: "lung", .male, area: area) - renamed.ratio(of: "lung", .male, area: "Z\(area)")
      #expect(abs(difference) < 1e-15)
    }
  }

  @Test func `a row with neither a ratio nor both counts is refused, and so is a second row`() {
    let refused = faults { () throws(DiagnosticList) in
      try LocalRatios(
        table(
          "area,site,sex,ratio,observed,expected",
          "A,lung,male,,5,",
          "A,lung,female,,5,0",
          "B,lung,male,1.1,,",
          "B,lung,male,1.2,,",
          "C,lung,male,-1,,"
        )
      )
    }
    #expect(
      refused == [
        "t.csv:2:13 found no ratio, and not both observed and expected cases above 0 [value.missing]",
        "t.csv:3:15 found no ratio, and not both observed and expected cases above 0 [value.missing]",
        "t.csv:5:3 found a second row for the same site, first on line 4 [table.repeated-row]",
        "t.csv:6:13 found \"-1\" as ratio, expected a factor with up to six decimals, such as 1.148886 "
          + "[value.malformed]",
      ]
    )
  }
}

private func table(_ lines: [String]) -> InputFile {
  InputFile(path: "t.csv", text: lines.map { $0 + "\n" }.joined())
}
