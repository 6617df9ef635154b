import Quantities

/// What a row of a course counts towards, as one number: two hashes of provider, course, cycle and exception.
enum CourseKeys {
  static func key(_ bytes: [UInt8], _ exception: LineExceptions) -> UInt128 {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      let high = unsafe stableHash(bytes, seed: 0x5851_F42D_4C95_7F2D &+ UInt64(exception.rawValue))
      let low = unsafe stableHash(bytes, seed: 0x1405_7B7E_F767_814F &+ UInt64(exception.rawValue))
      return UInt128(high) << 64 | UInt128(low)
    }
  }

  static func counted(
    _ line: ActivityLine,
    _ figures: PricingFigures
  ) -> [(key: UInt128, exception: LineExceptions, units: Int64)] {
    guard let course = line.course else { return [] }
    return CourseCounting.units(of: line, figures).compactMap { item in
      if item.usesCycle, line.cycle == nil { return nil }
      let cycle = item.usesCycle ? line.cycle.map { "\($0)" } ?? "" : ""
      let text = "\(line.provider?.description ?? "")\u{1F}\(course)\u{1F}\(cycle)"
      let units = CourseCounting.units(item.units, line.quantity.millionths)
      return (key(Array(text.utf8), item.exception), item.exception, units)
    }
  }
}
