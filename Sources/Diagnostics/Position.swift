/// A place in an input file. Lines and columns count from 1; columns count bytes.
public struct Position: Hashable, Sendable {
  /// The file's path as the user gave it.
  public let file: String
  /// The line, from 1; 0 when the fault is that of the whole file.
  public let line: Int
  /// The column in bytes, from 1; 0 when the fault is that of the whole line.
  public let column: Int

  /// Names a place.
  public init(file: String, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension Position: CustomStringConvertible {
  /// `file:line:column`, without the parts that are not known.
  public var description: String {
    if line == 0 { return file }
    return column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
  }
}

extension Position: Comparable {
  /// Orders by file, then line, then column.
  public static func < (one: Position, other: Position) -> Bool {
    (one.file, one.line, one.column) < (other.file, other.line, other.column)
  }
}
