import Diagnostics
import Testing

struct SuggestionTests {
  private let columns = ["commissioner", "currency", "pod", "provider", "share", "stage"]

  @Test(arguments: [
    ("providr", "provider"), ("provider_", "provider"), ("Provider", "provider"), ("PROVIDER", "provider"),
    ("comissioner", "commissioner"), ("stages", "stage"), ("pd", "pod"), ("pod", "pod"),
  ])
  func `the closest word is suggested, whatever its case`(word: String, meant: String) {
    #expect(Suggestion.closest(to: word, among: columns) == meant)
  }

  @Test(arguments: ["quantity", "x", "podium", "provisional"])
  func `a word that is not close is not suggested`(word: String) {
    #expect(Suggestion.closest(to: word, among: columns) == nil)
  }

  @Test func `close is a third of the word's length`() {
    #expect(Suggestion.closest(to: "abcdXX", among: ["abcdef"]) == "abcdef")
    #expect(Suggestion.closest(to: "abcXXX", among: ["abcdef"]) == nil)
  }

  @Test func `of two equally close words the first in text order is suggested`() {
    #expect(Suggestion.closest(to: "steps", among: ["stepz", "stepa"]) == "stepa")
  }

  @Test func `nothing is suggested when nothing is known`() {
    #expect(Suggestion.closest(to: "pod", among: [String]()) == nil)
  }

  @Test func `the suggestion is spelt as it is known`() {
    #expect(Suggestion.closest(to: "ja20g", among: ["JA20F"]) == "JA20F")
  }
}
