import Quantities
import Tables

/// The bytes that pricing adds to a row, written without a text in between.
@safe
struct RowText: ~Copyable {
  /// More than any row can need beside texts that are written elsewhere.
  private static let capacity = 16_384
  private let bytes: UnsafeMutablePointer<UInt8>
  private(set) var count = 0

  init() {
    unsafe bytes = .allocate(capacity: Self.capacity)
  }

  deinit {
    unsafe bytes.deallocate()
  }

  /// The longest row that it takes before what is added.
  static let longestRow = capacity / 2

  mutating func clear() { count = 0 }

  @inline(__always)
  mutating func byte(_ byte: UInt8) {
    unsafe bytes[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func comma() { byte(UInt8(ascii: ",")) }

  mutating func text(_ text: [UInt8]) {
    unsafe text.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { unsafe (bytes + count).update(from: start, count: text.count) }
    }
    count += text.count
  }

  mutating func text(_ text: StaticString) {
    unsafe (bytes + count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    count += text.utf8CodeUnitCount
  }

  /// Bytes as they are.
  @inline(__always)
  mutating func text(_ source: UnsafeBufferPointer<UInt8>) {
    if let start = source.baseAddress { unsafe (bytes + count).update(from: start, count: source.count) }
    count += source.count
  }

  /// What was written from a place on, once more.
  @inline(__always)
  mutating func repeated(from start: Int, to end: Int) {
    unsafe (bytes + count).update(from: bytes + start, count: end - start)
    count += end - start
  }

  /// A whole number that is not negative.
  mutating func number(_ number: UInt64) {
    guard number > 9 else { return byte(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number)) }
    var start = 20
    var rest = number
    // Digits are written backwards behind the place where they belong, then moved there.
    repeat {
      start -= 1
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      unsafe bytes[count + start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    } while rest != 0
    unsafe (bytes + count).update(from: bytes + count + start, count: 20 - start)
    count += 20 - start
  }

  /// A number with so many decimals, without trailing zeros.
  mutating func decimal(_ scaled: UInt64, decimals: Int, unit: UInt64) {
    guard scaled != 0 else { return byte(UInt8(ascii: "0")) }
    let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: unit)
    number(whole)
    guard fraction != 0 else { return }
    var rest = fraction
    var digits = decimals
    while rest % 10 == 0 {
      rest /= 10
      digits -= 1
    }
    byte(UInt8(ascii: "."))
    self.digits(rest, digits)
  }

  /// A number with fifteen decimals, without trailing zeros.
  mutating func decimal15(_ scaled: Int128) {
    let unit: Int128 = 1_000_000_000_000_000
    let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: unit)
    number(UInt64(whole))
    guard fraction != 0 else { return }
    byte(UInt8(ascii: "."))
    let start = count
    digits(UInt64(fraction), 15)
    while unsafe bytes[count - 1] == UInt8(ascii: "0"), count > start { count -= 1 }
  }

  /// Pence as pounds with two decimals.
  mutating func pence(_ pence: Int64) {
    guard pence != 0 else { return text("0.00") }
    let (pounds, rest) = UInt64(pence).quotientAndRemainder(dividingBy: 100)
    number(pounds)
    byte(UInt8(ascii: "."))
    digits(rest, 2)
  }

  /// Exactly so many digits.
  private mutating func digits(_ number: UInt64, _ digits: Int) {
    var rest = number
    for place in stride(from: digits - 1, through: 0, by: -1) {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      unsafe bytes[count + place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    }
    count += digits
  }

  /// Adds what was written to an output.
  func append(to output: inout [UInt8]) {
    unsafe output.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
  }
}

/// A text as the cell of a table.
func cell(_ text: String) -> [UInt8] {
  var writer = CSVWriter(header: [])
  writer.text(text)
  // The empty header left a line end in front.
  return Array(writer.bytes.dropFirst(2))
}
