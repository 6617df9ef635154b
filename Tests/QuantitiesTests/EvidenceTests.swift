import Quantities
import Testing

struct EvidenceTests {
  private static let fromStrong: [Evidence] = [.seen, .definition, .derived, .unverified]

  @Test func `grades are ordered from strong to weak`() {
    #expect(Evidence.allCases.sorted() == Self.fromStrong)
  }

  @Test(arguments: fromStrong.indices, fromStrong.indices)
  func `what rests on two grades rests on the weaker`(one: Int, other: Int) {
    #expect(Self.fromStrong[one].weaker(Self.fromStrong[other]) == Self.fromStrong[max(one, other)])
  }

  @Test func `grades read back as they were written`() {
    for grade in Evidence.allCases { #expect(Evidence(grade.description) == grade) }
    #expect(Evidence("Seen") == nil)
    #expect(Evidence("") == nil)
  }
}
