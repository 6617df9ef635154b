import Foundation
import Testing

/// A file of numbers that other software made, by column.
struct ReferenceFile {
  let header: [String]
  let rows: [[String]]

  init(_ path: String) throws {
    let folder = "\(Repository.root)/Tests/PopulationsTests/Reference"
    let text = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { field in
        field.trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
      }
    }
    header = lines.first ?? []
    rows = Array(lines.dropFirst())
  }

  func texts(_ column: String) throws -> [String] {
    let place = try #require(header.firstIndex(of: column))
    return rows.map { $0[place] }
  }

  /// The numbers of a column; nil where the field is empty or NA.
  func numbers(_ column: String) throws -> [Double?] {
    try texts(column).map { text in text.isEmpty || text == "NA" ? nil : Double(text) }
  }

  /// All columns but the first, as numbers.
  func numbersByRow() throws -> [[Double]] {
    try rows.map { row in try row.dropFirst().map { try #require(Double($0)) } }
  }
}

/// How far a value is from the one expected, over the size of the latter.
func relativeError(_ value: Double, _ expected: Double) -> Double {
  value == expected ? 0 : abs(value - expected) / max(abs(expected), .leastNormalMagnitude)
}
