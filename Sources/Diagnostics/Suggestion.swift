/// Finds what the user probably meant.
public enum Suggestion {
  /// The closest of some known words, when it is close enough to be meant; nil otherwise.
  ///
  /// Close is an edit distance of at most a third of the word's length.
  public static func closest(to word: String, among known: some Sequence<String>) -> String? {
    let lowered = word.lowercased()
    let ranked = known.map { (distance(lowered, $0.lowercased()), $0) }
    guard let best = ranked.min(by: { $0 < $1 }) else { return nil }
    return best.0 <= max(1, word.utf8.count / 3) ? best.1 : nil
  }

  /// The edit distance of two words: insertions, deletions and substitutions, in bytes.
  static func distance(_ one: String, _ other: String) -> Int {
    let target = Array(other.utf8)
    var row = Array(0...target.count)
    for (line, byte) in one.utf8.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for column in target.indices {
        let substituted = diagonal + (byte == target[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(substituted, min(row[column], row[column + 1]) + 1)
      }
    }
    return row[target.count]
  }
}
