/// A number as people and spreadsheets write it: `1234.5`, `£1,234.50`, `1 234,50`, `(1,234.50)`, `1.2E+03`, `-`.
///
/// A single mark before exactly three digits, as in `1.234`, may be a decimal or a thousands separator; the convention
/// of the file decides.
package struct SpreadsheetNumber: Sendable {
  /// How a file writes numbers, as far as its numbers have shown.
  package enum Convention: Sendable {
    /// A point before decimals; `1,234` is a thousand and more.
    case point
    /// A comma before decimals; `1,234` is a bit more than one, and `1.234` could be either.
    case comma
    /// Both or neither were seen: `1,234` and `1.234` could be either.
    case unclear
  }

  /// What a number shows of its file's convention.
  package enum Mark: Sendable {
    /// A point that is the decimal one beyond doubt, or a comma that is not.
    case point
    /// A comma that is the decimal one beyond doubt, or a point that is not.
    case comma
    /// One that may be either.
    case either
    /// No mark at all.
    case none
  }

  /// The digits without any mark.
  private var magnitude: Int128 = 0
  /// The power of ten by which they are multiplied.
  private var exponent = 0
  private var isNegative = false
  private var hasExponent = false
  /// What it shows of its file's convention.
  package private(set) var mark = Mark.none
  /// Whether it could be two numbers in this file.
  package private(set) var isAmbiguous = false
  /// Whether a percent sign follows it.
  package private(set) var isPercent = false

  /// Reads a number; nil when it is none.
  package init?(_ text: String, _ convention: Convention) {
    var rest = Substring(text).unicodeScalars
    guard strip(&rest), !rest.isEmpty else { return nil }
    // The accountant's dash is nothing.
    if rest.count == 1, let dash = rest.first, ["-", "\u{2013}", "\u{2014}", "\u{2212}"].contains(dash) {
      isNegative = false
      return
    }
    if let sign = rest.first, Self.isMinus(sign) || sign == "+" {
      isNegative = isNegative != Self.isMinus(sign)
      rest.removeFirst()
      Self.trim(&rest)
    }
    guard readExponent(&rest), read(rest, convention) else { return nil }
  }

  private static func isMinus(_ scalar: Unicode.Scalar) -> Bool { scalar == "-" || scalar == "\u{2212}" }

  private static func trim(_ rest: inout Substring.UnicodeScalarView) {
    while let first = rest.first, Blanks.contains(first) { rest.removeFirst() }
    while let last = rest.last, Blanks.contains(last) { rest.removeLast() }
  }

  /// Takes off brackets, the sign of pounds, that of percent, and a sign before that of pounds or at the end.
  private mutating func strip(_ rest: inout Substring.UnicodeScalarView) -> Bool {
    Self.trim(&rest)
    if rest.first == "(" || rest.last == ")" {
      guard rest.count > 2, rest.first == "(", rest.last == ")" else { return false }
      isNegative = true
      rest.removeFirst()
      rest.removeLast()
      Self.trim(&rest)
    }
    if rest.last == "%" {
      isPercent = true
      rest.removeLast()
    }
    if let last = rest.last, Self.isMinus(last), rest.count > 1,
      rest.dropLast().last.map(Self.isDigit) == true
    {
      isNegative = !isNegative
      rest.removeLast()
    }
    if let sign = rest.first, Self.isMinus(sign), rest.dropFirst().first == "£" {
      isNegative = !isNegative
      rest.removeFirst()
    }
    if rest.first == "£" { rest.removeFirst() } else if rest.last == "£" { rest.removeLast() }
    Self.trim(&rest)
    return true
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Takes off `E+03`.
  private mutating func readExponent(_ rest: inout Substring.UnicodeScalarView) -> Bool {
    guard let letter = rest.firstIndex(where: { $0 == "E" || $0 == "e" }) else { return true }
    let power = String(rest[rest.index(after: letter)...])
    guard let number = Int(power), abs(number) <= 40 else { return false }
    (exponent, hasExponent) = (number, true)
    rest = rest[..<letter]
    return true
  }
}

// MARK: - Digits and marks

extension SpreadsheetNumber {
  /// Reads digits with marks between them.
  private mutating func read(_ rest: Substring.UnicodeScalarView, _ convention: Convention) -> Bool {
    var groups: [(mark: Unicode.Scalar?, digits: Int)] = [(nil, 0)]
    var count = 0
    for scalar in rest {
      if Self.isDigit(scalar) {
        guard count < 36 else { return false }
        magnitude = magnitude * 10 + Int128(scalar.value - 48)
        if magnitude > 0 { count += 1 }
        groups[groups.count - 1].digits += 1
      } else {
        guard let mark = Self.mark(scalar) else { return false }
        groups.append((mark, 0))
      }
    }
    guard groups.contains(where: { $0.digits > 0 }) else { return false }
    guard let decimals = decimals(groups, rest.first == "0", convention) else { return false }
    exponent -= decimals
    return true
  }

  /// Blanks count as one mark, and apostrophes of each form.
  private static func mark(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case ".", ",": scalar
    case "'", "\u{2019}": "'"
    default: Blanks.contains(scalar) ? " " : nil
    }
  }

  /// How many of the digits are decimals; nil when the marks make no sense.
  private mutating func decimals(
    _ groups: [(mark: Unicode.Scalar?, digits: Int)],
    _ beginsWithZero: Bool,
    _ convention: Convention
  ) -> Int? {
    guard let last = groups.last, let lastMark = last.mark else { return 0 }
    let others = Set(groups.dropLast().compactMap(\.mark))
    guard others.count <= 1 else { return nil }
    let isDecimalMark = lastMark == "." || lastMark == ","
    if others.contains(lastMark) || !isDecimalMark {
      // The same mark again and again, or a blank: thousands.
      guard others.isSubset(of: [lastMark]), Self.areThousands(groups) else { return nil }
      if isDecimalMark { mark = lastMark == "." ? .comma : .point }
      return 0
    }
    guard others.isEmpty || Self.areThousands(groups.dropLast()) else { return nil }
    let whole = groups[0].digits
    let mayBeThousands =
      others.isEmpty && last.digits == 3 && (1...3).contains(whole) && !beginsWithZero && !hasExponent
    guard mayBeThousands else {
      mark = lastMark == "." ? .point : .comma
      return last.digits
    }
    mark = .either
    switch convention {
    case .point: return lastMark == "." ? 3 : 0
    case .comma: isAmbiguous = lastMark == "."
    case .unclear: isAmbiguous = true
    }
    return 3
  }

  private static func areThousands(_ groups: some Collection<(mark: Unicode.Scalar?, digits: Int)>) -> Bool {
    guard let first = groups.first, (1...3).contains(first.digits) else { return false }
    return groups.dropFirst().allSatisfy { $0.digits == 3 }
  }
}

// MARK: - Values

extension SpreadsheetNumber {
  /// The number times ten to the power of `decimals`; nil when it does not fit.
  ///
  /// What has more decimals was worked out by a spreadsheet, in binary: it is rounded to the fifteen digits that
  /// such a number knows, then to its decimals, half away from zero. So `1234.5600000000001` is 1234.56.
  package func scaled(decimals: Int) -> Int64? {
    var (value, left) = (magnitude, exponent + decimals - (isPercent ? 2 : 0))
    let digits = String(value).utf8.count
    if left < 0, digits > 15, digits - 15 < -left {
      value = Self.rounded(value, dropping: digits - 15)
      left += digits - 15
    }
    if left < 0 { value = Self.rounded(value, dropping: -left) }
    for _ in 0..<max(0, left) {
      guard value < Int128(Int64.max) else { return nil }
      value *= 10
    }
    return Int64(exactly: isNegative ? -value : value)
  }

  private static func rounded(_ value: Int128, dropping count: Int) -> Int128 {
    guard count <= 37 else { return 0 }
    var divisor: Int128 = 1
    for _ in 0..<count { divisor *= 10 }
    let (whole, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return rest >= divisor - rest ? whole + 1 : whole
  }
}

extension SpreadsheetNumber {
  /// A whole number however it is written, such as `103.00`; nil for any other text.
  package static func whole(_ text: String) -> Int64? {
    guard let number = SpreadsheetNumber(text, .point), let millionths = number.scaled(decimals: 6),
      millionths.isMultiple(of: 1_000_000)
    else { return nil }
    return millionths / 1_000_000
  }
}
