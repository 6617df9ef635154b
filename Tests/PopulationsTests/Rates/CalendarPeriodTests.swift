import Populations
import Testing

struct CalendarPeriodTests {
  @Test(arguments: ["2001-2005", "2001", "0999-1001", "1958-1962"])
  func `a period reads back as it is written`(text: String) {
    #expect(CalendarPeriod(text)?.description == text)
  }

  @Test(
    arguments: ["", "2001-", "-2001", "2005-2001", "01-05", "2001-2005-2009", "20o1", "2001–2005", "+201"]
  )
  func `what is no period is none`(text: String) { #expect(CalendarPeriod(text) == nil) }

  @Test func `width, middle and the periods that follow`() throws {
    let period = try #require(CalendarPeriod("2001-2005"))
    #expect(period.width == 5)
    #expect(period.middle == 2003.5)
    #expect(period.later(2)?.description == "2011-2015")
    #expect(period.later(2000) == nil)
    #expect(period.contains(2005) && !period.contains(2006))
    #expect(try #require(CalendarPeriod("2001")) < period)
  }
}
