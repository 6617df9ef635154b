/// The two parts into which a value divides a distribution, each with its own digits.
struct Tails: Sendable {
  /// P(X ≤ x).
  let lower: Double
  /// P(X > x).
  let upper: Double

  /// The tails of which the lower is known, but for rounding beyond 1.
  init(lower: Double) {
    self.lower = min(lower, 1)
    upper = 1 - self.lower
  }

  /// The tails of which the upper is known, but for rounding beyond 1.
  init(upper: Double) {
    self.upper = min(upper, 1)
    lower = 1 - self.upper
  }

  /// The same seen from the other end.
  var swapped: Tails { Tails(lower: upper, upper: lower) }

  private init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }
}
