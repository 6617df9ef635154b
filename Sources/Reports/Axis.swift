#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A scale from nothing to a round number above the largest value, with its marks.
struct Axis {
  /// The values marked, from 0.
  let marks: [Double]
  /// The end of the scale.
  var end: Double { marks.last ?? 1 }

  /// A scale for values up to the largest, with about so many marks, all of them whole numbers.
  init(upTo largest: Double, marks count: Int = 5) {
    let end = largest.isFinite ? max(largest, 1) : 1
    let rough = end / Double(count)
    let power = pow(10, log10(rough).rounded(.down))
    let steps = [1, 2, 2.5, 5, 10].map { $0 * power }.filter { $0 == $0.rounded() }
    let step = steps.first { $0 >= max(rough, 1) } ?? max(1, power * 10)
    let count = (end / step).rounded(.up)
    marks = stride(from: 0, through: count, by: 1).map { $0 * step }
  }

  /// A whole number with commas between the thousands.
  static func grouped(_ value: Double) -> String {
    let whole = Int64(exactly: value.rounded()) ?? 0
    let digits = Array(String(whole.magnitude))
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { grouped += "," }
      grouped.append(digit)
    }
    return whole < 0 ? "-" + grouped : grouped
  }
}
