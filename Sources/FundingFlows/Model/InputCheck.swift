public import Diagnostics
import Pathways
import Populations
public import Quantities
public import Tables
public import Tariffs

/// Checks any input file, recognising what it is by its columns.
public struct InputCheck: Sendable {
  /// The price tables against which currencies are checked.
  public let tariffs: TariffLibrary
  /// The year whose currencies a pathway must keep to; nil for any year.
  public let year: FinancialYear?

  /// Prepares checks.
  public init(tariffs: TariffLibrary, year: FinancialYear? = nil) {
    self.tariffs = tariffs
    self.year = year
  }

  /// A kind of table that the package reads.
  private enum Kind: String, CaseIterable {
    case steps = "pathway steps"
    case casemix = "casemix"
    case subtypes = "subtypes"
    case referrals = "referrals that rule cancer out"
    case claims = "currency claims"
    case lines = "activity lines"
    case population = "population"
    case registrations = "registrations"
    case rates = "incidence rates"
    case ratio = "incidence ratios"
    case stages = "stages"
    case survival = "survival by stage"
    case survivalTrend = "net survival"
    case recurrence = "recurrence"
    case lifeTable = "life table"
    case providerShares = "provider shares"
    case providerNames = "provider names"
    case prices = "national tariff"
    case costs = "average costs"
    case drugs = "drug prices"
    case marketForces = "market forces"
    case uplifts = "uplifts"
    case deflators = "deflators"
    case codeChanges = "code changes"
    case commissioning = "commissioning"
    case codeMap = "code map"
    case rules = "payment rules"
    case bestPractice = "best practice prices"
    case sources = "sources"

    /// The columns by which it is recognised.
    var columns: [String] {
      switch self {
      case .steps: ["step", "phase", "of_those_who", "alternatives", "per", "share", "quantity", "payment"]
      case .casemix: ["casemix", "currency", "point_of_delivery", "share", "guideline_from"]
      case .subtypes: ["pathway", "subtype", "stage", "share"]
      case .referrals: ["pathway", "ruled_out_per_case"]
      case .claims: ["currencies", "claim", "text"]
      case .lines: ["line_id", "financial_year", "currency", "point_of_delivery"]
      case .population: ["area", "year", "sex", "age", "persons"]
      case .registrations: ["site", "sex", "age", "year", "cases", "population"]
      case .rates: ["site", "sex", "age", "year", "rate_per_100k"]
      case .ratio: ["site", "sex", "ratio"]
      case .stages: ["site", "stage", "year", "share"]
      case .survival: ["site", "stage", "diagnosed", "years", "net_survival"]
      case .survivalTrend: ["site", "sex", "diagnosed", "years", "net_survival"]
      case .recurrence: ["site", "stage", "subtype", "kind", "from", "to", "conditional_risk"]
      case .lifeTable: ["year", "sex", "age", "death_rate"]
      case .providerShares: ["pathway", "phase", "provider", "share"]
      case .providerNames: ["provider", "name"]
      case .prices: ["currency", "combined", "non_elective", "excess_bed_day", "outpatient_procedure"]
      case .costs: ["currency", "point_of_delivery", "setting", "activity", "unit_cost"]
      case .drugs: ["code", "drug", "pack_price", "dose_price"]
      case .marketForces: ["provider", "name", "factor"]
      case .uplifts: ["financial_year", "version", "cost_uplift_percent"]
      case .deflators: ["financial_year", "gdp_deflator"]
      case .codeChanges: ["old_currency", "new_currency", "kind"]
      case .commissioning: ["service_line", "currencies", "responsibility"]
      case .codeMap: ["currency", "financial_year", "from_currency", "from_year", "share"]
      case .rules: ["rule", "parameter", "value"]
      case .bestPractice: ["currency", "point_of_delivery", "best_practice", "kind", "price"]
      case .sources: ["table", "column", "publication", "licence"]
      }
    }
  }

  /// Checks a file and says what it is.
  ///
  /// - Throws: every fault of the file and, for a scenario, of the files that it names.
  public func check(_ path: String) throws(DiagnosticList) -> String { try check(InputFile(reading: path)) }

  /// Checks a file that is at hand.
  public func check(_ input: InputFile) throws(DiagnosticList) -> String {
    if input.path.lowercased().hasSuffix(".json") {
      let scenario = try Scenario(input)
      _ = try FundingModel(scenario, tariffs: tariffs)
      return "a scenario and the files that it names"
    }
    let table = try CSVTable(input)
    let kind = try recognise(table)
    let rows = try read(input, as: kind)
    return "\(kind.rawValue), \(rows) rows"
  }

  private func recognise(_ table: CSVTable) throws(DiagnosticList) -> Kind {
    let header = Set(table.header.map { CSVTable.normalised($0.text) })
    let ranked = Kind.allCases.map { kind in
      (
        kind, Double(kind.columns.count { header.contains($0) }) / Double(kind.columns.count),
        kind.columns.count
      )
    }
    let best = ranked.max { ($0.1, $0.2) < ($1.1, $1.2) }
    guard let best, best.1 > 0.5 else {
      throw DiagnosticList(
        Diagnostic(
          "check.unknown-table",
          at: Position(file: table.file, line: 1),
          "found columns of no table that is read here",
          fix: "compare the header with a shipped table of its kind"
        )
      )
    }
    return best.0
  }

  private func read(_ input: InputFile, as kind: Kind) throws(DiagnosticList) -> Int {
    let anyYear = year ?? FinancialYear(start: 2018)
    switch kind {
    case .steps:
      let folder = "\(tariffs.directory)/pathways"
      try checkCurrencies(of: Pathway(stepsFile: input.path, shippedIn: folder))
    case .casemix: try checkCasemix(input)
    case .subtypes: _ = try PathwayTables.subtypes(input)
    case .referrals: _ = try PathwayTables.referrals(input)
    case .claims: _ = try CurrencyClaims(input)
    case .lines: _ = try LineFile(input)
    case .population: _ = try Population(input)
    case .registrations: _ = try Registrations(input)
    case .rates: _ = try Incidence.forecast(input)
    case .ratio: _ = try LocalRatios(input)
    case .stages: _ = try StageMix(input)
    case .survival: _ = try NetSurvival(input)
    case .survivalTrend: _ = try NetSurvivalTrend(input)
    case .recurrence: _ = try Recurrence(input)
    case .lifeTable: try checkLifeTable(input)
    case .providerShares: _ = try ProviderShares(input)
    case .providerNames: _ = try ProviderNames(input)
    case .prices: _ = try NationalTariff(input, year: anyYear, publication: "")
    case .costs: _ = try AverageCosts(input, year: anyYear, publication: "")
    case .drugs: _ = try DrugPrices(input)
    case .marketForces: _ = try MarketForces(input, year: anyYear)
    case .uplifts: _ = try Uplifts(input)
    case .deflators: _ = try Deflators(input)
    case .codeChanges: _ = try CodeChanges(input)
    case .commissioning: _ = try Commissioning(input)
    case .codeMap: _ = try CodeMap(input)
    case .rules: _ = try PaymentRules(input, year: anyYear)
    case .bestPractice: _ = try BestPracticePrices(input)
    case .sources: _ = try Publications(input)
    }
    return try CSVTable(input).rows.count
  }

  private static let noRates = InputFile(path: "", text: "site,sex,age,year,rate_per_100k\n")

  private func checkLifeTable(_ input: InputFile) throws(DiagnosticList) {
    let table = try CSVTable(input)
    guard let column = table.header.firstIndex(where: { $0.text.lowercased() == "year" }) else { return }
    guard let year = table.rows.compactMap({ Int($0.fields[column].text) }).min() else { return }
    _ = try LifeTable(input, year: year, at: nil)
  }

  /// Without the steps that use it, a casemix must add up wherever it has rows.
  private func checkCasemix(_ input: InputFile) throws(DiagnosticList) {
    let parts = try PathwayTables.casemix(input)
    let years = Set(parts.flatMap { [$0.guidelineYears.lowerBound, $0.guidelineYears.upperBound] }).sorted()
    var faults = DiagnosticList()
    for (name, own) in Dictionary(grouping: parts, by: \.casemix).sorted(by: { $0.key < $1.key }) {
      let fault = years.lazy.compactMap { CasemixPart.fault(of: own, name, in: $0, isUsed: false) }.first
      if let fault { faults.append(fault) }
    }
    try faults.throwIfFaulty()
  }

  /// Reports currencies of steps, and of the mixes that they use, that no table of the year has, nor of any
  /// year when none was named.
  private func checkCurrencies(of pathway: Pathway) throws(DiagnosticList) {
    let known = try knownCurrencies()
    let changes = try tariffs.codeChanges()
    let used = Set(pathway.steps.compactMap(\.casemix))
    let ofSteps = pathway.steps.compactMap { step in
      step.currency.map { ($0, "\(step.id) paid by", step.namePositions.currency) }
    }
    let ofMixes = pathway.casemix.filter { used.contains($0.casemix) }.map {
      ($0.currency, "the casemix \($0.casemix) with", $0.position)
    }
    var faults = DiagnosticList()
    for (currency, whose, position) in ofSteps + ofMixes {
      let codes = [currency] + changes.otherNames(of: currency)
      guard !codes.contains(where: known.contains) else { continue }
      faults.append(unknownCurrency(currency, "\(whose) \(currency)", at: position, among: known))
    }
    try faults.throwIfFaulty()
  }

  private func unknownCurrency(
    _ currency: CurrencyCode,
    _ what: String,
    at position: Position,
    among known: Set<CurrencyCode>
  ) -> Diagnostic {
    let meant = Suggestion.closest(to: currency.description, among: known.map(\.description).sorted())
    let question = meant.map { "did you mean \($0)?" }
    let tables = year.map { "the \($0) tables do not have" } ?? "no table of any year has"
    return Diagnostic(
      "step.unknown-currency",
      at: position,
      "found \(what), a currency that \(tables)",
      fix: year == nil
        ? question ?? "correct the code, or write gap as payment while no price is known"
        : "choose another year or correct the code" + (question.map { "; \($0)" } ?? "")
    )
  }

  private func knownCurrencies() throws(DiagnosticList) -> Set<CurrencyCode> {
    var known = Set(try tariffs.drugPrices().codes)
    for year in tariffs.years(having: "prices.csv") where self.year == nil || self.year == year {
      known.formUnion(try tariffs.nationalTariff(for: year).currencies)
    }
    for year in tariffs.years(having: "unit-costs.csv") where self.year == nil || self.year == year {
      known.formUnion(try tariffs.averageCosts(for: year).keys.map(\.currency))
    }
    return known
  }
}
