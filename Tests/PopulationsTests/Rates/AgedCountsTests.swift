import Testing

@testable import Populations

struct AgedCountsTests {
  private let year = MadeRates.periods(2001, 1)[0]

  private func counts(_ labels: [String]) throws -> AgedCounts {
    var counts = AgedCounts()
    for label in labels { counts.add([1], try #require(AgeLabel(label)), year) }
    return counts
  }

  private func years(_ ages: ClosedRange<Int>) -> [String] { ages.map(String.init) }

  @Test func `bands begin with the youngest and end with the open one`() throws {
    #expect(try counts(["60-64", "65-69", "70+"]).starts == [60, 65, 70])
    #expect(try counts(["85+", "80-84"]).starts == [80, 85])
  }

  @Test func `single years are banded up to 90 and over`() throws {
    let all = try counts(years(0...104) + ["105+"])
    #expect(all.starts == Array(stride(from: 0, through: 90, by: 5)))
    #expect(all.banded(0, year, all.starts) == Array(repeating: 5, count: 18) + [16])
    #expect(all.gaps(year, all.starts).missing == [])
    #expect(try counts(years(0...90)).starts.last == 90)
  }

  @Test func `older open bands are added to a younger one`() throws {
    let people = try counts(["80-84", "85-89", "90+"])
    #expect(people.banded(0, year, [80, 85]) == [1, 2])
    #expect(people.gaps(year, [80, 85]).missing == [])
  }

  @Test func `a band that is open at a younger age does not make an older one`() throws {
    #expect(try counts(["80-84", "85+"]).gaps(year, [80, 85, 90]).missing == [])
    #expect(try counts(["80-84", "85+"]).gaps(year, [80, 85, 90]).tooOpen == ["85+"])
  }

  @Test func `ages that are missing or given twice are named`() throws {
    let gaps = try counts(["60-64", "66", "67", "68", "69", "70+", "62"]).gaps(year, [60, 65, 70])
    #expect(gaps.missing == ["65-69"])
    #expect(gaps.repeated == ["60-64"])
  }

  @Test(arguments: [["60-64"], ["80-84", "85-89"], ["85", "86", "87", "88", "89"]])
  func `a table that ends before 90 without an open band lacks the oldest`(labels: [String]) throws {
    let own = try counts(labels)
    #expect(own.gaps(year, own.starts).missing.count == 1)
  }
}
