public import Diagnostics
public import Quantities
import Tables

/// The folder of published prices and costs, one folder a year.
///
///     let library = TariffLibrary(directory: "tariffs")
///     let tariff = try library.nationalTariff(for: FinancialYear(start: 2018))
public struct TariffLibrary: Sendable {
  /// The folder's path.
  public let directory: String

  /// Names the folder; its tables are read when asked for.
  public init(directory: String) {
    self.directory = directory
  }

  /// The national tariff of a year, in a version or else the latest.
  ///
  /// - Throws: `tariff.no-table` when there is none, and every fault of the table.
  public func nationalTariff(
    for year: FinancialYear,
    version: PriceBookVersion? = nil
  ) throws(DiagnosticList) -> NationalTariff {
    let latest: PriceBookVersion = has(PriceBookVersion.payAward.table, of: year) ? .payAward : .original
    let name = (version ?? latest).table
    let what = version.map { "the \($0.rawValue) version of a national tariff" } ?? "a national tariff"
    let none =
      "name the folder of tariffs with --tariffs DIR" + (version == nil ? "" : ", or ask for no version")
    let input = try table(name, of: year, holding: what, none: none)
    let publications = try publications(of: year)
    let title = publications?.name(of: name) ?? name
    var tariff = try NationalTariff(input, year: year, publication: title)
    tariff.publications = publications
    return tariff
  }

  /// The national average costs of a year.
  ///
  /// - Throws: `tariff.no-table` when there are none, and every fault of the table.
  public func averageCosts(for year: FinancialYear) throws(DiagnosticList) -> AverageCosts {
    let input = try table("unit-costs.csv", of: year, holding: "average costs")
    let title = try publications(of: year)?.name(of: "unit-costs.csv") ?? "unit-costs.csv"
    return try AverageCosts(input, year: year, publication: title)
  }

  /// The market forces factors of a year, or nil when none were published here.
  public func marketForces(for year: FinancialYear) throws(DiagnosticList) -> MarketForces? {
    guard has("market-forces.csv", of: year) else { return nil }
    return try MarketForces(InputFile(reading: path("market-forces.csv", of: year)), year: year)
  }

  /// The figures that the rules of payment use in a year.
  ///
  /// - Throws: `tariff.no-table` when there are none, and every fault of the table.
  public func paymentRules(for year: FinancialYear) throws(DiagnosticList) -> PaymentRules {
    try PaymentRules(table("rules.csv", of: year, holding: "payment rules"), year: year)
  }

  /// The best practice prices of a year, or nil when none were published here.
  public func bestPracticePrices(for year: FinancialYear) throws(DiagnosticList) -> BestPracticePrices? {
    guard has("best-practice.csv", of: year) else { return nil }
    return try BestPracticePrices(InputFile(reading: path("best-practice.csv", of: year)))
  }

  /// The list prices of drugs.
  public func drugPrices() throws(DiagnosticList) -> DrugPrices {
    try DrugPrices(InputFile(reading: "\(directory)/drugs.csv"))
  }

  /// The general price indices.
  public func deflators() throws(DiagnosticList) -> Deflators {
    try Deflators(InputFile(reading: "\(directory)/deflators.csv"))
  }

  /// The cost uplifts and efficiency factors.
  public func uplifts() throws(DiagnosticList) -> Uplifts {
    try Uplifts(InputFile(reading: "\(directory)/uplifts.csv"))
  }

  /// The codes that were renamed or that changed their meaning.
  public func codeChanges() throws(DiagnosticList) -> CodeChanges {
    try CodeChanges(InputFile(reading: "\(directory)/code-changes.csv"))
  }

  /// Who pays for which service.
  public func commissioning() throws(DiagnosticList) -> Commissioning {
    try Commissioning(InputFile(reading: "\(directory)/commissioning.csv"))
  }

  /// The financial years that have a table of this name, oldest first.
  public func years(having name: String) -> [FinancialYear] {
    (1990...2090).map { FinancialYear(start: $0) }.filter { has(name, of: $0) }
  }

  private func path(_ name: String, of year: FinancialYear) -> String {
    "\(directory)/\(year.folderName)/\(name)"
  }

  private func has(_ name: String, of year: FinancialYear) -> Bool {
    FileSystem.exists(path(name, of: year))
  }

  private func table(
    _ name: String,
    of year: FinancialYear,
    holding content: String,
    none: String = "name the folder of tariffs with --tariffs DIR"
  ) throws(DiagnosticList) -> InputFile {
    guard has(name, of: year) else {
      let known = years(having: name).map(\.description).joined(separator: ", ")
      throw DiagnosticList(
        Diagnostic(
          "tariff.no-table",
          at: Position(file: path(name, of: year)),
          "found no table with \(content) for \(year)",
          fix: known.isEmpty
            ? none
            : "choose a year that has one: \(known)"
        )
      )
    }
    return try InputFile(reading: path(name, of: year))
  }

  private func publications(of year: FinancialYear) throws(DiagnosticList) -> Publications? {
    guard has("sources.csv", of: year) else { return nil }
    return try Publications(InputFile(reading: path("sources.csv", of: year)))
  }
}
