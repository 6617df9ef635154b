import Diagnostics
import Quantities
import Tables

/// Reads the cells of the row at hand where they lie.
extension LineWorker {
  @inline(__always)
  func hasValue(_ column: Int?) -> Bool {
    guard let column else { return false }
    return unsafe ends[column] > starts[column]
  }

  @inline(__always)
  func cell(_ piece: UnsafeBufferPointer<UInt8>, _ column: Int) -> UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(rebasing: piece[starts[column]..<ends[column]])
  }

  /// The numbers of the row; nil when one is not a plain number in its range.
  func numbers(_ piece: UnsafeBufferPointer<UInt8>) -> LineNumbers? {
    var numbers = LineNumbers()
    var isGood = true
    let cells = unsafe piece
    numbers.age = unsafe whole(cells, layout.age, 130, &isGood)
    numbers.lengthOfStay = unsafe whole(cells, layout.lengthOfStay, 10_000, &isGood)
    numbers.criticalCareDays = unsafe whole(cells, layout.criticalCareDays, 10_000, &isGood) ?? 0
    numbers.rehabilitationDays = unsafe whole(cells, layout.rehabilitationDays, 10_000, &isGood) ?? 0
    numbers.palliativeDays = unsafe whole(cells, layout.palliativeDays, 10_000, &isGood) ?? 0
    let largest = Factor.largestGiven.millionths
    numbers.quantity =
      unsafe decimal(cells, layout.quantity, 6, 1_000_000_000_000_000, &isGood) ?? 1_000_000
    numbers.topUp = unsafe decimal(cells, layout.topUp, 6, largest, &isGood) ?? 0
    numbers.givenFactor = unsafe decimal(cells, layout.marketForcesFactor, 6, largest, &isGood)
    numbers.localPrice =
      unsafe decimal(cells, layout.localPrice, 9, UnitPrice.largest.nanopounds, &isGood) ?? 0
    if let cycle = unsafe whole(cells, layout.cycle, 10_000, &isGood), cycle < 1 { isGood = false }
    return isGood ? numbers : nil
  }

  /// A whole number; nil when its cell is blank, or is not one, which spoils the row.
  @inline(__always)
  func whole(
    _ piece: UnsafeBufferPointer<UInt8>,
    _ column: Int?,
    _ largest: Int64,
    _ isGood: inout Bool
  ) -> Int? {
    unsafe decimal(piece, column, 0, largest, &isGood).map { Int($0) }
  }

  /// A number with so many decimals; nil when its cell is blank, or is not one, which spoils the row.
  @inline(__always)
  func decimal(
    _ piece: UnsafeBufferPointer<UInt8>,
    _ column: Int?,
    _ decimals: Int,
    _ largest: Int64,
    _ isGood: inout Bool
  ) -> Int64? {
    guard let column, hasValue(column) else { return nil }
    let value = unsafe Self.scaled(cell(piece, column), decimals: decimals, largest: largest)
    if value == nil { isGood = false }
    return value
  }

  /// The name of the row's line.
  func identifier(_ piece: UnsafeBufferPointer<UInt8>) -> String {
    unsafe String(decoding: cell(piece, layout.identifier), as: UTF8.self)
  }

  /// A plain number times ten to the power of its decimals; nil for anything that the ordinary reader must see.
  @inline(__always)
  static func scaled(
    _ bytes: UnsafeBufferPointer<UInt8>,
    decimals: Int,
    largest: Int64
  ) -> Int64? {
    guard bytes.count <= 17 else { return nil }
    var value: Int64 = 0
    var left = -1
    var digits = 0
    for index in bytes.indices {
      let byte = unsafe bytes[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        if left == 0 { return nil }
        if left > 0 { left -= 1 }
        value = value * 10 + Int64(digit)
        digits += 1
      } else if byte == UInt8(ascii: "."), left < 0, decimals > 0 {
        left = decimals
      } else {
        return nil
      }
    }
    guard digits > 0 else { return nil }
    var missing = left < 0 ? decimals : left
    while missing > 0 {
      let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
      if overflowed { return nil }
      value = product
      missing -= 1
    }
    return value <= largest ? value : nil
  }

  /// The cells that lines of one rate share, as a key.
  @inline(__always)
  func termKey(_ piece: UnsafeBufferPointer<UInt8>, _ hasLocalPrice: Bool) -> TermKey {
    var key = TermKey(high: hasLocalPrice ? 1 : 0, low: 0)
    // The lengths tell apart cells that run together.
    var lengths: UInt64 = 0
    let bytes = UnsafeRawBufferPointer(piece)
    for column in layout.termColumns {
      var start = unsafe starts[column]
      var left = unsafe ends[column] - start
      lengths = lengths &* 0x0000_0100_0000_01B3 &+ UInt64(truncatingIfNeeded: left)
      while left > 0 {
        key.mix(unsafe Self.word(bytes, start, left))
        start += 8
        left -= 8
      }
    }
    key.mix(lengths)
    return key
  }

  /// At most eight bytes as a number.
  @inline(__always)
  static func word(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> UInt64 {
    guard start + 8 <= bytes.count else {
      var word: UInt64 = 0
      for offset in 0..<min(count, 8) {
        word |= unsafe UInt64(bytes[start + offset]) << UInt64(offset * 8)
      }
      return word
    }
    let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    return count >= 8 ? word : word & (1 << UInt64(count * 8) &- 1)
  }

  /// The published factor of the row's provider; nil when the code is none.
  @inline(__always)
  mutating func providerFactor(
    _ piece: UnsafeBufferPointer<UInt8>,
    _ index: Int
  ) -> ProviderFactor? {
    guard let column = layout.provider, hasValue(column) else { return ProviderFactor.none }
    let bytes = unsafe cell(piece, column)
    guard bytes.count <= 6 else { return nil }
    var packed = UInt64(truncatingIfNeeded: Int(memo.hot[index].year))
    for index in bytes.indices { packed = unsafe packed << 8 | UInt64(bytes[index]) }
    let slot = Int(truncatingIfNeeded: (packed &* 0x9E37_79B9_7F4A_7C15) >> 56)
    if recentFactors[slot].key == packed { return recentFactors[slot].factor }
    if let known = factors[packed] {
      recentFactors[slot] = (packed, known)
      return known
    }
    guard let provider = ProviderCode(unsafe String(decoding: bytes, as: UTF8.self)) else { return nil }
    let entry = memo.entries[index]
    let factor = pricer.factor(of: provider, entry.year, entry.tables)
    factors[packed] = factor
    recentFactors[slot] = (packed, factor)
    return factor
  }
}
