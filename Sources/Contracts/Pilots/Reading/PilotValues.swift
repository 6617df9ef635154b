import Quantities

/// Pounds with at most two decimals, and perhaps a sign.
struct StatedPounds: ParsedValue {
  let pence: Pence

  init?(_ text: String) {
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    guard let price = UnitPrice(isNegative ? String(text.dropFirst()) : text) else { return nil }
    let amount = ExactPounds(price).rounded(.penceHalfUp)
    guard ExactPounds(amount) == ExactPounds(price) else { return nil }
    pence = isNegative ? .zero - amount : amount
  }

  static var expectation: String { "pounds with at most two decimals and no separators, such as 5000000" }
}

/// Any text but a blank one.
struct Words: ParsedValue {
  let text: String

  init?(_ text: String) {
    guard text.contains(where: { !$0.isWhitespace }) else { return nil }
    self.text = text
  }

  static var expectation: String { "a text that is not blank" }
}
