import Tables

/// What the numbers of a file have shown of how it writes them.
struct NumberMarks {
  private var hasPoint = false
  private var hasComma = false
  private var hasEither = false

  /// Notes what one number shows.
  mutating func note(_ mark: SpreadsheetNumber.Mark) {
    switch mark {
    case .point: hasPoint = true
    case .comma: hasComma = true
    case .either: hasEither = true
    case .none: break
    }
  }

  /// The convention by which the file must be read again; nil when reading it with points was right.
  ///
  /// - Parameter hasCommas: whether commas separate its cells, as where points separate decimals.
  func otherConvention(hasCommas: Bool) -> SpreadsheetNumber.Convention? {
    guard hasEither else { return nil }
    if hasComma { return hasPoint ? .unclear : .comma }
    return hasPoint || hasCommas ? nil : .unclear
  }
}
