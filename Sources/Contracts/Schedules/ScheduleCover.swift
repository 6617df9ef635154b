import Diagnostics
import FundingFlows
import Quantities
import Tables
import Tariffs

/// What a schedule came from: the run, its prices and years, what it assumes, and how far it can be trusted.
struct ScheduleCover {
  let flows: PredictedFlows
  let year: FinancialYear
  let schedule: Schedule
  let paths: ManifestPaths

  /// The cover as a table for a spreadsheet: rows of `item,value`.
  ///
  /// - Parameter files: the files of which it tells the hashes.
  func table(of files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var writer = CSVWriter(header: ["item", "value"], for: .spreadsheets)
    for (item, text) in origin + assumptions { Self.write(item, text, to: &writer) }
    for (item, number) in figures {
      writer.text(item)
      writer.number(number)
      writer.endRow()
    }
    for (item, text) in Self.reading { Self.write(item, text, to: &writer) }
    for file in files {
      Self.write(
        "SHA-256 of \(file.name)",
        FileStamp(path: file.name, bytes: file.bytes).checksum,
        to: &writer
      )
    }
    for warning in flows.warnings {
      Self.write("warning", "\(warning.message) [\(warning.code)]", to: &writer)
    }
    return writer.bytes
  }

  private static func write(_ item: String, _ text: String, to writer: inout CSVWriter) {
    writer.text(item)
    writer.text(plainText(text))
    writer.endRow()
  }

  // MARK: - What it came from

  private var origin: [(String, String)] {
    let scenario = flows.scenario
    let years = flows.years.map(\.description)
    var rows = [
      ("scenario", scenario.name), ("scenario file", paths.name(of: scenario.file.path)),
      ("SHA-256 of the scenario file", scenario.file.checksum),
    ]
    for baseline in scenario.baselines {
      rows.append(("baseline", "\(baseline.name) (\(paths.name(of: baseline.file.path)))"))
    }
    for change in scenario.changes { rows.append(("change", words(of: change))) }
    rows += [
      ("year of the schedule", year.description),
      ("years of the run", years.count == 1 ? year.description : "\(years[0]) to \(years[years.count - 1])"),
      ("last year's figures", lastYear),
    ]
    return rows
  }

  private var lastYear: String {
    let before = year.advanced(by: -1)
    return flows.years.contains(before)
      ? "the same run's of \(before)" : "blank: the run does not have \(before)"
  }

  private func words(of change: ScenarioChange) -> String {
    guard case .files(let places) = change.amount else { return "\(change.path): \(change.words)" }
    return "\(change.path): \(places.map { paths.name(of: $0.path) }.joined(separator: " and "))"
  }

  // MARK: - What it assumes

  private var assumptions: [(String, String)] {
    let scenario = flows.scenario
    let folder = Scenario.folder(of: scenario.file.path)
    var rows = [("prices", "\(scenario.prices.basis.name), \(scenario.prices.year)")]
    for source in scenario.fallbacks {
      let deflated = source.isDeflated ? ", brought to \(scenario.prices.year) by the GDP deflator" : ""
      rows.append(("where those lack one", "\(source.basis.name), \(source.year)\(deflated)"))
    }
    rows += [
      ("prices of later years", Self.words(of: scenario.beyond)), ("prices of drugs", "list prices"),
      ("market forces factors", scenario.marketForcesYear.map { "of \($0)" } ?? "none"),
      ("guideline year", "\(scenario.guidelineYear)"), ("incidence", flows.incidenceMethod(from: folder)),
      ("split by stage", flows.stageEvidence.rawValue),
      ("split by provider", flows.providerEvidence.rawValue),
      ("people", flows.basis.carrying),
    ]
    return rows + flows.basis.notCounted.map { ("not counted", $0) }
      + flows.basis.notes.map { ("assumption", $0) }
  }

  private static func words(of beyond: BeyondPublishedPrices) -> String {
    switch beyond {
    case .error: "none: every year has prices"
    case .hold: "the last published ones, held"
    case .uplift: "the last published ones, carried on by uplifts, then by the GDP deflator"
    }
  }

  // MARK: - Figures

  private var figures: [(String, String)] {
    let unverified = schedule.lines.filter { $0.evidence == .unverified }
    let amounts = [
      ("total, pounds", schedule.total),
      ("of that in lines that rest on unverified figures, pounds", unverified.compactMap(\.value).total()),
      ("of that rounding, pounds", schedule.lines.filter(\.isRounding).compactMap(\.value).total()),
    ]
    let counts = [
      ("lines", schedule.lines.count), ("lines without a price", schedule.linesWithoutPrice),
      ("lines of rounding", schedule.lines.count { $0.isRounding }),
    ]
    return amounts.map { ($0, $1.description) } + counts.map { ($0, $1.description) }
  }

  // MARK: - How it is read

  private static let reading = [
    (
      "planned_value",
      "planned_activity x unit_price x market_forces_factor, rounded once to pence, half up; a blank price is not 0"
    ),
    (
      "rounding",
      "the run rounds each stage; a line of the point of delivery ADJUSTMENT makes up the difference, if there is one"
    ),
    (
      "line_id",
      "made of commissioner, provider, pathway, step, currency, point of delivery, treatment function and basis; of "
        + "several prices the dearest has the plain name; a new line may leave it blank"
    ),
    (
      "an apostrophe before a cell",
      "keeps a spreadsheet from changing the text; commission takes it off again"
    ),
  ]
}

extension ScheduleLine {
  /// Whether it makes up the rounding of others.
  var isRounding: Bool { pointOfDelivery == .adjustment && plannedActivity == nil && unitPrice == nil }
}

extension Schedule {
  /// How many lines have activity and no value.
  var linesWithoutPrice: Int { lines.count { $0.value == nil } }
}
