/// A number with so many decimals at most, rounded half away from zero.
struct Decimals: CustomStringConvertible {
  private let number: Double
  private let decimals: Int

  init(_ number: Double, _ decimals: Int) {
    self.number = number
    self.decimals = decimals
  }

  var description: String {
    let unit = (0..<decimals).reduce(1.0) { unit, _ in unit * 10 }
    let scaled = (number * unit).rounded(.toNearestOrAwayFromZero)
    guard let whole = Int64(exactly: scaled) else { return "" }
    var digits = String(whole.magnitude)
    digits = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
    let sign = whole < 0 ? "-" : ""
    return "\(sign)\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
  }
}
