/// The random numbers of all uncertain inputs of a model, draw by draw.
///
///     let plan = try SamplePlan(
///       seed: 42,
///       paths: ["stage.breast", "unit-cost.chemotherapy", "unit-cost.radiotherapy"],
///       correlations: [
///         RankCorrelation(between: "unit-cost.chemotherapy", and: "unit-cost.radiotherapy", is: 0.6)
///       ]
///     )
///     plan.uniforms(draw: 7)   // three numbers between 0 and 1
///
/// Each input has a path, and its number at a draw depends on the seed, the path and the draw alone: another
/// input moves no number, nor does the order of the paths, and draw 7 alone is draw 7 among a million. Only
/// correlated inputs depend on each other, within their group.
///
/// Correlated inputs are drawn by a Gaussian copula (Nelsen, *An Introduction to Copulas*, 2006): their normal
/// scores are sums of independent ones with the correlations 2 sin(πρ/6) that give the ranks theirs. Within a group
/// the path that sorts first keeps the numbers that it would have alone.
public struct SamplePlan: Sendable {
  /// The paths, one for each column of numbers.
  public let paths: [String]

  /// How the draws are spread.
  public let design: SampleDesign

  private let columns: [SampleColumn]

  /// For each column that is correlated, the columns it is a sum of, in the order of their paths.
  private let mixtures: [[(column: Int, weight: Double)]]

  /// A plan of the numbers at so many paths; two with the same seed share the numbers of the paths they share.
  ///
  /// - Throws: the first fault found, of the paths, then of the correlations one by one, then of their groups.
  public init(
    seed: UInt64,
    paths: [String],
    correlations: [RankCorrelation] = [],
    design: SampleDesign = .independent
  ) throws(SamplePlanFault) {
    if case .latinHypercube(let draws) = design, draws < 1 { throw .noDraws }
    let streams = paths.map { RandomStream(seed: seed, path: $0) }
    let matrix = try CorrelationMatrix(paths: paths, hashes: streams.map(\.pathHash), correlations)
    self.paths = paths
    self.design = design
    columns = streams.map { SampleColumn(stream: $0, design: design) }
    mixtures = try matrix.mixtures()
  }

  /// The uniform numbers, between 0 and 1, of an input at a range of draws.
  ///
  /// They fill the front of the span, which has a place for each. The draws of a Latin hypercube are from 0 to
  /// their number less one.
  public func uniforms(of column: Int, draws: Range<Int>, into numbers: inout MutableSpan<Double>) {
    guard mixtures[column].isEmpty else {
      mix(column, draws, into: &numbers)
      for place in 0..<draws.count {
        numbers[place] = min(max(normalProbability(below: numbers[place]), 0x1p-54), 1 - 0x1p-53)
      }
      return
    }
    columns[column].uniforms(draws: draws, into: &numbers)
  }

  /// The standard normal quantiles of the uniform numbers of an input at a range of draws.
  public func normalScores(of column: Int, draws: Range<Int>, into numbers: inout MutableSpan<Double>) {
    guard mixtures[column].isEmpty else { return mix(column, draws, into: &numbers) }
    columns[column].normalScores(draws: draws, into: &numbers)
  }

  /// The values of an input at a range of draws, by its quantile function; they too fill the front of the span.
  public func values(
    of column: Int,
    from quantiles: TabulatedQuantile,
    draws: Range<Int>,
    into numbers: inout MutableSpan<Double>
  ) {
    normalScores(of: column, draws: draws, into: &numbers)
    quantiles.replaceNormalScores(&numbers, count: draws.count)
  }

  /// The uniform numbers of all inputs at one draw.
  public func uniforms(draw: Int) -> [Double] {
    paths.indices.map { column in
      var number = [0.0]
      var span = number.mutableSpan
      uniforms(of: column, draws: draw..<draw + 1, into: &span)
      return number[0]
    }
  }

  /// The weighted sum of independent normal scores.
  private func mix(_ column: Int, _ draws: Range<Int>, into numbers: inout MutableSpan<Double>) {
    var part = [Double](repeating: 0, count: draws.count)
    for (index, term) in mixtures[column].enumerated() {
      var scores = part.mutableSpan
      columns[term.column].normalScores(draws: draws, into: &scores)
      for place in 0..<draws.count {
        numbers[place] = (index == 0 ? 0 : numbers[place]) + term.weight * scores[place]
      }
    }
  }
}
