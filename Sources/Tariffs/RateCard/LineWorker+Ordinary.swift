import Diagnostics
import Quantities
import Tables

/// Prices a row by the ordinary reader and writer.
extension LineWorker {
  /// Prices a row by the ordinary reader and writer.
  mutating func priceOddRow(
    _ piece: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ end: Int,
    _ outcome: inout Outcome
  ) throws(Stop) {
    let bytes = unsafe layout.header + Array(piece[start..<end])
    guard let read = try? LineFile(InputFile(path: file, bytes: bytes)), read.lines.count <= 1 else {
      throw .fault
    }
    guard let line = read.lines.first, let identifier = read.identifiers.first else { return }
    guard let tables = pricer.rules.years[line.year], tables.list != nil || line.localPrice != nil,
      line.localPrice == nil || tables.uplifts != nil
    else { throw .year(line.year, isLocal: line.localPrice != nil) }
    let price = pricer.price(line)
    var identifierBytes = Array(identifier.utf8)
    unsafe identifierBytes.withUnsafeMutableBufferPointer {
      unsafe outcome.identifiers.append(stableHash(UnsafeBufferPointer($0), seed: 0))
    }
    if let why = price.unpriced {
      gaps[reason(why)].gap.note(identifier, order)
    } else {
      totals.add(price, named: identifier, order: order)
    }
    let text = read.row(0, price)
    outcome.output.append(contentsOf: text.bytes)
    let counted = CourseKeys.counted(line, tables.figures)
    guard !counted.isEmpty else { return }
    let offset = outcome.output.count - text.bytes.count + text.exceptionsOffset
    outcome.courseRows.append(
      CourseRow(
        offset: offset,
        identifier: identifier,
        order: order,
        exceptions: price.exceptions,
        counted: counted
      )
    )
  }
}
