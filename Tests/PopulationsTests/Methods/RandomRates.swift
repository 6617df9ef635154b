import TestSupport
import Populations

/// A random table of rates, from which tests make others.
struct RandomRates {
  let ageStarts: [Int]
  let periods: [CalendarPeriod]
  var cases: [[Double]]
  var personYears: [[Double]]

  static let ahead = 6

  /// Periods of five years, or single ones, and rates that rise with age and drift.
  init(_ seed: UInt64) {
    var random = Seeded(seed)
    let width = random.bool() ? 5 : 1
    let count = width == 5 ? random.int(5...8) : random.int(10...20)
    ageStarts = (0..<18).map { 5 * $0 }
    periods = (0..<count).compactMap {
      CalendarPeriod(first: 1990 + width * $0, last: 1989 + width * ($0 + 1))
    }
    let level = random.double(1e-5...1e-4)
    let drift = random.double(-0.03...0.03)
    cases = []
    personYears = []
    for age in 0..<18 {
      let people = (0..<count).map { _ in random.double(5e4...5e5) * Double(width) }
      let rates = (0..<count).map { period -> Double in
        var rate = level * Double(1 + age * age)
        for _ in 0..<(period * width) { rate *= 1 + drift }
        return rate
      }
      personYears.append(people)
      cases.append(zip(people, rates).map { ($0 * $1 * random.double(0.9...1.1)).rounded() })
    }
  }

  var table: RateTable {
    get throws(ForecastFault) {
      try RateTable(ageStarts: ageStarts, periods: periods, cases: cases, personYears: personYears)
    }
  }

  /// Every method that a table of such periods can have, with its main options.
  var methods: [any RateForecast] {
    let fiveYearly: [any RateForecast] = [
      Nordpred(), Nordpred(link: .log, recentTrend: .yes), Nordpred(base: .last(4), recentTrend: .no),
    ]
    let any: [any RateForecast] = [
      ConstantRates(), ConstantRates(pooled: 2), TrendForecast(.common), TrendForecast(.byAge),
      TrendForecast.damped(), SplineForecast.ageCohort(), SplineForecast.ageCohort(ageKnots: 6, damping: 0.9),
      SplineForecast.agePeriodCohort(),
      SplineForecast.agePeriodCohort(damping: 0.95, hasScreeningTrend: true),
    ]
    return periods.first?.width == 5 ? fiveYearly + any : any
  }

  /// A random table of periods so wide.
  static func ofWidth(_ width: Int) -> RandomRates {
    var seed: UInt64 = 0
    while true {
      let rates = RandomRates(seed)
      if rates.periods.first?.width == width { return rates }
      seed += 1
    }
  }
}

/// The greatest relative difference of two tables, nothing against nothing being none.
func greatestDifference(_ one: [[Double]], _ other: [[Double]]) -> Double {
  var greatest = one.count == other.count ? 0 : Double.infinity
  for (left, right) in zip(one, other) {
    if left.count != right.count { return .infinity }
    for (a, b) in zip(left, right) where !(a == b) {
      let difference = abs(a - b) / max(abs(b), 1e-300)
      greatest = difference.isNaN ? .infinity : max(greatest, difference)
    }
  }
  return greatest
}
