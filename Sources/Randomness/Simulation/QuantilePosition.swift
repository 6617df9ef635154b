/// Where among n values in rising order, numbered from 0, a quantile lies: at (n − 1)p.
///
/// Type 7 of Hyndman and Fan (*The American Statistician* 50:361, 1996), the default of R.
struct QuantilePosition {
  /// The value at or below the quantile.
  let lower: Int
  /// The value at or above it.
  let upper: Int

  private let share: Double

  /// The place of the quantile of a share from 0 to 1 among at least one value.
  init(_ p: Double, count: Int) {
    let position = Double(count - 1) * p
    lower = Int(position)
    upper = min(lower + 1, count - 1)
    share = position - Double(lower)
  }

  /// The quantile between the two values.
  func value(_ below: Double, _ above: Double) -> Double {
    // Equal neighbours need no interpolation, which would fail on two infinities.
    below < above ? below + share * (above - below) : below
  }
}
