/// A text with a place marked in it, by a section sign before the byte meant.
struct MarkedText {
  let text: String
  let line: Int
  let column: Int

  init(_ marked: String) {
    let before = marked.prefix { $0 != "§" }
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    line = lines.count
    column = (lines.last?.utf8.count ?? 0) + 1
    text = marked.replacing("§", with: "")
  }
}
