import CostedPathways

/// Prices lines of activity.
enum PriceVerb: Verb {
  static let name = "price"
  static let usage =
    "price LINES.csv [--tariff YEAR] [--fallback YEAR:BASIS]… [--beyond error|hold|uplift] [--explain] [--out FILE]"
  static let summary = "Prices lines of activity by the tables of their years, and says why."
  static let options: Set<String> = [
    "--out", "--tariff", "--basis", "--fallback", "--beyond", "--version", "--code-map", "--blend",
    "--blend-share",
  ]
  static let flags: Set<String> = ["--explain"]
  static let details = """
    LINES.csv has line_id, financial_year, currency and point_of_delivery, and where they matter provider,
    setting, treatment_function, attendance, patient_classification, admission_method, age, length_of_stay,
    critical_care_days, rehabilitation_days, palliative_care_days, quantity, top_up, market_forces_factor,
    best_practice, unbundled (such as SB03Z SC23Z:15), local_price, local_price_year, course and cycle, in any
    order. Other columns are carried through. A year with a national tariff is priced by it, any other by
    average costs. A line without a price is kept, with the reason, and counted. The totals go to standard error.

    --tariff YEAR              prices every line by that year's tables; --basis tariff|cost says which
    --fallback YEAR:BASIS      fills what the prices leave open, such as 2017/18:cost, and says so; may be given again
    --beyond error|hold|uplift what is done about years past the tables; else error
    --version original|pay-award
                               the version of a year's price book; else the latest
    --code-map FILE            what codes that changed their meaning are made of in other years
    --blend YEAR:BASIS         a second tariff, of which --blend-share 0.4 is paid, and of the first the rest
    --explain                  each rule that fired, with its table row, publication and evidence, and the pounds
                               before and after; a table of them with --out
    --out FILE                 else standard output, which is also -; as LINES.csv, - is standard input
    """

  static func perform(_ arguments: Arguments) throws(Failure) {
    let path = try arguments.onlyFile("the lines to price")
    let output = try arguments.value("--out")
    let options = try options(arguments)
    let blend = try blend(arguments)
    let tariffs = try arguments.tariffs(near: path)
    guard arguments.has("--explain") || blend != nil else {
      let totals = try price(path, tariffs, options, to: output ?? "-")
      Console.note(totals.report)
      return
    }
    let (file, prices) = try library { () throws(DiagnosticList) in
      let file = try LineFile(InputFile(reading: path))
      let first = try file.pricer(tariffs, options: options)
      guard let blend else { return (file, file.prices(by: first)) }
      var others = options
      others.source = blend.source
      let second = try file.pricer(tariffs, options: others)
      return (file, file.prices(by: BlendedPricer(first, with: second, share: blend.share)))
    }
    let priced = PricedFile(file, prices.map(\.price))
    if !arguments.has("--explain") {
      try Console.write(priced.pieces, to: output ?? "-")
    } else if let output {
      try Console.write(file.explanations(of: prices), to: output)
    } else {
      try Console.print(file.explanationPage(of: prices))
    }
    Console.note(priced.totals.report)
  }

  private static func price(
    _ path: String,
    _ tariffs: TariffLibrary,
    _ options: LinePricer.Options,
    to output: String
  ) throws(Failure) -> PriceTotals {
    guard Console.isPlainFile(output) else {
      let priced = try library { () throws(DiagnosticList) in
        try PricedFile(InputFile(reading: path), tariffs, options: options)
      }
      try Console.write(priced.pieces, to: output)
      return priced.totals
    }
    return try library { () throws(DiagnosticList) in
      try PricedFile.write(InputFile(reading: path), to: output, tariffs, options: options)
    }
  }

  private static func options(_ arguments: Arguments) throws(Failure) -> LinePricer.Options {
    var options = LinePricer.Options()
    options.fallbacks = try arguments.all("--fallback")
    options.beyond = try arguments.parsed("--beyond") ?? .error
    options.version = try arguments.parsed("--version")
    if let path = try arguments.value("--code-map") {
      options.codeMap = try library { () throws(DiagnosticList) in try CodeMap(InputFile(reading: path)) }
    }
    let basis: CostBasis? = try arguments.parsed("--basis")
    guard let year: FinancialYear = try arguments.parsed("--tariff") else {
      guard basis == nil else {
        throw .usage(Arguments.fault("found --basis without --tariff YEAR", PriceVerb.self))
      }
      return options
    }
    options.source = try arguments.priceSource(year, basis)
    return options
  }

  private static func blend(_ arguments: Arguments) throws(Failure) -> (source: PriceSource, share: Share)? {
    let source: PriceSource? = try arguments.parsed("--blend")
    let share: Share? = try arguments.parsed("--blend-share")
    guard let source, let share else {
      guard source == nil, share == nil else {
        throw .usage(Arguments.fault("found one of --blend and --blend-share, expected both", PriceVerb.self))
      }
      return nil
    }
    return (source, share)
  }
}
