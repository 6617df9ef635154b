import Quantities
import Testing

struct DayTests {
  @Test func `every day from 1900 to 2100 follows the one before and reads back as it was written`() throws {
    var expected = try #require(Day("1900-01-01")).sinceEpoch
    var misread: [String] = []
    for year in 1900...2100 {
      for month in 1...12 {
        for day in 1...length(ofMonth: month, year) {
          let text = text(year, month, day)
          let read = Day(text)
          if read?.sinceEpoch != expected || read?.description != text { misread.append(text) }
          expected += 1
        }
      }
    }
    #expect(misread == [])
    #expect(Day(sinceEpoch: expected).description == "2101-01-01")
  }

  @Test func `no month has a day more than the calendar gives it`() {
    let tooLate = (1900...2100).flatMap { year in
      (1...12).map { month in text(year, month, length(ofMonth: month, year) + 1) }
    }
    #expect(tooLate.filter { Day($0) != nil } == [])
  }

  @Test(arguments: [("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2019-03-31", 17_986)])
  func `days count from 1 January 1970`(text: String, sinceEpoch: Int32) {
    #expect(Day(text) == Day(sinceEpoch: sinceEpoch))
    #expect(Day(sinceEpoch: sinceEpoch).description == text)
  }

  @Test(arguments: [
    "2019-02-29", "1900-02-29", "2100-02-29", "2019-02-30", "2019-04-31", "2019-00-10", "2019-13-01",
    "2019-01-00",
    "2019-01-32", "0000-01-01",
  ])
  func `a date that no calendar has is refused`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test(arguments: [
    "", "2019", "2019-3-31", "19-03-31", "31/03/2019", "2019/03/31", "20190331", "2019-03-31 ", " 2019-03-31",
    "2019-03-31T00:00", "+201-03-31", "2019-+3-31", "2019-03-+1", "2019--3-31", "-019-03-31", "٢019-03-1",
  ])
  func `a date spelt in another way is refused`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test(arguments: ["0001-01-01", "0201-03-31", "0999-12-31", "1000-01-01", "9999-12-31"])
  func `a date that is read prints as it was written`(text: String) {
    #expect(Day(text)?.description ?? text == text)
  }

  @Test func `days are ordered by time`() throws {
    let earlier = try #require(Day("2018-12-31"))
    let later = try #require(Day("2019-01-01"))
    #expect(earlier < later)
    #expect(later.calendar == (2019, 1, 1))
  }

  private func length(ofMonth month: Int, _ year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private func text(_ year: Int, _ month: Int, _ day: Int) -> String {
    "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}
