import Quantities
import Testing

struct FinancialYearTests {
  @Test(arguments: ["2018/19", "2018-19", "201819"])
  func `a year is read in three spellings`(text: String) {
    #expect(FinancialYear(text) == FinancialYear(start: 2018))
  }

  @Test(arguments: 1948...2199)
  func `every year reads back as it was written, across centuries too`(start: Int) {
    let year = FinancialYear(start: start)
    #expect(FinancialYear(year.description) == year)
    #expect(FinancialYear(year.folderName) == year)
    #expect(year.description.utf8.count == 7)
  }

  @Test(arguments: [
    "", "2018", "2018/20", "2018/18", "2018/17", "18/19", "2018_19", "2018.19", "2018 19", "2018/2019",
    "2018//19",
    "2018/9", "/201819", "201819/", "20181/9", "2018-/19", "-201819", "2018/19 ", "1947/48", "2200/01",
    "٢018/19",
    "abcd/ef",
  ])
  func `what is no financial year is refused`(text: String) {
    #expect(FinancialYear(text) == nil)
  }

  @Test func `a century turns within a year`() {
    #expect(FinancialYear("1999/00") == FinancialYear(start: 1999))
    #expect(FinancialYear(start: 2009).description == "2009/10")
    #expect(FinancialYear(start: 2008).description == "2008/09")
    #expect(FinancialYear(start: 1999).description == "1999/00")
  }

  @Test func `a year runs from 1 April to 31 March`() {
    let year = FinancialYear(start: 2018)
    #expect(year.firstDay.description == "2018-04-01")
    #expect(year.lastDay.description == "2019-03-31")
  }

  @Test(arguments: [
    ("2018-03-31", 2017), ("2018-04-01", 2018), ("2018-12-31", 2018), ("2019-01-01", 2018),
    ("2019-03-31", 2018),
    ("2019-04-01", 2019), ("2020-02-29", 2019),
  ])
  func `a day falls in one year`(text: String, start: Int) throws {
    #expect(FinancialYear(of: try #require(Day(text))) == FinancialYear(start: start))
  }

  @Test(arguments: 1948...2199)
  func `years follow each other without a gap`(start: Int) {
    let year = FinancialYear(start: start)
    #expect(FinancialYear(of: year.firstDay) == year)
    #expect(FinancialYear(of: year.lastDay) == year)
    #expect(year.lastDay.sinceEpoch + 1 == year.advanced(by: 1).firstDay.sinceEpoch)
  }

  @Test func `years are counted and ordered`() {
    let year = FinancialYear(start: 2018)
    #expect(year.advanced(by: 5) == FinancialYear(start: 2023))
    #expect(year.advanced(by: -1) < year)
    #expect(year.folderName == "2018-19")
  }
}
