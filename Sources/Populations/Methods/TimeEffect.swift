/// The shape of the effect of age, period or cohort in a log-linear model.
public enum TimeEffect: Sendable, Equatable {
  /// One effect for each value.
  case factor(levels: [Double])
  /// A natural spline.
  case spline(NaturalSpline)

  /// An effect for each value that occurs; values nearer than a millionth of a year are the same.
  static func factor(of values: [Double]) -> TimeEffect {
    var levels: [Double] = []
    for value in values.sorted() where value - (levels.last ?? -.infinity) > sameness { levels.append(value) }
    return .factor(levels: levels)
  }

  private static let sameness = 1e-6

  /// The columns at a value. Those of a factor add up to a constant, those of a spline never do.
  func columns(at value: Double) -> [Double] {
    switch self {
    case .factor(let levels): levels.map { abs($0 - value) <= Self.sameness ? 1 : 0 }
    case .spline(let spline): spline.columns(at: value)
    }
  }

  /// The columns at a value, with a constant among or before them.
  func columnsWithConstant(at value: Double) -> [Double] {
    switch self {
    case .factor: columns(at: value)
    case .spline: [1] + columns(at: value)
    }
  }

  /// What the columns with a constant are called.
  func names(_ axis: String) -> [String] {
    switch self {
    case .factor(let levels): levels.map { "\(axis) \($0)" }
    case .spline(let spline): ["constant"] + (1...spline.columnCount).map { "\(axis) spline \($0)" }
    }
  }

  /// How many knots it has; nil for a factor.
  var knotCount: Int? {
    if case .spline(let spline) = self { spline.knots.count } else { nil }
  }
}
