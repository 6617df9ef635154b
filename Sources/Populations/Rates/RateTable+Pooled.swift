extension RateTable {
  /// The table up to the period before some, as a back-test knew it.
  func dropping(last count: Int) throws(ForecastFault) -> RateTable {
    guard count > 0 else { return self }
    return try RateTable(
      ageStarts: ageStarts,
      periods: Array(periods.dropLast(count)),
      cases: cases.map { Array($0.dropLast(count)) },
      personYears: personYears.map { Array($0.dropLast(count)) }
    )
  }

  /// The table without some years: they keep their place between others, without cases or people.
  func leavingOut(_ years: Set<Int>) throws(ForecastFault) -> RateTable {
    let isOut = periods.map { period in years.contains { period.contains($0) } }
    guard isOut.contains(true) else { return self }
    guard let first = isOut.firstIndex(of: false), let last = isOut.lastIndex(of: false) else {
      throw .tooFewPeriods(found: 0, needed: 1)
    }
    let blanked = { (rows: [[Double]]) in
      rows.map { row in (first...last).map { isOut[$0] ? 0 : row[$0] } }
    }
    return try RateTable(
      ageStarts: ageStarts,
      periods: Array(periods[first...last]),
      cases: blanked(cases),
      personYears: blanked(personYears)
    )
  }

  /// The counts of single years as periods of some years, the last of which ends with the table.
  ///
  /// The first period may begin before the table: it has the counts of the years there are, when more than half
  /// of its years are there, and is left out otherwise.
  func pooled(years width: Int) throws(ForecastFault) -> RateTable {
    guard periodWidth == 1, width > 1, let first = periods.first, let last = periods.last else { return self }
    var pooled: [CalendarPeriod] = []
    var end = last.last
    while end >= first.first {
      let observed = end - max(first.first, end - width + 1) + 1
      guard observed * 2 > width, let period = CalendarPeriod(first: end - width + 1, last: end) else {
        break
      }
      pooled.insert(period, at: 0)
      end -= width
    }
    guard !pooled.isEmpty else {
      throw .option("a period of \(width) years cannot be made of \(periods.count)")
    }
    let sums = { (rows: [[Double]]) in
      rows.map { row in
        pooled.map { period in
          zip(self.periods, row).reduce(0) { period.contains($1.0.first) ? $0 + $1.1 : $0 }
        }
      }
    }
    return try RateTable(
      ageStarts: ageStarts,
      periods: pooled,
      cases: sums(cases),
      personYears: sums(personYears)
    )
  }

  /// Cases of each age group in five years, on average over the years that were observed.
  var casesInFiveYears: [Double] {
    zip(cases, personYears).map { counts, people in
      let years = people.filter { $0 > 0 }.count * periodWidth
      return years > 0 ? counts.reduce(0, +) / Double(years) * 5 : 0
    }
  }

  /// Cases of all ages in each period.
  var totals: [Double] { periods.indices.map { period in cases.reduce(0) { $0 + $1[period] } } }
}
