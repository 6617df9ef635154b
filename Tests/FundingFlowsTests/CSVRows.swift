import Testing

/// The rows of a table as a stranger would read them: RFC 4180 and nothing else of this package.
struct CSVRows {
  let header: [String]
  let rows: [[String: String]]

  init(_ bytes: [UInt8]) throws {
    var records: [[String]] = [[]]
    var field: [UInt8] = []
    var isQuoted = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if isQuoted {
        guard byte == UInt8(ascii: "\"") else {
          field.append(byte)
          continue
        }
        if index < bytes.count, bytes[index] == byte {
          field.append(byte)
          index += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isQuoted = true
      case UInt8(ascii: ","):
        records[records.count - 1].append(String(decoding: field, as: UTF8.self))
        field = []
      case UInt8(ascii: "\r"): break
      case UInt8(ascii: "\n"):
        records[records.count - 1].append(String(decoding: field, as: UTF8.self))
        field = []
        records.append([])
      default: field.append(byte)
      }
    }
    try #require(field.isEmpty && records.last == [] && !isQuoted, "the table ends with a line break")
    let names = try #require(records.first)
    header = names
    rows = try records.dropFirst().dropLast().map { record in
      try #require(record.count == names.count)
      return Dictionary(uniqueKeysWithValues: zip(names, record))
    }
  }

  /// The fields of a row, joined.
  static func key(_ row: [String: String], _ columns: String...) -> String {
    columns.map { row[$0] ?? "?" }.joined(separator: " ")
  }
}

/// A plain decimal number as a whole one with so many decimals; nil when it is none, or has more of them.
func scaled(_ text: some StringProtocol, _ decimals: Int) -> Int128? {
  let halves = text.split(separator: ".", omittingEmptySubsequences: false)
  guard (1...2).contains(halves.count), !halves[0].isEmpty else { return nil }
  let fraction = halves.count == 2 ? String(halves[1]) : ""
  guard fraction.utf8.count <= decimals, halves.count == 1 || !fraction.isEmpty else { return nil }
  let digits = String(halves[0]) + fraction + String(repeating: "0", count: decimals - fraction.utf8.count)
  guard digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
  return Int128(digits)
}

/// Pounds with two decimals as pence; nil when they are anything else.
func pence(_ text: some StringProtocol) -> Int64? {
  guard text.utf8.suffix(3).first == UInt8(ascii: ".") else { return nil }
  return scaled(text, 2).flatMap { Int64(exactly: $0) }
}

/// A product with so many decimals as pence, halves up.
func halfUp(_ product: Int128, decimals: Int) -> Int64 {
  let unit = (0..<decimals - 2).reduce(Int128(1)) { unit, _ in unit * 10 }
  return Int64((2 * product + unit) / (2 * unit))
}
