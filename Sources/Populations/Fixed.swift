/// A number with so many decimals, always; a dash where there is no such number.
struct Fixed: CustomStringConvertible {
  let description: String

  init(_ value: Double, _ decimals: Int, signed: Bool = false) {
    guard value.isFinite, abs(value) < 1e12 else {
      description = "–"
      return
    }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let units = Int64((value * scale).rounded(.toNearestOrAwayFromZero))
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
    let sign = units < 0 ? "-" : (signed && units > 0 ? "+" : "")
    let point = decimals == 0 ? "" : "." + padded.suffix(decimals)
    description = sign + padded.dropLast(decimals) + point
  }
}
