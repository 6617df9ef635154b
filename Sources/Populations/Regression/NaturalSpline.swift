/// A natural cubic spline: cubic between its knots, smooth at them, linear before the first and beyond the last.
///
/// It has one column fewer than knots, the first of them the value itself, none of them constant; so a regression
/// adds a constant of its own. Any other basis of the same knots spans the same curves.
public struct NaturalSpline: Sendable, Equatable {
  /// Where the pieces meet, rising.
  public let knots: [Double]
  /// The knots, counted from the middle of all in units of half their span.
  private let scaled: [Double]

  /// A spline with these knots in any order; nil when fewer than two of them differ or one is not finite.
  public init?(knots: [Double]) {
    let rising = Set(knots).sorted()
    guard rising.count >= 2, rising.allSatisfy(\.isFinite), let first = rising.first, let last = rising.last
    else { return nil }
    self.knots = rising
    scaled = rising.map { (2 * $0 - first - last) / (last - first) }
  }

  /// How many columns the basis has.
  public var columnCount: Int { knots.count - 1 }

  /// The columns at a value.
  public func columns(at value: Double) -> [Double] {
    guard let first = knots.first, let last = knots.last else { return [] }
    let place = (2 * value - first - last) / (last - first)
    guard scaled.count > 2 else { return [place] }
    let before = bend(scaled[scaled.count - 2], place)
    return [place] + scaled.dropLast(2).map { bend($0, place) - before }
  }

  /// A curve that is nothing up to a knot, cubic from there to the last knot, and beyond it goes on with a part
  /// that is the same for all knots once their slopes are taken out: what differences of two of them cancel.
  private func bend(_ knot: Double, _ place: Double) -> Double {
    guard place > knot else { return 0 }
    let width = 1 - knot
    // Past the last knot, the quadratic part that all knots share is left out, so that nothing has to cancel.
    guard place < 1 else { return width * width + 3 * width * (place - 1) }
    let past = place - knot
    return past * past * past / width
  }
}
