/// The cells of a table that a log-linear model is fitted to.
struct ScopedCells {
  let table: RateTable
  let scope: TrendScope
  /// The periods that take part.
  let periods: [Int]
  /// The age groups that are fitted.
  let ages: [Int]
  /// Age groups that would be fitted but have no cases at all: with the log link their rate is nothing exactly,
  /// and they say nothing of any trend.
  let emptyAges: [Int]
  /// The cells themselves.
  let cells: [(age: Int, period: Int)]

  /// The cells of a scope.
  init(_ table: RateTable, _ scope: TrendScope, fewestPeriods: Int) throws(ForecastFault) {
    guard let first = table.ageStarts.firstIndex(of: scope.firstAge) else {
      throw .option("the first age fitted does not begin an age group of the table")
    }
    let periods = table.observedPeriods(leavingOut: scope.leavingOut)
    guard periods.count >= fewestPeriods else {
      throw .tooFewPeriods(found: periods.count, needed: fewestPeriods)
    }
    let candidates = Array(first..<table.ageStarts.count)
    let ages = candidates.filter { age in periods.contains { table.cases[age][$0] > 0 } }
    guard !ages.isEmpty else { throw .noCases }
    self.table = table
    self.scope = scope
    self.periods = periods
    self.ages = ages
    emptyAges = candidates.filter { !ages.contains($0) }
    cells = ages.flatMap { age in
      periods.filter { table.personYears[age][$0] > 0 }.map { (age: age, period: $0) }
    }
  }

  /// What is done with the age groups that are not fitted, in words.
  var notes: [String] {
    var notes: [String] = []
    if let first = table.ageStarts.firstIndex(of: scope.firstAge), first > 0 {
      let span = table.periodWidth == 1 ? "ten years" : "two periods"
      notes.append("ages below \(table.label(ofAge: first)) hold the mean rate of the last \(span)")
    }
    if !emptyAges.isEmpty {
      let labels = emptyAges.map { table.label(ofAge: $0) }.joined(separator: ", ")
      notes.append("no cases at ages \(labels): none are forecast")
    }
    if !scope.leavingOut.isEmpty { notes.append("left out: \(Self.listed(scope.leavingOut))") }
    if !marks.isEmpty { notes.append("with an effect of its own: \(Self.listed(Set(marks)))") }
    return notes
  }

  private static func listed(_ years: Set<Int>) -> String {
    years.sorted().map(String.init).joined(separator: ", ")
  }

  /// The rate that an age group holds when it is not fitted.
  func held(_ age: Int) -> HeldRate {
    table.meanRate(ofAge: age, in: Array(periods.suffix(max(2, 10 / table.periodWidth))))
  }

  /// The years that get an effect of their own, as far as they are fitted.
  var marks: [Int] {
    scope.marking.sorted().filter { year in periods.contains { table.periods[$0].contains(year) } }
  }
}
