import Diagnostics
import Testing

struct PositionTests {
  @Test func `a place prints without the parts that are not known`() {
    #expect(Position(file: "a.csv", line: 7, column: 12).description == "a.csv:7:12")
    #expect(Position(file: "a.csv", line: 7).description == "a.csv:7")
    #expect(Position(file: "a.csv").description == "a.csv")
  }

  @Test func `places are in order of file, then line, then column`() {
    let inOrder = [
      Position(file: "a.csv"),
      Position(file: "a.csv", line: 2, column: 9),
      Position(file: "a.csv", line: 10),
      Position(file: "a.csv", line: 10, column: 1),
      Position(file: "a.csv", line: 10, column: 2),
      Position(file: "b.csv", line: 1, column: 1),
    ]
    #expect(inOrder.reversed().sorted() == inOrder)
  }
}
