import Tables

extension Forecast {
  /// The forecast as a table: one row for each series, age group and period, no totals among them.
  ///
  /// Cases of deaths are deaths. Numbers have ten decimals at most, the ends of intervals four.
  public var table: [UInt8] {
    RatePrediction.table(of: series.map { (prediction: $0.prediction, intervals: $0.intervals) })
  }
}

extension RatePrediction {
  /// Predictions with their intervals as a table, as ``Forecast/table`` has them.
  package static func table(
    of series: [(prediction: RatePrediction, intervals: PredictionIntervals)]
  ) -> [UInt8] {
    var writer = CSVWriter(header: [
      "site", "sex", "measure", "age", "period", "cases", "rate_per_100k", "low80", "high80", "low95",
      "high95",
      "method",
    ])
    for (prediction, intervals) in series {
      let cases = prediction.cases
      for age in prediction.ageStarts.indices {
        for period in prediction.periods.indices {
          writer.text(prediction.series.site)
          writer.text(prediction.series.sex.rawValue)
          writer.text(prediction.series.measure.rawValue)
          writer.text(prediction.label(ofAge: age))
          writer.text(prediction.periods[period].description)
          writer.number(PlainNumber(cases[age][period], decimals: 10))
          writer.number(PlainNumber(prediction.rates[age][period] * 100_000, decimals: 10))
          let interval = intervals.cells[age][period]
          for end in [interval.low80, interval.high80, interval.low95, interval.high95] {
            writer.number(PlainNumber(end, decimals: 4))
          }
          writer.text(prediction.method.rawValue)
          writer.endRow()
        }
      }
    }
    return writer.bytes
  }
}
