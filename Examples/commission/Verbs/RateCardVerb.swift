import CostedPathways

/// Writes the rate card of a year.
enum RateCardVerb: Verb {
  static let name = "rate-card"
  static let usage =
    "rate-card --tariff YEAR [--basis tariff|cost] [--providers CODES] [--factors FILE] [--out FILE]"
  static let summary =
    "Writes the rules and tables of a year as one row for each currency and point of delivery."
  static let options: Set<String> = [
    "--tariff", "--basis", "--beyond", "--version", "--providers", "--factors", "--out",
  ]
  static let flags: Set<String> = []
  static let details = """
    A row has price, trim point, price per excess bed day, what a short emergency stay is paid, the basis,
    whether a market forces factor is applied, evidence and source. A line is worth, rounded once:

        (price × (1 + top-up) + days beyond the trim point × price per day × (1 + top-up)) × factor × quantity

    --tariff 2018/19           the year
    --basis tariff|cost        national tariff or national average cost; else the tariff where the year has one
    --beyond error|hold|uplift what is done about a year past the tables; else error
    --version original|pay-award
                               the version of the year's price book; else the latest
    --factors FILE             also writes the market forces factor of each provider
    --providers R1H,RJ7        the providers whose factors are wanted; else all that are published for the year
    --out FILE                 else standard output, which is also -
    """

  static func perform(_ arguments: Arguments) throws(Failure) {
    guard arguments.files.isEmpty else {
      throw .usage(Arguments.fault("found a file, expected none", RateCardVerb.self))
    }
    let year: FinancialYear = try arguments.required("--tariff")
    let basis: CostBasis? = try arguments.parsed("--basis")
    let providers: ProviderCodes? = try arguments.parsed("--providers")
    let factors = try arguments.value("--factors")
    var options = LinePricer.Options()
    options.beyond = try arguments.parsed("--beyond") ?? .error
    options.version = try arguments.parsed("--version")
    if basis != nil { options.source = try arguments.priceSource(year, basis) }
    let tariffs = try arguments.tariffs()
    let card = try library { () throws(DiagnosticList) in
      let rules = try LinePricer(tariffs, years: [year], options: options)
      return RateCard(rules, year: year, providers: providers?.codes)
    }
    var outputs = factors.map { [(pieces: [card.providerTable], path: $0)] } ?? []
    outputs.append(([card.table], try arguments.value("--out") ?? "-"))
    try Console.write(outputs)
  }
}

/// Providers, as a command line names them.
private struct ProviderCodes: ParsedValue {
  let codes: [ProviderCode]

  init?(_ text: String) {
    let words = text.split(separator: ",").map(String.init)
    codes = words.compactMap { ProviderCode($0) }
    guard !codes.isEmpty, codes.count == words.count else { return nil }
  }

  static var expectation: String { "provider codes separated by commas, such as R1H,RJ7" }
}
