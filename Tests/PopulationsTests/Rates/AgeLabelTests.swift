import Testing

@testable import Populations

struct AgeLabelTests {
  @Test(arguments: ["0-4", "40-44", "85-89", "85+", "90+", "0", "43", "120", "5+"])
  func `an age is written as it is read`(text: String) {
    #expect(AgeLabel(text)?.description == text)
  }

  @Test(arguments: [
    "", "-", "+", "40-", "-44", "40-45", "41-45", "40–44", "44-40", "40-44+", "41+", "121", "4 0", "40-44-48",
    "0x10",
    "٤٠", "99999999999999999999", "all", "-5",
  ])
  func `what is no age is refused`(text: String) { #expect(AgeLabel(text) == nil) }

  @Test func `a band is named by its first age, and whether it is the last`() {
    #expect(AgeLabel.band(from: 40, isOpen: false) == "40-44")
    #expect(AgeLabel.band(from: 85, isOpen: true) == "85+")
  }
}
