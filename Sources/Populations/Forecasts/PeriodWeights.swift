/// How the rates of asked periods follow from those of a method's own periods.
///
/// A period that is one of the method's own takes its rate. Otherwise each asked year lies between the middles
/// of two of the method's periods, the last observed one included, and its rate on a straight line between
/// theirs; a longer asked period takes the mean over its years.
struct PeriodWeights: Sendable {
  /// For each asked period, how much the rate of each of the method's periods counts; place 0 is the last
  /// observed period, place k the k-th after it.
  let weights: [[(place: Int, weight: Double)]]

  /// How many periods after the last observed one are needed.
  var horizon: Int { max(1, weights.joined().map(\.place).max() ?? 1) }

  init(after last: CalendarPeriod, asked: [CalendarPeriod]) {
    weights = asked.map { period in
      let steps = (period.first - last.last - 1) / last.width + 1
      if period.width == last.width, last.first + steps * last.width == period.first { return [(steps, 1)] }
      var sums: [Int: Double] = [:]
      for year in period.first...period.last {
        let place = (Double(year) + 0.5 - last.middle) / Double(last.width)
        let before = Int(place.rounded(.down))
        let share = place - Double(before)
        sums[before, default: 0] += (1 - share) / Double(period.width)
        if share > 0 { sums[before + 1, default: 0] += share / Double(period.width) }
      }
      return sums.sorted { $0.key < $1.key }.map { (place: $0.key, weight: $0.value) }
    }
  }

  private init(weights: [[(place: Int, weight: Double)]]) { self.weights = weights }

  /// Those of some of the asked periods.
  func keeping(_ places: [Int]) -> PeriodWeights { PeriodWeights(weights: places.map { weights[$0] }) }

  /// The rates of the asked periods, from that of the last observed period and those after it.
  func rates(_ last: Double, _ later: [Double]) -> [Double] {
    weights.map { own in
      own.reduce(0) { $0 + $1.weight * ($1.place == 0 ? last : later[$1.place - 1]) }
    }
  }
}
