import Quantities
import Randomness
import Tables

extension DifferenceSimulation {
  /// The files of a compared simulation: `difference-uncertainty.csv` and `value-of-knowing.csv`.
  public func files(_ information: [ValueOfKnowing]) -> [(name: String, bytes: [UInt8])] {
    [
      (name: "difference-uncertainty.csv", bytes: table),
      (name: "value-of-knowing.csv", bytes: Self.table(information)),
    ]
  }

  private var table: [UInt8] {
    var writer = CSVWriter(header: [
      "financial_year", "pathway", "of", "mean", "sd", "low_2.5", "median", "high_97.5", "monte_carlo_error",
    ])
    for (index, total) in totals.enumerated() {
      for (place, name) in ["before", "after", "difference"].enumerated() {
        let summary = summaries[3 * index + place]
        writer.text(total.year?.description ?? "all")
        writer.text(total.pathway ?? "all")
        writer.text(name)
        for number in [
          summary.mean, summary.standardDeviation, summary.lower, summary.median, summary.upper,
          summary.monteCarloError,
        ] {
          writer.number(Pence(rounding: number))
        }
        writer.endRow()
      }
    }
    return writer.bytes
  }

  private static func table(_ information: [ValueOfKnowing]) -> [UInt8] {
    var writer = CSVWriter(header: ["inputs", "value", "standard_error"])
    for row in information {
      writer.text(row.what)
      writer.number(Pence(rounding: row.value.value))
      writer.number(Pence(rounding: row.value.standardError))
      writer.endRow()
    }
    return writer.bytes
  }

  /// How sure the difference is, as text.
  public func page(_ information: [ValueOfKnowing]) -> String {
    let pounds = { (number: Double) in TextTable.separated(Pence(rounding: number).description) }
    let share = (shareOfSavings * 1000).rounded() / 10
    var lines = [
      "",
      "How sure, by \(TextTable.separated("\(outcomes.draws)")) draws of both with the same random numbers",
      "  The difference over all years is \(pounds(difference.mean)) pounds on average; in 95 of 100 draws it lies between "
        + "\(pounds(difference.lower)) and \(pounds(difference.upper)).",
      "  The second costs less in \(share) % of the draws.",
    ]
    if let all = information.first {
      let parts = information.dropFirst().prefix(3).filter { $0.value.value > 0 }.map {
        "\($0.what) \(pounds($0.value.value))"
      }
      let what =
        switch (all.value.value > 0, parts.isEmpty) {
        case (false, _): "nothing would change the choice"
        case (true, true): "none of them alone would change the choice"
        case (true, false): "alone: \(parts.joined(separator: ", "))"
        }
      lines.append(
        "  To know every input before choosing the cheaper would be worth \(pounds(all.value.value)) pounds (\(what))."
      )
    }
    return lines.map { TextTable.wrapped($0) }.joined(separator: "\n")
  }
}
