import Randomness

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Between which counts the truth lies, with 80 and with 95 in 100 chances.
public struct Interval: Sendable, Equatable {
  /// One in ten draws lies below.
  public let low80: Double
  /// One in ten draws lies above.
  public let high80: Double
  /// One in forty draws lies below.
  public let low95: Double
  /// One in forty draws lies above.
  public let high95: Double

  /// The interval of some draws.
  package init(_ draws: [Double]) {
    let sample = SortedSample(draws)
    let end = { (share: Double) in sample?.quantile(share) ?? 0 }
    low80 = end(0.1)
    high80 = end(0.9)
    low95 = end(0.025)
    high95 = end(0.975)
  }
}

/// The prediction intervals of a series: by age group and period, and of all ages together.
///
/// A draw takes coefficients from their fitted covariance, lets the level of all ages walk away from the
/// forecast at random, by what the back-test says forecasts go astray, and draws each count about its mean:
///
///     level after d years = exp(τ · W(d)),   W a random walk with variance 1 a year
///
/// so that the counts of a draw belong together and those of all ages are their sum.
public struct PredictionIntervals: Sendable {
  /// By `[age group][period]`.
  public let cells: [[Interval]]
  /// Of all ages, by period.
  public let totals: [Interval]
  /// The draws behind the totals, `[period][draw]`: those of several series, or of two years, can be added up.
  package let totalDraws: [[Double]]

  /// How many draws are made: then the ends of the 80 % interval are known to about a thirtieth of its width.
  public static let draws = 1_000

  /// Simulates a prediction.
  ///
  /// - Parameters:
  ///   - widening: τ, the standard deviation of the logarithm of the level after one year.
  ///   - seed: the seed of the random numbers.
  public init(_ prediction: RatePrediction, widening: Double, seed: UInt64 = 1, draws: Int = Self.draws) {
    let ages = prediction.ageStarts.count
    let periods = prediction.periods.count
    var samples = Array(repeating: Array(repeating: 0.0, count: draws), count: ages * periods)
    var totals = Array(repeating: Array(repeating: 0.0, count: draws), count: periods)
    let name = prediction.series
    let stream = RandomStream(seed: seed, path: "forecast.\(name.site).\(name.sex).\(name.measure)")
    let walks = stream.substream("level")
    let choices = stream.substream("method")
    let counts = stream.substream("counts")
    let parts = prediction.parts.enumerated().map { place, part in
      (weight: part.weight, simulation: PartSimulation(part.part), stream: stream.substream("part.\(place)"))
    }
    let years = Self.yearsApart(prediction)
    for draw in 0..<draws {
      var left = choices.uniform(draw: draw)
      let chosen =
        parts.first { part in
          left -= part.weight
          return left <= 0
        } ?? parts.last
      guard let chosen else { continue }
      let rates = chosen.simulation.rates(draw: draw, from: chosen.stream)
      var level = 0.0
      for period in 0..<periods {
        level += widening * years[period].squareRoot() * walks.standardNormal(draw: draw, index: period)
        let factor = exp(level)
        for age in 0..<ages {
          // Not more cases than people, however far a draw of the trend may run.
          let people = prediction.people[age][period]
          let mean = min(rates[age][period] * factor, 1) * people
          let index = period * ages + age
          let drawn = chosen.simulation.count(mean: mean, draw: draw, index: index, from: counts)
          let count = min(drawn, people.rounded(.up))
          samples[index][draw] = count
          totals[period][draw] += count
        }
      }
    }
    cells = (0..<ages).map { age in (0..<periods).map { Interval(samples[$0 * ages + age]) } }
    self.totals = totals.map { Interval($0) }
    totalDraws = totals
  }

  /// How many years lie between the middle of each period and that of the one before, or the last that was
  /// observed.
  private static func yearsApart(_ prediction: RatePrediction) -> [Double] {
    var since = Double(prediction.lastYear) + 0.5
    return prediction.periods.map { period in
      let years = max(0, period.middle - since)
      since = max(since, period.middle)
      return years
    }
  }
}
