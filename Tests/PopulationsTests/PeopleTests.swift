import Populations
import Testing

struct SexTests {
  @Test(
    arguments: [("female", .female), ("male", .male), ("Female", .female), ("MALE", .male)] as [(String, Sex)]
  )
  func `a sex is read whatever its case and written in lower case`(text: String, sex: Sex) {
    #expect(Sex(text) == sex)
    #expect(sex.description == text.lowercased())
  }

  @Test(arguments: ["", "f", "F", "1", "persons", "all", "women", " female"])
  func `another word for a sex is refused`(text: String) {
    #expect(Sex(text) == nil)
  }
}

struct AgeBandTests {
  @Test func `bands of five years follow one another without a gap up to the open one`() {
    #expect(AgeBand.all.map(\.start) == Array(stride(from: 0, through: 90, by: 5)))
    #expect(AgeBand.all == AgeBand.all.sorted())
    #expect(AgeBand.all.first?.description == "0-4")
    #expect(AgeBand.all.last?.description == "90+")
  }

  @Test(arguments: AgeBand.all)
  func `a band is read as it is written`(band: AgeBand) {
    #expect(AgeBand(band.description) == band)
  }

  @Test(arguments: [
    "", "20", "20-25", "21-25", "20–24", "20 - 24", "85+", "90-94", "95+", "100+", "90 +", "-5--1",
  ])
  func `a band of other years is refused`(text: String) {
    #expect(AgeBand(text) == nil)
  }

  @Test(arguments: [("0-4", 2.5), ("50-54", 52.5), ("85-89", 87.5), ("90+", 92.5)])
  func `the middle of a band stands for it`(text: String, middle: Double) throws {
    #expect(try #require(AgeBand(text)).middle == middle)
  }
}

struct SexAgeTests {
  @Test func `all groups are each sex at each age, in order and once`() {
    #expect(SexAge.all.count == 38)
    #expect(Set(SexAge.all).count == 38)
    #expect(SexAge.all == SexAge.all.sorted())
    #expect(SexAge.all.first?.sex == .female)
  }
}

struct PersonsTests {
  @Test(arguments: [("0", 0), ("129.845", 129.845), ("007", 7), ("1492168.241", 1_492_168.241), (".5", 0.5)])
  func `a number of persons need not be whole`(text: String, count: Double) {
    #expect(Persons(text)?.count == count)
  }

  @Test(arguments: ["", "-1", "1e3", "1,000", "nan", "inf", "infinity", "0x10", "1.2.3", ".", "12 ", "１２"])
  func `what is no plain number is refused`(text: String) {
    #expect(Persons(text) == nil)
  }
}
