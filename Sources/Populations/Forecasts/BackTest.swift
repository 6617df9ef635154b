/// What the methods would have predicted for years that are known by now.
///
/// The last years or periods are held out; each method is fitted to what was known before and predicts them, for
/// the people there really were.
public struct BackTest: Sendable {
  /// How one method did on one series.
  public struct Score: Sendable {
    /// Whose counts they are.
    public let series: RateSeries.Name
    /// The method.
    public let method: ForecastMethod
    /// What happened; nil where the method could not be fitted.
    public let outcome: Outcome?
    /// Why it could not be fitted.
    public let fault: String?
    /// The periods held out of this series.
    public let heldOut: [CalendarPeriod]
  }

  /// How near a prediction came.
  public struct Outcome: Sendable {
    /// Predicted over observed cases of all ages less 1, of each period held out that had any.
    public let errors: [Double]
    /// How often the intervals held what happened; nil when they were not asked for, which takes most of the time.
    public let coverage: Coverage?

    /// The mean of the errors without their signs; nil where there were no cases to miss.
    public var meanAbsoluteError: Double? { Self.mean(of: errors.map(abs)) }
    /// The mean of the errors; nil where there were no cases to miss.
    public var bias: Double? { Self.mean(of: errors) }

    private static func mean(of errors: [Double]) -> Double? {
      errors.isEmpty ? nil : errors.reduce(0, +) / Double(errors.count)
    }
  }

  /// The shares of counts that lay inside their 80 % intervals.
  public struct Coverage: Sendable {
    /// Of the counts by age and period, by the fit and chance alone.
    public let cells: Double
    /// Of the counts of all ages together, by the fit and chance alone.
    public let totals: Double
    /// Of the counts by age and period, when the interval is widened by what the method missed.
    public let widenedCells: Double
    /// Of the counts of all ages together, when the interval is widened by what the method missed.
    public let widenedTotals: Double
  }

  /// The periods held out of any series, in order.
  public let heldOut: [CalendarPeriod]
  /// How each method did, by method and series.
  public let scores: [Score]
  /// τ of each method that could be tested: how far, in logarithms and for the square root of a year, the level of
  /// a forecast walks.
  public let widening: [ForecastMethod: Double]
  /// How much each method counts in the ensemble: one over the square of what it missed; the sum is 1.
  public let weights: [ForecastMethod: Double]
  /// The cases by which each method missed over the cases that there were, all series together.
  public let missed: [ForecastMethod: Double]
  /// The method, of those tested, that missed the fewest cases over all series; nil when none could be fitted to
  /// all.
  public let best: ForecastMethod?

  /// How many periods are held out unless told: five years, or one period of several.
  public static func holdOut(for table: RateTable) -> Int { table.periodWidth == 1 ? 5 : 1 }

  /// Tests methods on some series.
  ///
  /// - Parameters:
  ///   - methods: the methods, each of which stands on its own; the ensemble is made of them.
  ///   - holdOut: how many periods are held out; nil for five years.
  ///   - withCoverage: whether the intervals are tested too.
  /// - Throws: when a series is not longer than what is held out.
  public init(
    _ series: [RateSeries],
    _ options: ForecastOptions,
    methods: [ForecastMethod] = ForecastMethod.single,
    holdOut: Int? = nil,
    withCoverage: Bool = false
  ) throws(ForecastFault) {
    guard !series.isEmpty else { throw .noCases }
    // The effect of a marked year cannot be known when the year is held out: the test does without it.
    var series = series
    var options = options
    for index in series.indices where !options.indicated.isEmpty {
      let table = try series[index].table.leavingOut(options.indicated)
      series[index] = RateSeries(name: series[index].name, table: table)
    }
    options.indicated = []
    let counts = series.map { holdOut ?? Self.holdOut(for: $0.table) }
    for (one, count) in zip(series, counts) where count < 1 || one.table.periods.count <= count {
      throw .tooFewPeriods(found: one.table.periods.count, needed: count + 1)
    }
    heldOut = Set(zip(series, counts).flatMap { $0.table.periods.suffix($1) }).sorted()
    var trials: [Trial] = []
    for method in methods {
      for (one, count) in zip(series, counts) { trials.append(Trial(one, method, options, holdOut: count)) }
    }
    var widening: [ForecastMethod: Double] = [:]
    var missed: [ForecastMethod: Double] = [:]
    for method in methods {
      let own = trials.filter { $0.method == method }
      if own.contains(where: { !$0.misses.isEmpty }) { widening[method] = Self.walk(own.flatMap(\.misses)) }
      guard own.allSatisfy({ $0.prediction != nil }) else { continue }
      missed[method] = Self.missed(own.compactMap(\.miss))
    }
    // A hundredth of a percent: a method that was right to that is right.
    let shares = missed.mapValues { 1 / max($0 * $0, 1e-8) }
    let sum = methods.reduce(0) { $0 + (shares[$1] ?? 0) }
    weights = shares.mapValues { $0 / sum }
    best = methods.filter { missed[$0] != nil }.min { (missed[$0] ?? 0) < (missed[$1] ?? 0) }
    for (one, count) in zip(series, counts) {
      trials.append(Trial(mixing: trials.filter { $0.name == one.name }, weights, one, count))
    }
    let mixed = trials.filter { $0.method == .ensemble }
    if mixed.contains(where: { !$0.misses.isEmpty }) {
      widening[.ensemble] = Self.walk(mixed.flatMap(\.misses))
    }
    self.widening = widening
    missed[.ensemble] = Self.missed(mixed.compactMap(\.miss))
    self.missed = missed
    scores = trials.map { $0.score(widenedBy: widening[$0.method] ?? 0, withCoverage: withCoverage) }
  }

  /// τ by which the intervals of a method are widened: its own, or the largest of the methods that could be tested
  /// when it could not; nil when none could.
  public func widening(for method: ForecastMethod) -> Double? { widening[method] ?? widening.values.max() }

  /// Cases missed over cases observed, of several series.
  private static func missed(_ misses: [(missed: Double, observed: Double)]) -> Double {
    let observed = misses.reduce(0) { $0 + $1.observed }
    return observed > 0 ? misses.reduce(0) { $0 + $1.missed } / observed : 0
  }

  /// The standard deviation of a random walk after a year, from how far predictions missed after some years.
  ///
  ///     τ² = Σ (log(observed ÷ predicted)² − 1 ÷ observed) ÷ Σ years
  private static func walk(_ misses: [(square: Double, years: Double)]) -> Double {
    let years = misses.reduce(0) { $0 + $1.years }
    return years > 0 ? max(0, misses.reduce(0) { $0 + $1.square } / years).squareRoot() : 0
  }

  /// How a method did on each series, in the order of the series.
  public func scores(of method: ForecastMethod) -> [Score] { scores.filter { $0.method == method } }

  /// The mean of the mean absolute errors over the series that had cases to miss; nil when the method could not be
  /// fitted to all, or none had any.
  public func meanAbsoluteError(of method: ForecastMethod) -> Double? {
    let own = scores(of: method)
    guard own.allSatisfy({ $0.outcome != nil }) else { return nil }
    let known = own.compactMap { $0.outcome?.meanAbsoluteError }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }
}
