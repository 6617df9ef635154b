import Quantities
import Testing

struct ShareTests {
  @Test(arguments: [("0", 0), ("1", 1_000_000), ("0.535", 535_000), ("0.000001", 1), ("0.999999", 999_999)])
  func `a share lies from nobody to everybody`(text: String, millionths: Int64) {
    #expect(Share(text)?.millionths == millionths)
  }

  @Test(arguments: ["1.000001", "1.1", "2", "53.5", "-0.000001", "53.5%"])
  func `what is outside 0 to 1 is no share`(text: String) {
    #expect(Share(text) == nil)
  }

  @Test func `millionths outside 0 to 1 are no share`() {
    #expect(Share(millionths: -1) == nil)
    #expect(Share(millionths: 0) == Share.none)
    #expect(Share(millionths: 1_000_000) == .all)
    #expect(Share(millionths: 1_000_001) == nil)
  }

  @Test func `shares are ordered by size`() {
    #expect(Share.none < .all)
    #expect(Share(millionths: 535_000)?.value == 0.535)
  }
}
