extension Forecast {
  /// What the forecast says and rests on, for a reader: the totals of each series, the choices made, and how the
  /// method did on years that are known.
  public var page: String {
    var lines = [asked == method ? "Method: \(method)" : "Method: \(method), the \(asked) of the back-test"]
    if !leftOut.isEmpty {
      let years = leftOut.map(String.init).joined(separator: ", ")
      lines.append("Left out: \(years)" + (leftOut.contains(2020) ? " (2020 is the year of COVID)" : ""))
    }
    for one in series {
      let prediction = one.prediction
      lines += ["", "\(prediction.series): \(prediction.notes.joined(separator: "; "))"]
      lines.append(Self.row("", "expected", "80 % interval", "95 % interval", "per 100,000, ESP 2013"))
      for period in prediction.periods.indices {
        let interval = one.intervals.totals[period]
        lines.append(
          Self.row(
            prediction.periods[period].description,
            Fixed(prediction.totals[period], 0).description,
            "\(Fixed(interval.low80, 0)) to \(Fixed(interval.high80, 0))",
            "\(Fixed(interval.low95, 0)) to \(Fixed(interval.high95, 0))",
            prediction.standardisedRate(.europe2013, in: period).map { Fixed($0, 1).description } ?? "-"
          )
        )
      }
    }
    lines += ["", testLine]
    return lines.joined(separator: "\n")
  }

  private var testLine: String {
    guard let backTest else {
      return
        "No back-test: the series are too short. The intervals know the fit and chance, not a change of trend."
    }
    let scores = backTest.scores(of: method)
    let isFitted = scores.allSatisfy { $0.outcome != nil }
    let count = scores.filter { $0.outcome?.meanAbsoluteError != nil }.count
    let error = backTest.meanAbsoluteError(of: method).map {
      "the method missed the cases of all ages by \(Fixed($0 * 100, 1)) % on average over \(count) series, and by "
        + "\(Fixed((backTest.missed[method] ?? 0) * 100, 1)) % of all cases"
    }
    let none = isFitted ? "there were no cases to miss" : "the method could not be fitted to every series"
    return "Back-test, \(backTest.span) held out: \(error ?? none). \(widening(by: backTest))"
  }

  private func widening(by test: BackTest) -> String {
    guard let widening = test.widening(for: method) else {
      return "No method could be tested: the intervals know the fit and chance, not a change of trend."
    }
    let source = test.widening[method] == nil ? ", the most of any method that could be tested" : ""
    return
      "Intervals are widened by \(Fixed(widening * 100, 1)) % after one year\(source), growing with the root of the "
      + "years."
  }

  private static func row(_ first: String, _ cells: String...) -> String {
    let padded = cells.enumerated().map { index, cell in
      String(repeating: " ", count: max(0, (index == 0 ? 12 : 22) - cell.count)) + cell
    }
    return "  " + first + String(repeating: " ", count: max(0, 10 - first.count)) + padded.joined()
  }
}
