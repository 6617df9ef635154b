import Quantities
import Tables

/// The bytes that pricing adds to a row, written without a text in between.
@safe
struct RowText: ~Copyable {
  /// More than any row can need beside texts that are written elsewhere.
  private static let capacity = 4096
  private let bytes: UnsafeMutablePointer<UInt8>
  private(set) var count = 0

  init() {
    unsafe bytes = .allocate(capacity: Self.capacity)
  }

  deinit {
    unsafe bytes.deallocate()
  }

  /// Whether so many bytes more would fit.
  func fits(_ more: Int) -> Bool { count + more + 512 <= Self.capacity }

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

  /// A whole number that is not negative.
  mutating func number(_ number: UInt64) {
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

  /// Pence as pounds with two decimals.
  mutating func pence(_ pence: Int64) {
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
