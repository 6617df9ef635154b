/// A probability to two figures, as notes give it: `p = 0.73`, `p = 0.0067`, `p < 0.0001`.
func stated(_ probability: Double) -> String {
  guard probability >= 0.0001 else { return "p < 0.0001" }
  var (digits, zeros) = (probability, 0)
  while digits < 0.1 {
    digits *= 10
    zeros += 1
  }
  // What rounds up to 100 is 10 with a zero less before it, but for 1.00 itself.
  let figures = Int((digits * 100).rounded())
  guard figures == 100 else { return "p = 0.\(String(repeating: "0", count: zeros))\(figures)" }
  return zeros == 0 ? "p = 1.0" : "p = 0.\(String(repeating: "0", count: zeros - 1))10"
}
