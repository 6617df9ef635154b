import Diagnostics
import Quantities
import Tables

/// Cuts a piece into rows and cells.
extension LineWorker {
  /// Makes a row that was cut the one at hand.
  @inline(__always)
  mutating func turn(to place: Int) {
    unsafe starts = cells + 2 * place * layout.count
    unsafe ends = starts + layout.count
  }

  /// Cuts some rows; `index` moves behind the last of them.
  mutating func cutAhead(_ piece: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    ahead.removeAll(keepingCapacity: true)
    while ahead.count < Self.rowsAhead, index < piece.count {
      let start = index
      turn(to: ahead.count)
      let scan = unsafe scanRow(piece, &index)
      var key = TermKey(high: 0, low: 0)
      if scan.isPlain, scan.fields == layout.count {
        key = unsafe termKey(piece, hasValue(layout.localPrice))
      }
      ahead.append(Ahead(start: start, next: index, scan: scan, key: key))
    }
  }

  /// Looks at the rates of the rows that were cut, all at once: each look alone would wait for memory.
  mutating func lookAhead() {
    for row in ahead { looked &+= memo.slot(of: row.key) }
    for row in ahead { looked &+= memo.look(at: row.key) }
  }

  struct Scan {
    var end: Int
    var fields: Int
    var isPlain: Bool
    var hasQuote: Bool
  }

  /// Cuts a row into fields; `index` moves behind its line end.
  @inline(__always)
  func scanRow(_ piece: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Scan {
    var scan = Scan(end: index, fields: 0, isPlain: true, hasQuote: false)
    let count = piece.count
    let limit = layout.count
    var position = index
    var fieldStart = index
    var sawExponent = false
    while true {
      let byte = unsafe position < count ? piece[position] : UInt8(ascii: "\n")
      if byte > 0x2D, byte != UInt8(ascii: "E"), byte != UInt8(ascii: "e") {
        position += 1
        continue
      }
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\n"):
        var fieldEnd = position
        let isRowEnd = byte == UInt8(ascii: "\n")
        if isRowEnd, fieldEnd > fieldStart, unsafe piece[fieldEnd - 1] == UInt8(ascii: "\r") { fieldEnd -= 1 }
        if scan.fields < limit {
          unsafe starts[scan.fields] = fieldStart
          unsafe ends[scan.fields] = fieldEnd
        }
        scan.fields += 1
        if fieldEnd > fieldStart, unsafe !Self.isPlain(piece, fieldStart, fieldEnd, sawExponent) {
          scan.isPlain = false
        }
        position += 1
        fieldStart = position
        sawExponent = false
        if isRowEnd {
          scan.end = fieldEnd
          // The last row may lack its line end.
          index = min(position, count)
          return scan
        }
      case UInt8(ascii: "E"), UInt8(ascii: "e"):
        sawExponent = true
        position += 1
      case UInt8(ascii: "\""):
        scan.hasQuote = true
        scan.isPlain = false
        position += 1
      case UInt8(ascii: "\r"):
        // Before a line feed it belongs to the line's end; else the ordinary reader takes it as one.
        let isEnd = position + 1 >= count || (unsafe piece[position + 1]) == UInt8(ascii: "\n")
        if !isEnd { scan.isPlain = false }
        position += 1
      case 0:
        scan.isPlain = false
        position += 1
      default:
        position += 1
      }
    }
  }

  /// Whether a field is written as it is read: nothing around it, and no formula or exponent in front.
  @inline(__always)
  static func isPlain(
    _ piece: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ end: Int,
    _ sawExponent: Bool
  ) -> Bool {
    let first = unsafe piece[start]
    let last = unsafe piece[end - 1]
    guard first > 0x2D, first < 0x80, last < 0x80, last != UInt8(ascii: " "), first != UInt8(ascii: "@"),
      first != UInt8(ascii: "=")
    else { return false }
    return !sawExponent || first > UInt8(ascii: "9")
  }

  /// Where a row with quotes ends: at the first line end outside them.
  static func endOfQuotedRow(_ piece: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var isInside = false
    var index = start
    while index < piece.count {
      let byte = unsafe piece[index]
      index += 1
      if byte == UInt8(ascii: "\"") { isInside.toggle() }
      if byte == UInt8(ascii: "\n"), !isInside { break }
    }
    return index
  }
}
