import Diagnostics
import Populations
import Tables

/// Nordpred with its defaults on 168 series of 18 age groups and 8 periods, 5 periods ahead, on one thread.
///
/// Reads apc_cases.csv and apc_pop.csv, writes `series,age,period,cases,noperiod` with every digit of the cases,
/// and says on standard error how long loading took, and fitting and projecting.
enum AgePeriodCohortBenchmark {
  private static let (series, ages, observed, future) = (168, 18, 8, 5)

  /// Runs it, and says whether it could.
  static func run(data: String, output: String) -> Bool {
    do {
      let clock = ContinuousClock()
      let start = clock.now
      let cases = try numbers("\(data)/apc_cases.csv", column: 6)
      let people = try numbers("\(data)/apc_pop.csv", column: 3)
      let tables = try (0..<series).map { try input($0, cases, people) }
      let loaded = clock.now
      var text = "series,age,period,cases,noperiod\n"
      var slowest = Duration.zero
      if let first = tables.first?.table {
        let plan = try Nordpred(firstAgeEstimated: 25, firstAgeUsed: 25).plan(like: first)
        for (index, (table, personYears)) in tables.enumerated() {
          let begun = clock.now
          try forecast(index, plan, table, personYears, into: &text)
          slowest = max(slowest, clock.now - begun)
        }
      }
      let fitted = clock.now
      guard FileSystem.write(Array(text.utf8), to: output) else {
        Stopwatch.say("cannot write \(output)\n")
        return false
      }
      Stopwatch.say(
        "CostedPathways nordpred: load \(Stopwatch.milliseconds(loaded - start)) ms, \(series) fits+projections"
          + " \(Stopwatch.milliseconds(fitted - loaded)) ms, slowest series \(Stopwatch.milliseconds(slowest)) ms\n"
      )
      return true
    } catch {
      Stopwatch.say("\(error)\n")
      return false
    }
  }

  private static func forecast(
    _ index: Int,
    _ plan: NordpredPlan,
    _ table: RateTable,
    _ personYears: [[Double]],
    into text: inout String
  ) throws(ForecastFault) {
    let estimate = try plan.estimate(table)
    let cases = try estimate.projection(periods: future).cases(among: personYears)
    for period in 0..<future {
      for age in 0..<ages {
        text += "\(index),\(age),\(observed + period),\(cases[age][period]),\(estimate.periodsUsed)\n"
      }
    }
  }

  private static func input(_ index: Int, _ cases: [Double], _ people: [Double]) throws
    -> (table: RateTable, personYears: [[Double]])
  {
    let all = observed + future
    let years = (0..<ages).map { age in
      (0..<all).map { people[(index * all + $0) * ages + age] }
    }
    let table = try RateTable(
      ageStarts: (0..<ages).map { RateTable.ageWidth * $0 },
      periods: (0..<observed).compactMap { CalendarPeriod(first: 1981 + 5 * $0, last: 1985 + 5 * $0) },
      cases: (0..<ages).map { age in (0..<observed).map { cases[(index * observed + $0) * ages + age] } },
      personYears: years.map { Array($0.prefix(observed)) }
    )
    return (table, years.map { Array($0.dropFirst(observed)) })
  }

  /// One column of a file of numbers with a header.
  private static func numbers(_ path: String, column: Int) throws -> [Double] {
    try NumberTable(path).rows.map { $0[column] }
  }
}
