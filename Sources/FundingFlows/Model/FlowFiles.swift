import Pathways
import Populations
import Quantities
import Tables
import Tariffs

extension PredictedFlows {
  /// The files of a run, by name: flows, summary, patients, prevalence, calibration and the manifest,
  /// which knows the others' hashes.
  ///
  /// - Parameters:
  ///   - tariffDirectory: the folder of price tables, so that the manifest names its files as `tariffs/…`
  ///     wherever the folder lies.
  ///   - command: the words that make these files again, for the manifest; none where no command made them.
  ///   - others: files of the same run that the manifest should know too, such as those of its draws.
  public func files(
    tariffDirectory: String,
    command: [String] = [],
    besides others: [(name: String, bytes: [UInt8])] = []
  ) -> [(name: String, bytes: [UInt8])] {
    var tables = [
      (name: "flows.csv", bytes: flowTable),
      (name: "summary.csv", bytes: summaryTable),
      (name: "patients.csv", bytes: patientTable),
      (name: "prevalence.csv", bytes: prevalenceTable),
      (name: "calibration.csv", bytes: calibrationTable),
    ]
    if let forecast {
      tables.append((name: "forecast.csv", bytes: forecast.table))
      tables.append((name: "methods.csv", bytes: forecast.methodTable))
    }
    if let explained = explanationTable(tariffDirectory) {
      tables.append((name: "explanation.csv", bytes: explained))
    }
    tables += others
    let paths = ManifestPaths(
      scenarioFolder: Scenario.folder(of: scenario.file.path),
      tariffDirectory: tariffDirectory
    )
    return tables + [(name: "manifest.json", bytes: manifest(of: tables, command: command, paths))]
  }

  /// The ledger, one row a line, no totals among them. Money is pounds.
  var flowTable: [UInt8] {
    var writer = CSVWriter(header: [
      "financial_year", "month", "commissioner", "provider", "pathway", "phase", "step", "stage", "currency",
      "point_of_delivery", "tfc", "basis", "activity", "unit_price", "value", "market_forces_factor",
      "service_category", "evidence", "source",
    ])
    for line in ledger.lines { Self.write(line, to: &writer) }
    return writer.bytes
  }

  private static func write(_ line: LedgerLine, to writer: inout CSVWriter) {
    writer.text(line.financialYear.description)
    writer.blank()
    writer.text(line.commissioner.description)
    writer.text(line.provider.description)
    writer.text(line.pathway)
    writer.text(line.phase.rawValue)
    writer.text(line.step)
    writer.text(line.stage.rawValue)
    writer.text(line.currency?.description ?? "")
    writer.text(line.pointOfDelivery?.rawValue ?? "")
    writer.number(line.treatmentFunction)
    writer.text(line.basis.rawValue)
    writer.number(line.activity)
    writer.number(line.unitPrice)
    writer.number(line.value)
    writer.number(line.marketForces)
    writer.text(line.serviceCategory)
    writer.text(line.evidence.rawValue)
    writer.text(line.source)
    writer.endRow()
  }

  /// Why each line of the ledger is worth what it is: one row for each step from price to value; `flows_line` is
  /// the line of `flows.csv`. Nil when that was not asked for.
  private func explanationTable(_ tariffDirectory: String) -> [UInt8]? {
    guard let explanations else { return nil }
    var table = ExplanationTable(of: ["flows_line"], tariffDirectory: tariffDirectory)
    // The header is line 1.
    for (index, explanation) in explanations.enumerated() { table.add(explanation, of: ["\(index + 2)"]) }
    return table.bytes
  }

  /// The value by year, pathway and phase, no totals among them.
  var summaryTable: [UInt8] {
    struct Key: Hashable { let year: FinancialYear, pathway: String, phase: Phase }
    let totals = ledger.totals { Key(year: $0.financialYear, pathway: $0.pathway, phase: $0.phase) }
    var writer = CSVWriter(header: ["financial_year", "pathway", "phase", "value"])
    for year in years {
      for pathway in scenario.pathways {
        for phase in Phase.allCases {
          guard let value = totals[Key(year: year, pathway: pathway, phase: phase)] else { continue }
          writer.text(year.description)
          writer.text(pathway)
          writer.text(phase.rawValue)
          writer.number(value)
          writer.endRow()
        }
      }
    }
    return writer.bytes
  }

  /// The patients by calendar year, pathway, sex and stage.
  var patientTable: [UInt8] {
    var writer = CSVWriter(header: [
      "year", "pathway", "sex", "stage", "cases", "referrals_ruled_out", "survivors", "cancer_deaths",
      "other_deaths", "recurrences", "survivors_recurrent", "person_years_initial", "person_years_continuing",
      "person_years_last_year_of_life",
    ])
    for row in patients {
      writer.number(row.year)
      writer.text(row.pathway)
      writer.text(row.sex?.rawValue ?? "all")
      writer.text(row.stage.rawValue)
      let counts = [
        row.cases, row.ruledOut, row.survivors, row.cancerDeaths, row.otherDeaths, row.recurrences,
        row.recurrent, row.personYears.initial, row.personYears.continuing, row.personYears.lastYearOfLife,
      ]
      for count in counts { writer.number(Activity(rounding: count)) }
      writer.endRow()
    }
    return writer.bytes
  }

  /// The people alive at mid-year by calendar year, pathway, sex and years since diagnosis.
  var prevalenceTable: [UInt8] {
    var writer = CSVWriter(header: ["year", "pathway", "sex", "years_since_diagnosis", "persons"])
    for row in prevalence {
      writer.number(row.year)
      writer.text(row.pathway)
      writer.text(row.sex.rawValue)
      writer.text(row.label)
      writer.number(Activity(rounding: row.persons))
      writer.endRow()
    }
    return writer.bytes
  }

  /// Cancer deaths as modelled from survival by stage, as registered or forecast, and what the excess hazard was
  /// multiplied by; blank where there are no deaths to compare with.
  var calibrationTable: [UInt8] {
    var writer = CSVWriter(header: ["year", "pathway", "sex", "modelled", "target", "ratio", "factor"])
    for row in calibration.sorted(by: { ($0.year, $0.site, $0.sex) < ($1.year, $1.site, $1.sex) }) {
      writer.number(row.year)
      writer.text(row.site)
      writer.text(row.sex.rawValue)
      for number in [row.modelled, row.target, row.ratio, row.factor] {
        writer.number(number.flatMap { Activity(rounding: $0) })
      }
      writer.endRow()
    }
    return writer.bytes
  }

  /// What was read and written, with the hash of each, and the command; the same for the same inputs, wherever
  /// they lie.
  private func manifest(
    of tables: [(name: String, bytes: [UInt8])],
    command: [String],
    _ paths: ManifestPaths
  ) -> [UInt8] {
    Manifest.bytes(
      command: command,
      facts: [
        ("scenario", .string(scenario.name)),
        ("years", .array(years.map { .string($0.description) })),
        ("incidence", .string(incidenceMethod(from: Scenario.folder(of: scenario.file.path)))),
        ("rounding", .string("each line rounded once: \(RoundingRule.penceHalfUp.rawValue)")),
        ("countedFrom", .number(basis.countedFrom)),
        ("notCounted", .array(basis.notCounted.map { .string($0) })),
      ],
      inputs: inputs,
      outputs: tables,
      paths
    )
  }
}
