import CostedPathways

/// Prices lines of activity.
enum PriceVerb: Verb {
  static let name = "price"
  static let usage = "price LINES.csv [--out FILE] [--fallback YEAR:BASIS]…"
  static let summary = "Prices lines of activity by the tables of their years."
  static let options: Set<String> = ["--out", "--fallback"]
  static let flags: Set<String> = []
  static let details = """
    LINES.csv has line_id, financial_year, currency and point_of_delivery, and where they matter provider,
    setting, treatment_function, admission_method, age, length_of_stay, critical_care_days,
    rehabilitation_days, palliative_care_days, quantity, top_up and market_forces_factor, in any order.
    Other columns are carried through. A year with a national tariff is priced by it, any other by average
    costs. A line without a price is listed as unpriced, with the reason.

    --fallback YEAR:BASIS  fills what the prices leave open, such as 2017/18:cost, and says so; may be given again
    --out FILE             else standard output, which is also -; as LINES.csv, - is standard input
    """

  static func perform(_ arguments: Arguments) throws(Failure) {
    let path = try arguments.onlyFile("the lines to price")
    let output = try arguments.value("--out") ?? "-"
    let fallbacks: [PriceSource] = try arguments.all("--fallback")
    let tariffs = try arguments.tariffs(near: path)
    let bytes = try library { () throws(DiagnosticList) in
      let file = try LineFile(InputFile(reading: path))
      let positions = file.yearPositions
      let pricer = try LinePricer(tariffs, years: Set(positions.keys), at: positions, fallbacks: fallbacks)
      return file.priced(by: pricer)
    }
    try Console.write(bytes, to: output)
  }
}
