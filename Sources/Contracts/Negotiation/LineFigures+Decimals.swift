import Quantities

extension LineFigures {
  /// The figures of which both sides show one with fewer decimals, as a spreadsheet saves formatted cells; nil when they
  /// are not the same, or are the same to the last decimal.
  ///
  /// Of each figure it is that with more decimals.
  static func shared(_ one: LineFigures, _ other: LineFigures) -> LineFigures? {
    guard one != other,
      let activity = finer(one.activity, other.activity, decimals: 6),
      let price = finer(one.price, other.price, decimals: 9),
      let factor = finer(one.factor, other.factor, decimals: 6)
    else { return nil }
    return LineFigures(activity: activity, price: price, factor: factor)
  }

  /// Of two numbers the one with more decimals, when the other is that one rounded; nil when it is not.
  private static func finer(_ one: UInt64, _ other: UInt64, decimals: Int) -> UInt64? {
    if one == other { return one }
    if isRounded(one, to: other, decimals: decimals) { return one }
    return isRounded(other, to: one, decimals: decimals) ? other : nil
  }

  /// Whether a number, half up, is another one at the decimals that the other has.
  private static func isRounded(_ number: UInt64, to other: UInt64, decimals: Int) -> Bool {
    var unit: UInt64 = 1
    for _ in 0..<decimals where other.isMultiple(of: unit * 10) { unit *= 10 }
    let (rounded, overflowed) = (number / unit * unit).addingReportingOverflow(
      number % unit >= unit - number % unit ? unit : 0
    )
    return !overflowed && unit > 1 && rounded == other
  }
}
