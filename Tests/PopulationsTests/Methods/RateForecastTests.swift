import Populations
import TestSupport
import Testing

struct RateForecastTests {
  private static let seeds = 0..<6 as Range<UInt64>

  @Test(arguments: seeds)
  func `scaled person-years and the same cases scale the rates, and predicted cases stay`(seed: UInt64) throws
  {
    var rates = RandomRates(seed)
    let before = try rates.table
    rates.personYears = rates.personYears.map { $0.map { $0 * 8 } }
    let after = try rates.table
    for method in rates.methods {
      let one = try method.projection(of: before, periods: RandomRates.ahead)
      let other = try method.projection(of: after, periods: RandomRates.ahead)
      #expect(greatestDifference(other.rates.map { $0.map { $0 * 8 } }, one.rates) < 1e-8, "\(method.name)")
    }
  }

  @Test(arguments: seeds)
  func `as many times the cases and the people leave the rates`(seed: UInt64) throws {
    var rates = RandomRates(seed)
    let before = try rates.table
    rates.personYears = rates.personYears.map { $0.map { $0 * 3 } }
    rates.cases = rates.cases.map { $0.map { $0 * 3 } }
    let after = try rates.table
    // The choices by p-values may change with more cases, and knots at quantiles by a case: those are fixed.
    var methods: [any RateForecast] = [
      ConstantRates(), TrendForecast(.common), TrendForecast(.byAge), TrendForecast.damped(),
      SplineForecast.ageCohort(),
    ]
    if rates.periods.first?.width == 5 {
      methods += [
        Nordpred(base: .last(4), recentTrend: .yes), Nordpred(link: .log, base: .last(5), recentTrend: .no),
      ]
    }
    for method in methods {
      let one = try method.projection(of: before, periods: RandomRates.ahead)
      let other = try method.projection(of: after, periods: RandomRates.ahead)
      #expect(greatestDifference(other.rates, one.rates) < 1e-6, "\(method.name)")
    }
  }

  @Test(arguments: seeds)
  func `rates that were always the same stay so by every method`(seed: UInt64) throws {
    var rates = RandomRates(seed)
    let constant = rates.ageStarts.indices.map { rates.cases[$0][0] / rates.personYears[$0][0] }
    rates.cases = zip(rates.personYears, constant).map { years, rate in years.map { $0 * rate } }
    let expected = constant.map { Array(repeating: $0, count: RandomRates.ahead) }
    for method in rates.methods where method.name != SplineForecast.ageCohort(ageKnots: 6, damping: 0.9).name
    {
      let projection = try method.projection(of: rates.table, periods: RandomRates.ahead)
      #expect(greatestDifference(projection.rates, expected) < 1e-8, "\(method.name)")
    }
  }

  @Test(arguments: seeds)
  func `cases that follow a trend exactly go on with it`(seed: UInt64) throws {
    var random = Seeded(seed)
    var rates = RandomRates(seed)
    let drift = random.double(-0.02...0.02)
    let (middles, last) = (rates.periods.map(\.middle), rates.periods.last?.middle ?? 0)
    rates.cases = rates.personYears.enumerated().map { age, years in
      zip(years, middles).map { $0 * 1e-4 * Double(1 + age) * Link.log.rate(drift * ($1 - last)) }
    }
    let width = Double(try rates.table.periodWidth)
    let expected = rates.ageStarts.indices.map { age in
      (1...RandomRates.ahead).map { 1e-4 * Double(1 + age) * Link.log.rate(drift * width * Double($0)) }
    }
    var methods: [any RateForecast] = [
      TrendForecast(.common), TrendForecast(.byAge), SplineForecast.ageCohort(),
      SplineForecast.agePeriodCohort(hasScreeningTrend: true),
    ]
    if width == 5 {
      methods.append(Nordpred(link: .log, recentTrend: .no, firstAgeEstimated: 25, cutTrend: [0]))
    }
    for method in methods {
      let projection = try method.projection(of: rates.table, periods: RandomRates.ahead)
      let fitted = Array(projection.rates.dropFirst(5))
      #expect(greatestDifference(fitted, Array(expected.dropFirst(5))) < 1e-8, "\(method.name)")
    }
    let damped = try TrendForecast.damped(by: 0.8).projection(of: rates.table, periods: RandomRates.ahead)
    for (age, row) in damped.rates.enumerated().dropFirst(5) {
      for (step, rate) in row.enumerated() {
        let years = Int(width) * (step + 1)
        let reached = (0..<years).reduce((sum: 0.0, power: 1.0)) { so, _ in
          (so.sum + so.power, so.power * 0.8)
        }
        let expected = 1e-4 * Double(1 + age) * Link.log.rate(drift * reached.sum)
        #expect(relativeError(rate, expected) < 1e-8)
      }
    }
  }

  @Test(arguments: seeds)
  func `coefficients pushed through give the rates back, and every rate is a number`(seed: UInt64) throws {
    let rates = RandomRates(seed)
    let table = try rates.table
    for method in rates.methods {
      let projection = try method.projection(of: table, periods: RandomRates.ahead)
      #expect(projection.rates(with: projection.fit?.estimates ?? []) == projection.rates)
      #expect(projection.rates.allSatisfy { $0.allSatisfy { $0 >= 0 && $0.isFinite } })
      #expect(projection.rates.count == 18)
      #expect(projection.periods.count == RandomRates.ahead)
      guard let fit = projection.fit else { continue }
      let moved = fit.estimates(movedBy: fit.estimates.map { _ in 1 })
      #expect(projection.rates(with: moved).allSatisfy { $0.allSatisfy { $0 >= 0 && $0.isFinite } })
    }
  }

  /// Tables from which something is missing.
  enum Gap: String, CaseIterable {
    case oneAgeWithoutCases, oneAgeWithoutPeople, lastPeriodWithoutPeople, firstPeriodWithoutPeople
    case noCases, onePeriod, twoPeriods, oneCellWithoutPeople, oldAgesWithoutCases, youngAgesWithoutCases
    case singleCase
  }

  @Test(arguments: Gap.allCases)
  func `what is missing is a typed error or a stated fallback, never a rate that is none`(gap: Gap) throws {
    for seed in Self.seeds {
      var rates = RandomRates(seed)
      let count = rates.periods.count
      let clear = { (ages: [Int], periods: [Int], people: Bool) in
        for age in ages {
          for period in periods {
            rates.cases[age][period] = 0
            if people { rates.personYears[age][period] = 0 }
          }
        }
      }
      var kept = count
      switch gap {
      case .oneAgeWithoutCases: clear([10], Array(0..<count), false)
      case .oneAgeWithoutPeople: clear([10], Array(0..<count), true)
      case .lastPeriodWithoutPeople: clear(Array(0..<18), [count - 1], true)
      case .firstPeriodWithoutPeople: clear(Array(0..<18), [0], true)
      case .noCases: clear(Array(0..<18), Array(0..<count), false)
      case .onePeriod: kept = 1
      case .twoPeriods: kept = 2
      case .oneCellWithoutPeople: clear([12], [count - 2], true)
      case .oldAgesWithoutCases: clear([16, 17], Array(0..<count), false)
      case .youngAgesWithoutCases: clear(Array(0..<8), Array(0..<count), false)
      case .singleCase:
        clear(Array(0..<18), Array(0..<count), false)
        rates.cases[12][count - 1] = 1
      }
      let table = try RateTable(
        ageStarts: rates.ageStarts,
        periods: Array(rates.periods.prefix(kept)),
        cases: rates.cases.map { Array($0.prefix(kept)) },
        personYears: rates.personYears.map { Array($0.prefix(kept)) }
      )
      for method in rates.methods {
        do throws(ForecastFault) {
          let projection = try method.projection(of: table, periods: RandomRates.ahead)
          let found = projection.rates
          if gap == .oneAgeWithoutCases, projection.fit != nil {
            #expect(projection.notes.contains("no cases at ages 50-54: none are forecast"))
            #expect(found[10].allSatisfy { $0 == 0 })
          }
          #expect(found.allSatisfy { $0.allSatisfy { $0 >= 0 && $0.isFinite } }, "\(method.name)")
        } catch {
          let mayFail: Set<Gap> = [.noCases, .onePeriod, .twoPeriods, .singleCase, .youngAgesWithoutCases]
          #expect(mayFail.contains(gap), "\(gap) \(method.name): \(error)")
          #expect(!error.description.isEmpty)
        }
      }
    }
  }

  @Test func `too few periods, no cases and a wrong option are named`() throws {
    let rates = RandomRates.ofWidth(5)
    let table = try rates.table
    let short = try RateTable(
      ageStarts: rates.ageStarts,
      periods: Array(rates.periods.prefix(2)),
      cases: rates.cases.map { Array($0.prefix(2)) },
      personYears: rates.personYears.map { Array($0.prefix(2)) }
    )
    #expect(throws: ForecastFault.tooFewPeriods(found: 2, needed: 3)) {
      try Nordpred().projection(of: short, periods: 1)
    }
    #expect(throws: ForecastFault.tooFewPeriods(found: 2, needed: 3)) {
      try SplineForecast.ageCohort().projection(of: short, periods: 1)
    }
    #expect(throws: ForecastFault.unequalWidths) {
      try Nordpred().projection(of: RandomRates.ofWidth(1).table, periods: 1)
    }
    #expect(throws: ForecastFault.option("there are no periods to forecast")) {
      try ConstantRates().projection(of: table, periods: 0)
    }
    #expect(throws: ForecastFault.option("a damping is above 0 and at most 1")) {
      try TrendForecast.damped(by: 1.5).projection(of: table, periods: 1)
    }
    #expect(throws: ForecastFault.option("the first age fitted does not begin an age group of the table")) {
      try TrendForecast(.common, scope: TrendScope(firstAge: 23)).projection(of: table, periods: 1)
    }
    let empty = try RateTable(
      ageStarts: rates.ageStarts,
      periods: rates.periods,
      cases: rates.cases.map { $0.map { _ in 0 } },
      personYears: rates.personYears
    )
    #expect(throws: ForecastFault.noCases) { try Nordpred().projection(of: empty, periods: 1) }
    #expect(throws: ForecastFault.noCases) { try TrendForecast(.byAge).projection(of: empty, periods: 1) }
    #expect(try ConstantRates().projection(of: empty, periods: 1).rates.allSatisfy { $0 == [0] })
  }

  @Test func `three periods are taken and said to be few`() throws {
    let rates = RandomRates.ofWidth(5)
    let table = try RateTable(
      ageStarts: rates.ageStarts,
      periods: Array(rates.periods.prefix(3)),
      cases: rates.cases.map { Array($0.prefix(3)) },
      personYears: rates.personYears.map { Array($0.prefix(3)) }
    )
    let notes = try Nordpred().projection(of: table, periods: 1).notes
    #expect(notes.first == "3 periods, fewer than the four that Nordpred is meant for")
  }

  @Test func `a year left out or marked does not move the trend of the others`() throws {
    var rates = RandomRates.ofWidth(1)
    let year = try #require(rates.periods.last?.first)
    let last = rates.periods.count - 1
    for age in rates.ageStarts.indices { rates.cases[age][last] = (rates.cases[age][last] * 0.7).rounded() }
    let table = try rates.table
    let left = try TrendForecast(.common, scope: TrendScope(leavingOut: [year]))
      .projection(of: table, periods: 3)
    let marked = try TrendForecast(.common, scope: TrendScope(marking: [year]))
      .projection(of: table, periods: 3)
    let trend = "trend per year"
    #expect(abs(try #require(marked.fit?[trend]) - (try #require(left.fit?[trend]))) < 1e-3)
    #expect(try #require(marked.fit?["year \(year)"]) < -0.2)
    #expect(left.notes.contains("left out: \(year)"))
    #expect(marked.notes.contains("with an effect of its own: \(year)"))
  }

  @Test(arguments: [1, 5])
  func `excess variation widens the covariance`(width: Int) throws {
    let rates = RandomRates.ofWidth(width)
    for method in rates.methods {
      guard let fit = try method.projection(of: rates.table, periods: 3).fit, fit.dispersion > 2 else {
        continue
      }
      let own = try NegativeBinomialRegression(fit.design, link: fit.link)
        .fit(counts: fit.counts, personYears: fit.personYears)
      #expect(own.theta != nil)
      #expect(own.goodnessOfFit > fit.goodnessOfFit)
      #expect(own.dispersion < fit.dispersion)
      for (row, other) in zip(own.covariance.enumerated(), fit.covariance) {
        #expect(row.element[row.offset] > other[row.offset])
      }
    }
  }
}
