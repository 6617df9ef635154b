import Diagnostics
import Populations
import Quantities
import Tables
import Testing

struct NetSurvivalTrendTests {
  private static let header = "site,sex,diagnosed,years,net_survival"

  @Test func `points are kept as published, in their order`() throws {
    let trend = try NetSurvivalTrend(
      table(Self.header, "lung,persons,2015-2019,5,0.179", "breast,female,2006-2010,1,0.953")
    )
    let points = trend.points.map { "\($0.site) \($0.sex) \($0.diagnosed) \($0.years) \($0.survival)" }
    #expect(points == ["lung persons 2015-2019 5 0.179", "breast female 2006-2010 1 0.953"])
  }

  @Test func `every fault of a row is reported with its place`() {
    #expect(
      faults { () throws(DiagnosticList) in
        try NetSurvivalTrend(table(Self.header, "lung,persons,2015-2019,25,0.1", "lung,,2015-2019,5,x"))
      } == [
        "t.csv:2:24 found \"25\" as years, expected a whole number from 1 to 20 [value.out-of-range]",
        "t.csv:3:6 found a blank sex, expected text [value.missing]",
        "t.csv:3:19 found \"x\" as net_survival, expected a share from 0 to 1 with up to six decimals, such as"
          + " 0.535 [value.malformed]",
      ]
    )
  }

  @Test func `England's published survival falls with time since diagnosis and rose over the years`() throws {
    let points = try NetSurvivalTrend(Repository.england("net-survival.csv")).points
    let groups = Dictionary(grouping: points) { "\($0.site) \($0.sex)" }
    #expect(groups.count == 4)
    for (_, own) in groups {
      let one = own.filter { $0.years == 1 }.sorted { $0.diagnosed < $1.diagnosed }
      let five = own.filter { $0.years == 5 }.sorted { $0.diagnosed < $1.diagnosed }
      #expect(one.map(\.diagnosed) == five.map(\.diagnosed))
      #expect(zip(one, five).allSatisfy { $0.survival > $1.survival })
      #expect(try #require(one.first).survival < #require(one.last).survival)
    }
  }
}
