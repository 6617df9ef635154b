/// A number as tables hold it: digits with a point, never an exponent, no zeros at the end.
package struct PlainNumber: CustomStringConvertible {
  package let description: String

  /// Rounds a number that is not negative to some decimals; larger numbers than 10¹⁵ lose their decimals.
  package init(_ value: Double, decimals: Int) {
    guard value.isFinite, value > 0 else {
      description = "0"
      return
    }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    var whole = value.rounded(.down)
    var part = ((value - whole) * scale).rounded(.toNearestOrAwayFromZero)
    if part >= scale {
      whole += 1
      part = 0
    }
    let digits = String(Int64(part))
    let padded = String(repeating: "0", count: max(0, decimals - digits.utf8.count)) + digits
    let kept = padded.reversed().drop { $0 == "0" }.reversed()
    let integer = Self.digits(ofWhole: whole)
    description = kept.isEmpty || whole >= 1e15 ? integer : "\(integer).\(String(kept))"
  }

  /// The digits of a whole number of any size: those beyond the seventeenth are noughts.
  private static func digits(ofWhole value: Double) -> String {
    guard value >= 9e18 else { return String(Int64(value)) }
    // Such as 1.2345e+19.
    let parts = value.description.split(separator: "e").map(String.init)
    let figures = parts[0].split(separator: ".").map(String.init)
    let shift = parts.count > 1 ? Int(parts[1].drop { $0 == "+" }) ?? 0 : 0
    let decimals = figures.count > 1 && figures[1] != "0" ? figures[1] : ""
    return figures[0] + decimals + String(repeating: "0", count: max(0, shift - decimals.utf8.count))
  }
}
