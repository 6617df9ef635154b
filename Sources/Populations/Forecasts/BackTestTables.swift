import Tables

extension BackTest {
  /// The scores as a table: one row for each method and series.
  ///
  /// Errors are percent, shares are parts of 1; blank where the method could not be fitted.
  public var table: [UInt8] {
    var writer = CSVWriter(header: [
      "method", "site", "sex", "measure", "held_out", "mean_absolute_percent_error", "bias_percent",
      "coverage80", "coverage80_all_ages", "coverage80_widened", "coverage80_all_ages_widened", "widening",
      "ensemble_weight", "chosen", "fault",
    ])
    for score in scores {
      writer.text(score.method.rawValue)
      writer.text(score.series.site)
      writer.text(score.series.sex.rawValue)
      writer.text(score.series.measure.rawValue)
      writer.text(Self.span(of: score.heldOut))
      let outcome = score.outcome
      writer.number(outcome?.meanAbsoluteError.map { Fixed($0 * 100, 2) })
      writer.number(outcome?.bias.map { Fixed($0 * 100, 2) })
      writer.number(outcome?.coverage.map { Fixed($0.cells, 3) })
      writer.number(outcome?.coverage.map { Fixed($0.totals, 3) })
      writer.number(outcome?.coverage.map { Fixed($0.widenedCells, 3) })
      writer.number(outcome?.coverage.map { Fixed($0.widenedTotals, 3) })
      writer.number(outcome.map { _ in Fixed(widening[score.method] ?? 0, 4) })
      writer.number(weights[score.method].map { Fixed($0, 3) })
      writer.text(score.method == best ? "best" : "")
      writer.text(score.fault ?? "")
      writer.endRow()
    }
    return writer.bytes
  }

  /// The years held out, from first to last.
  public var span: String { Self.span(of: heldOut) }

  private static func span(of periods: [CalendarPeriod]) -> String {
    guard let first = periods.first, let last = periods.last else { return "" }
    return CalendarPeriod(first: first.first, last: last.last)?.description ?? ""
  }

  /// The scores as two tables of Markdown, methods by series: errors, then intervals.
  public var markdown: String {
    let names = scores(of: scores.first?.method ?? .constant).map(\.series)
    let methods = ForecastMethod.single + [.ensemble]
    var lines = [
      "| method | " + names.map(\.description).joined(separator: " | ") + " | mean | of all cases |"
    ]
    lines.append("|---|" + String(repeating: "--:|", count: names.count + 2))
    for method in methods {
      let cells = scores(of: method).map { score -> String in
        guard let error = score.outcome?.meanAbsoluteError, let bias = score.outcome?.bias else { return "–" }
        return "\(Fixed(error * 100, 1)) (\(Fixed(bias * 100, 1, signed: true)))"
      }
      let mean = meanAbsoluteError(of: method).map { Fixed($0 * 100, 1).description } ?? "–"
      let all = missed[method].map { Fixed($0 * 100, 1).description } ?? "–"
      let name = method == best ? "**\(method)**" : method.rawValue
      lines.append("| \(name) | " + cells.joined(separator: " | ") + " | \(mean) | \(all) |")
    }
    lines += [
      "", "| method | τ | by age and period | widened | all ages | widened | weight in the ensemble |",
    ]
    lines.append("|---|--:|--:|--:|--:|--:|--:|")
    for method in methods {
      let outcomes = scores(of: method).compactMap(\.outcome?.coverage)
      guard !outcomes.isEmpty else { continue }
      let mean = { (share: (Coverage) -> Double) in
        Fixed(outcomes.reduce(0) { $0 + share($1) } / Double(outcomes.count) * 100, 0).description + " %"
      }
      let cells = [
        Fixed(widening[method] ?? 0, 4).description, mean(\.cells), mean(\.widenedCells), mean(\.totals),
        mean(\.widenedTotals), weights[method].map { Fixed($0, 3).description } ?? "–",
      ]
      lines.append(
        "| \(method == best ? "**\(method)**" : method.rawValue) | " + cells.joined(separator: " | ") + " |"
      )
    }
    let faults = scores.filter { $0.fault != nil }
    if !faults.isEmpty {
      lines += [""] + faults.map { "- \($0.method), \($0.series): not fitted, \($0.fault ?? "")" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
