import Diagnostics
import Foundation
import Populations
import Tables
import Testing

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

struct ForecastChartTests {
  private func chart(_ sites: [String], cases: Int = 30, years: [Int] = Array(2020...2030)) throws -> String {
    let rows = sites.flatMap { site in
      (2001...2019).flatMap { year in
        ["80-84", "85+"].map { "\"\(site)\",female,\($0),\(year),\(cases),9000" }
      }
    }
    let people = years.flatMap { year in ["80-84", "85+"].map { "\(year),female,\($0),9000" } }
    let rates = InputFile(
      path: "r.csv",
      text: (["site,sex,age,year,cases,population"] + rows).joined(separator: "\n")
    )
    let future = InputFile(
      path: "p.csv",
      text: (["year,sex,age,population"] + people).joined(separator: "\n")
    )
    let forecast = try Forecast(ObservedRates(rates), for: FuturePeople(future), by: .constant)
    return ForecastChart(forecast, source: "From r.csv & p.csv.").svg
  }

  private func isWellFormed(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }

  @Test func `a picture is well formed and names each series`() throws {
    let svg = try chart(["breast", "lung", "a<b & \"\"c\"\""])
    #expect(isWellFormed(svg))
    for name in [
      "breast, female: cases a year", "lung, female: cases a year",
      "a&lt;b &amp; &quot;c&quot;, female: cases a year",
    ] {
      #expect(svg.contains(name))
    }
    #expect(
      svg.contains(
        "<title>Cancer of the a&lt;b &amp; &quot;c&quot; and breast and lung: observed and forecast to 2030</title>"
      )
    )
    #expect(svg.contains(">2010</text>") && svg.contains(">2030</text>"))
    #expect(svg.matches(of: /<circle/).count == 1 + 3 * 20)
  }

  @Test(arguments: [0, 1, 8999], [[2020], [2020, 2025], Array(2020...2080)])
  func `whatever the counts, every place in it is a number within the picture`(cases: Int, years: [Int])
    throws
  {
    let svg = try chart(["breast"], cases: cases, years: years)
    #expect(isWellFormed(svg))
    #expect(!svg.lowercased().contains("nan") && !svg.contains("inf"))
    let size = try #require(svg.firstMatch(of: /width="(\d+)" height="(\d+)"/))
    let (width, height) = (Double(size.1) ?? 0, Double(size.2) ?? 0)
    for match in svg.matches(of: /c?x="([^"]*)" c?y="([^"]*)"/) {
      let (x, y) = (Double(match.1) ?? -1, Double(match.2) ?? -1)
      #expect((0...width).contains(x) && (0...height).contains(y))
    }
  }

  @Test func `characters that no picture may hold are shown as replaced`() {
    #expect(Drawing.escaped("a\u{1}b\u{FFFE}é\t<") == "a\u{FFFD}b\u{FFFD}é\t&lt;")
    var drawing = Drawing(width: 10, height: 10, title: "t")
    drawing.dot(.nan, .infinity, radius: 1, colour: "red")
    #expect(isWellFormed(drawing.svg))
    #expect(!drawing.svg.contains("nan"))
  }
}
