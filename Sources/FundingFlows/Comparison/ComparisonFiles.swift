import Pathways
import Quantities
import Tables

extension RunComparison {
  /// The files of a comparison, by name. Money is pounds; no totals stand among the rows.
  ///
  /// The rows of `attribution.csv` add up to those of `comparison.csv` for each flow, those of
  /// `attribution-summary.csv` are their sums, and those of `patients-attribution.csv` add up to those of
  /// `patients.csv`.
  public var files: [(name: String, bytes: [UInt8])] {
    [
      (name: "comparison.csv", bytes: comparisonTable),
      (name: "attribution.csv", bytes: attributionTable),
      (name: "attribution-summary.csv", bytes: summaryTable),
      (name: "patients.csv", bytes: patientTable),
      (name: "patients-attribution.csv", bytes: patientAttributionTable),
      (name: "unpriced.csv", bytes: unpricedTable),
    ]
  }

  private static let flowColumns = [
    "financial_year", "commissioner", "provider", "pathway", "phase", "step",
  ]

  private static func write(_ key: FlowKey, to writer: inout CSVWriter) {
    writer.text(key.financialYear.description)
    writer.text(key.commissioner.description)
    writer.text(key.provider.description)
    writer.text(key.pathway)
    writer.text(key.phase.rawValue)
    writer.text(key.step)
  }

  /// Every flow in both runs.
  var comparisonTable: [UInt8] {
    var writer = CSVWriter(header: Self.flowColumns + ["before", "after", "difference"])
    for flow in difference.flows {
      Self.write(flow.key, to: &writer)
      writer.number(flow.value.before)
      writer.number(flow.value.after)
      writer.number(flow.value.difference)
      writer.endRow()
    }
    return writer.bytes
  }

  /// What each cause adds to each flow.
  var attributionTable: [UInt8] {
    var writer = CSVWriter(header: Self.flowColumns + ["cause", "difference"])
    for part in attribution.flows {
      Self.write(part.key, to: &writer)
      writer.text(part.cause.rawValue)
      writer.number(part.difference)
      writer.endRow()
    }
    return writer.bytes
  }

  /// What each cause adds to each year and pathway.
  var summaryTable: [UInt8] {
    struct Key: Hashable { let year: FinancialYear, pathway: String, cause: Cause }
    let totals = attribution.totals {
      Key(year: $0.key.financialYear, pathway: $0.key.pathway, cause: $0.cause)
    }
    let ordered = totals.sorted {
      ($0.key.year, $0.key.pathway, $0.key.cause) < ($1.key.year, $1.key.pathway, $1.key.cause)
    }
    var writer = CSVWriter(header: ["financial_year", "pathway", "cause", "difference"])
    for (key, difference) in ordered {
      writer.text(key.year.description)
      writer.text(key.pathway)
      writer.text(key.cause.rawValue)
      writer.number(difference)
      writer.endRow()
    }
    return writer.bytes
  }

  private static func write(_ key: PatientKey, to writer: inout CSVWriter) {
    writer.number(key.year)
    writer.text(key.pathway)
    writer.text(key.measure.rawValue)
  }

  /// Every count of people in both runs.
  var patientTable: [UInt8] {
    var writer = CSVWriter(header: ["year", "pathway", "measure", "before", "after", "difference"])
    for people in difference.people {
      Self.write(people.key, to: &writer)
      writer.number(people.count.before)
      writer.number(people.count.after)
      writer.number(people.count.difference)
      writer.endRow()
    }
    return writer.bytes
  }

  /// The people that each cause adds to each count.
  var patientAttributionTable: [UInt8] {
    var writer = CSVWriter(header: ["year", "pathway", "measure", "cause", "difference"])
    for part in attribution.patients {
      Self.write(part.key, to: &writer)
      writer.text(part.cause.rawValue)
      writer.number(part.difference)
      writer.endRow()
    }
    return writer.bytes
  }

  /// The units without a price of each step, and in which run some of its units have one.
  var unpricedTable: [UInt8] {
    var writer = CSVWriter(header: ["pathway", "phase", "step", "before", "after", "difference", "priced_in"])
    for step in difference.unpriced {
      writer.text(step.key.pathway)
      writer.text(step.key.phase.rawValue)
      writer.text(step.key.step)
      writer.number(step.units.before)
      writer.number(step.units.after)
      writer.number(step.units.difference)
      writer.text(step.pricedIn.rawValue)
      writer.endRow()
    }
    return writer.bytes
  }
}
