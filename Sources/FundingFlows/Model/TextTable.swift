/// Rows of numbers under the same columns, as text.
package struct TextTable {
  private static let narrowest = 16
  private static let widestLabel = 48
  private static let textWidth = 110
  private let columns: [String]
  private let labelWidth: Int?
  private var lines: [(label: String, cells: [String])] = []

  /// An empty table.
  ///
  /// - Parameters:
  ///   - columns: what the numbers are under.
  ///   - labelWidth: how wide the labels are; nil for as wide as the longest.
  package init(columns: [String], labelWidth: Int? = nil) {
    self.columns = columns
    self.labelWidth = labelWidth
  }

  package mutating func heading(_ text: String) {
    if !lines.isEmpty { lines.append(("", [])) }
    lines.append((text, columns))
  }

  package mutating func row(_ label: String, _ cells: [String]) {
    lines.append(("  " + label, cells))
  }

  /// A sentence below the rows, without cells.
  package mutating func note(_ text: String) {
    lines.append((Self.wrapped("  " + text), []))
  }

  /// The lines, with a blank before each label's first number; too long a label is cut.
  package var text: String {
    let labels = lines.filter { !$0.cells.isEmpty }.map(\.label.count)
    let labelWidth = labelWidth ?? min(labels.max() ?? 0, Self.widestLabel) + 1
    let widest = lines.flatMap(\.cells).map(\.count).max() ?? 0
    let width = max(Self.narrowest, widest + 1)
    let text = lines.map { label, cells in
      guard !cells.isEmpty else { return label }
      return Self.padded(String(label.prefix(labelWidth - 1)), to: labelWidth)
        + cells.map { Self.padded($0, to: width, right: true) }.joined()
    }
    return text.joined(separator: "\n") + "\n"
  }

  package static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    return right ? blanks + text : text + blanks
  }

  /// A sentence over as many lines as it needs, with its indentation on each.
  package static func wrapped(_ text: String) -> String {
    let indentation = String(text.prefix { $0 == " " })
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, indentation.count + line.count + 1 + word.count > textWidth {
        lines.append(indentation + line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    return (lines + [indentation + line]).joined(separator: "\n")
  }

  /// A number with commas between thousands.
  package static func separated(_ number: String) -> String {
    let parts = number.split(separator: ".", maxSplits: 1)
    var whole = ""
    for (index, digit) in (parts.first ?? "").reversed().enumerated() {
      if index > 0, index % 3 == 0, digit.isNumber { whole.append(",") }
      whole.append(digit)
    }
    let fraction = parts.count > 1 ? ".\(parts[1])" : ""
    return String(whole.reversed()) + fraction
  }

  /// A number rounded to one decimal, half away from zero; `-` when it is none, or too large to be told.
  package static func oneDecimal(_ number: Double, isSigned: Bool = false) -> String {
    guard let tenths = Int64(exactly: (number * 10).rounded(.toNearestOrAwayFromZero)) else { return "-" }
    let sign = tenths < 0 ? "-" : tenths > 0 && isSigned ? "+" : ""
    return separated("\(sign)\(tenths.magnitude / 10).\(tenths.magnitude % 10)")
  }
}
