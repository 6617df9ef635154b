import Diagnostics
import Pathways
import Populations
import Quantities
import Tables
import Tariffs

extension PredictedFlows {
  /// The run as a page of text: totals by year, pathway, phase and provider, and what they rest on.
  public var page: String {
    [heading, moneySection, patientSection, trustSection].joined(separator: "\n")
  }

  private var heading: String {
    let fallbacks = scenario.fallbacks.map { source in
      "\(source.basis.name) \(source.year)\(source.isDeflated ? " by the GDP deflator" : "")"
    }
    let filled = fallbacks.isEmpty ? "" : "; gaps filled by \(fallbacks.joined(separator: ", then "))"
    return """
      \(scenario.name)\(changes)
      Prices: \(scenario.prices.basis.name) \(scenario.prices.year)\(changed(.tariffBasis))\(changed(.tariffYear))\(filled); drugs at \
      list price.
      Care: guideline year \(scenario.guidelineYear)\(changed(.guidelineYear)). Incidence: \(incidenceMethod(from: Scenario.folder(of: scenario.file.path))).
      """
  }

  /// What a year or a basis is changed to; nothing when it is not.
  private func changed(_ path: ChangePath) -> String {
    scenario.changes.first { $0.path == path }.map { ", changed to \($0.words)" } ?? ""
  }

  /// What the scenario changes, one line each; nothing when it names all inputs itself.
  private var changes: String {
    guard let baseline = scenario.baselines.last else { return "" }
    let lines = scenario.changes.map { change in
      let source = change.source.isEmpty ? "" : "; \(change.source)"
      return TextTable.wrapped("  \(change.path): \(change.words) (\(change.evidence.rawValue)\(source))")
    }
    let what = lines.isEmpty ? "Changes nothing of" : "Changes"
    return (["\n\(what) \"\(baseline.name)\"\(lines.isEmpty ? "." : ":")"] + lines).joined(separator: "\n")
  }

  // MARK: - Money

  private var moneySection: String {
    var table = TextTable(columns: years.map(\.description) + ["all years"], labelWidth: 36)
    let byYear = ledger.totals { $0.financialYear }
    table.heading("Pounds")
    table.row("Total", amounts { byYear[$0] })
    table.note(basis.carrying)
    struct PathwayYear: Hashable { let pathway: String, year: FinancialYear }
    let byPathway = ledger.totals { PathwayYear(pathway: $0.pathway, year: $0.financialYear) }
    table.heading("By pathway")
    for pathway in scenario.pathways {
      table.row(pathway, amounts { byPathway[PathwayYear(pathway: pathway, year: $0)] })
    }
    struct PhaseYear: Hashable { let phase: Phase, year: FinancialYear }
    let byPhase = ledger.totals { PhaseYear(phase: $0.phase, year: $0.financialYear) }
    let ruledOut = Ledger(ledger.lines.filter { $0.stage == .ruledOut })
      .totals { PhaseYear(phase: $0.phase, year: $0.financialYear) }
    table.heading("By phase")
    for phase in Phase.allCases where byPhase.keys.contains(where: { $0.phase == phase }) {
      table.row(phase.rawValue, amounts { byPhase[PhaseYear(phase: phase, year: $0)] })
      guard ruledOut.keys.contains(where: { $0.phase == phase }) else { continue }
      table.row("  of which cancer ruled out", amounts { ruledOut[PhaseYear(phase: phase, year: $0)] })
    }
    struct ProviderYear: Hashable { let provider: ProviderCode, year: FinancialYear }
    let byProvider = ledger.totals { ProviderYear(provider: $0.provider, year: $0.financialYear) }
    table.heading("By provider (\(providerEvidence.rawValue) shares)")
    for provider in Set(byProvider.keys.map(\.provider)).sorted() {
      let name = "\(provider) \(providerNames[provider] ?? "")"
      table.row(name, amounts { byProvider[ProviderYear(provider: provider, year: $0)] })
    }
    struct BasisYear: Hashable { let basis: CostBasis, year: FinancialYear }
    let byBasis = ledger.totals { BasisYear(basis: $0.basis, year: $0.financialYear) }
    table.heading("By what the price is")
    for basis in Set(byBasis.keys.map(\.basis)).sorted() {
      table.row(basis.name, amounts { byBasis[BasisYear(basis: basis, year: $0)] })
    }
    struct PayerYear: Hashable { let payer: CommissionerCode, year: FinancialYear }
    let byPayer = ledger.totals { PayerYear(payer: $0.commissioner, year: $0.financialYear) }
    table.heading("By who pays")
    for payer in Set(byPayer.keys.map(\.payer)).sorted() {
      table.row(payer.description, amounts { byPayer[PayerYear(payer: payer, year: $0)] })
    }
    return "\n" + table.text
  }

  /// The amounts of each year and their sum, with thousands separated.
  private func amounts(_ amount: (FinancialYear) -> Pence?) -> [String] {
    let amounts = years.map { amount($0) ?? .zero }
    return (amounts + [amounts.total()]).map { TextTable.separated($0.description) }
  }

  // MARK: - Patients

  private var patientSection: String {
    var table = TextTable(columns: years.map(\.description) + ["all years"], labelWidth: 36)
    table.heading("New patients")
    for pathway in scenario.pathways {
      table.row(pathway, counts { newPatients(in: $0, pathway: pathway) })
    }
    if let forecast { spread(of: forecast, into: &table) }
    table.heading("Pounds for each new patient")
    struct PathwayYear: Hashable { let pathway: String, year: FinancialYear }
    let totals = ledger.totals { PathwayYear(pathway: $0.pathway, year: $0.financialYear) }
    for pathway in scenario.pathways {
      let value = { (year: FinancialYear) in totals[PathwayYear(pathway: pathway, year: year)] ?? .zero }
      var cells = years.map { Self.each(value($0), newPatients(in: $0, pathway: pathway)) }
      let patients = years.reduce(0) { $0 + newPatients(in: $1, pathway: pathway) }
      cells.append(Self.each(years.map(value).total(), patients))
      table.row(pathway, cells)
    }
    return "\n" + table.text
  }

  /// The new patients that each method would have predicted, the one used first.
  private func spread(of forecast: CaseForecast, into table: inout TextTable) {
    for pathway in scenario.pathways {
      table.heading("New patients of \(pathway) by method")
      for method in [forecast.method] + forecast.methods.filter({ $0 != forecast.method }) {
        let missed =
          forecast.backTest?.missed[method].map { ", missed \(($0 * 1000).rounded() / 10) %" } ?? ""
        let label = method.rawValue + (method == forecast.method ? ", used here" : "") + missed
        let cases = years.map { forecast.cases(of: pathway, in: $0, by: method) }
        let known = cases.compactMap { $0 }
        // A sum that lacks a year would look like one of all.
        let sum = known.count == cases.count ? Self.whole(known.reduce(0, +)) : "-"
        table.row(label, cases.map { $0.map(Self.whole) ?? "-" } + [sum])
        guard method == forecast.method else { continue }
        let ends = years.map { year in
          forecast.interval(of: pathway, in: year).map {
            "\(Self.whole($0.low80)) to \(Self.whole($0.high80))"
          } ?? "-"
        }
        table.row("  in 80 of 100 chances", ends)
      }
    }
  }

  private func counts(_ count: (FinancialYear) -> Double) -> [String] {
    let counts = years.map(count)
    return (counts + [counts.reduce(0, +)]).map { Self.whole($0) }
  }

  private static func each(_ value: Pence, _ patients: Double) -> String {
    patients > 0 ? whole(Double(value.amount) / 100 / patients) : "-"
  }

  private static func whole(_ number: Double) -> String {
    let rounded = Int64(exactly: number.rounded(.toNearestOrAwayFromZero))
    return rounded.map { TextTable.separated($0.description) } ?? "-"
  }

  // MARK: - What it rests on

  private var trustSection: String {
    let unverified = Ledger(ledger.lines.filter { $0.evidence == .unverified }).total
    let percent = ledger.total.amount > 0 ? Double(unverified.amount) / Double(ledger.total.amount) * 100 : 0
    let rounded = (percent * 10).rounded() / 10
    let lines = [
      "What it rests on",
      "  \(rounded) % of the total rests on an unverified share, quantity, dose or price.",
      "  The split by stage is \(stageEvidence.rawValue); the split by provider is \(providerEvidence.rawValue).",
      "  Not counted: \(basis.notCounted.joined(separator: "; ")).",
      "  Cases and deaths are by calendar year; a financial year takes three quarters of one and a quarter of "
        + "the next.",
    ]
    let sentences =
      lines + forecastNotes + basis.notes.map { "  \($0)" }
      + warnings.map { "  Warning: \($0.message) [\($0.code)]." }
    return (sentences.map { TextTable.wrapped($0) } + [unpricedSection]).joined(separator: "\n")
  }

  private var forecastNotes: [String] {
    guard let forecast else { return [] }
    var notes = forecast.notes
    notes.append(Self.test(of: forecast))
    notes.append(
      "Intervals know the fit, chance and how far forecasts went astray; not the local ratio, the projected people or "
        + "the split by stage."
    )
    return notes.map { "  \($0)" }
  }

  /// How the method did on years that are known, and what the intervals take from it.
  private static func test(of forecast: CaseForecast) -> String {
    guard let test = forecast.backTest, let widening = test.widening(for: forecast.method) else {
      return "Too few years are registered for a back-test: intervals are narrower than they should be."
    }
    let percent = { (part: Double) in "\((part * 1000).rounded() / 10) %" }
    let wider =
      "Intervals are widened by \(percent(widening)) after one year, growing with the root of the years."
    guard let missed = test.missed[forecast.method] else {
      return "With \(test.span) held out \(forecast.method) could not be fitted to every series. \(wider)"
    }
    return
      "With \(test.span) held out, \(forecast.method) missed \(percent(missed)) of the registered cases and deaths. "
      + wider
  }

  private var unpricedSection: String {
    let unpriced = Dictionary(grouping: ledger.lines.filter { $0.value == nil }, by: \.step)
    guard !unpriced.isEmpty else { return "Unpriced: nothing." }
    let lines = unpriced.sorted { $0.key < $1.key }.map { step, lines in
      let units = lines.reduce(0) { $0 + $1.activity.value }
      let name = stepNames[step] ?? ""
      return
        "  \(TextTable.padded(step, to: 9)) \(TextTable.padded(Self.whole(units), to: 9, right: true)) units  \(name)"
    }
    return (["Unpriced steps, not in the totals, with their units over all years"] + lines)
      .joined(separator: "\n")
  }
}
