import Quantities
import Testing

struct StageTests {
  @Test func `stages are ordered from 1 on, then the others`() {
    let inOrder: [Stage] = [.one, .two, .three, .four, .notStaged, .ruledOut, .recurrent]
    #expect(Stage.allCases.reversed().sorted() == inOrder)
  }

  @Test func `stages read back as they were written`() {
    #expect(
      Stage.allCases.map(\.description) == ["1", "2", "3", "4", "not-staged", "ruled-out", "recurrent"]
    )
    for stage in Stage.allCases { #expect(Stage(stage.description) == stage) }
  }

  @Test(arguments: ["", "0", "5", "I", "IV", "1A", "Not-Staged", "not staged"])
  func `anything else is refused`(text: String) {
    #expect(Stage(text) == nil)
  }

  @Test func `a new patient has one of five stages`() {
    #expect(Stage.atDiagnosis == [.one, .two, .three, .four, .notStaged])
  }
}
