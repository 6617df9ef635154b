/// Reads and writes decimal numbers as scaled integers, exactly.
enum DecimalText {
  /// The integer that is `text` times ten to the power of `decimals`; nil when the text is not a plain
  /// decimal number, has more decimals than that, or does not fit.
  ///
  ///     DecimalText.scaled("247.742", decimals: 4)  // 2_477_420
  static func scaled(_ text: some StringProtocol, decimals: Int) -> Int64? {
    var magnitude: Int64 = 0
    var digits = 0
    var decimalsLeft: Int?
    var isNegative = false
    for (offset, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where offset == 0:
        isNegative = true
      case UInt8(ascii: ".") where decimalsLeft == nil:
        decimalsLeft = decimals
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = Int64(byte - UInt8(ascii: "0"))
        if let left = decimalsLeft {
          if left == 0 {
            guard digit == 0 else { return nil }
            continue
          }
          decimalsLeft = left - 1
        }
        guard let next = appended(digit, to: magnitude) else { return nil }
        magnitude = next
        digits += 1
      default:
        return nil
      }
    }
    guard digits > 0 else { return nil }
    for _ in 0..<(decimalsLeft ?? decimals) {
      guard let next = appended(0, to: magnitude) else { return nil }
      magnitude = next
    }
    return isNegative ? -magnitude : magnitude
  }

  private static func appended(_ digit: Int64, to magnitude: Int64) -> Int64? {
    let (product, overflowed) = magnitude.multipliedReportingOverflow(by: 10)
    let (sum, carried) = product.addingReportingOverflow(digit)
    return overflowed || carried ? nil : sum
  }

  /// A scaled integer as a decimal number without trailing zeros, but with at least `minimum` decimals.
  static func text(_ scaled: some FixedWidthInteger, decimals: Int, minimum: Int = 0) -> String {
    var digits = String(scaled.magnitude)
    if digits.utf8.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
    }
    let whole = digits.dropLast(decimals)
    var fraction = digits.suffix(decimals)
    while fraction.utf8.count > minimum, fraction.last == "0" { fraction.removeLast() }
    let sign = scaled < 0 ? "-" : ""
    return fraction.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
  }
}
