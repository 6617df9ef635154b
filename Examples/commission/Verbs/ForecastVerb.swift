import CostedPathways

/// Forecasts cases and deaths.
enum ForecastVerb: Verb {
  static let name = "forecast"
  static let usage =
    "forecast RATES.csv --population FILE --method METHOD [--out FILE] [--backtest FILE] [--chart FILE.svg]"
  static let summary =
    "Forecasts cases and deaths by age from what was registered, with intervals and a back-test."
  static let options: Set<String> = [
    "--population", "--method", "--link", "--periods", "--recent", "--first-age-estimated",
    "--first-age-used",
    "--exclude", "--indicate", "--hold-out", "--out", "--backtest", "--chart",
  ]
  static let flags: Set<String> = ["--screening-term"]
  static let details = """
    RATES.csv has year or period (2001-2005), sex, age, site, cases, perhaps deaths, population. The people of the
    coming years have year or period, sex, age, population. Ages are five-year bands up to 85+ or 90+, or single
    years. Series are made by site and sex, of cases and of deaths.

    --population FILE   the people to forecast for
    --method METHOD     nordpred       age, period, cohort and a cut trend (Møller et al. 2003)
                        apc-spline     age, period and cohort as natural splines
                        ac-spline      age and cohort as natural splines
                        constant       the rates of the last three years, or the last period, held
                        common-trend   one log-linear trend
                        age-trend      a log-linear trend for each age
                        damped         one log-linear trend that fades
                        ensemble       all of these, weighted by one over the square of what they missed in the back-test
                        best           the one that the back-test prefers
    --link power5|log   how Nordpred's rates follow from its effects; else power5
    --periods N|auto    how many five-year periods Nordpred fits; else six, less while the fit is poor
    --recent yes|no|auto
                        whether Nordpred continues the slope of the last two periods; else when the trend bends
    --first-age-estimated 20-24
                        the youngest ages fitted; else the first with 10 cases in five years
    --first-age-used 25-29
                        the youngest ages forecast by the fit; else the first with 20 cases in five years
    --screening-term    the spline methods give breast cancer of women a trend of its own at ages 45 to 74
    --exclude YEARS     years left out, such as 2020 or 2015-2019,2020; none for none; else 2020, the year of COVID
    --indicate YEARS    years that get an effect of their own, which does not go on, in the trend and spline methods;
                        the others leave them out
    --hold-out N        how many years or periods the back-test holds out; else five years or one period
    --out FILE          the forecast; else standard output, which is also -
    --backtest FILE     how each method did on the years held out, as CSV, or as Markdown when FILE ends in .md
    --chart FILE.svg    observed, fitted and forecast, with the intervals

    A pool of single years into periods ends with the last year that is not left out.
    """

  static func perform(_ arguments: Arguments) throws(Failure) {
    let path = try arguments.onlyFile("the table of rates")
    guard let population = try arguments.value("--population") else {
      throw .usage(
        Arguments.fault("found no --population, expected the people to forecast for", ForecastVerb.self)
      )
    }
    let method: ForecastMethod = try arguments.required("--method")
    var options = ForecastOptions()
    if let link: LinkChoice = try arguments.parsed("--link") { options.link = link.link }
    if let periods: PeriodsChoice = try arguments.parsed("--periods") { options.base = periods.base }
    if let recent: RecentChoice = try arguments.parsed("--recent") { options.recentTrend = recent.trend }
    options.firstAgeEstimated = try arguments.parsed("--first-age-estimated", as: AgeBand.self)?.start
    options.firstAgeUsed = try arguments.parsed("--first-age-used", as: AgeBand.self)?.start
    options.hasScreeningTerm = arguments.has("--screening-term")
    options.indicated = try arguments.parsed("--indicate", as: YearList.self)?.years ?? []
    let excluded: YearList = try arguments.parsed("--exclude") ?? .covid(unless: options.indicated)
    let holdOut: PositiveNumber? = try arguments.parsed("--hold-out")
    let testsIntervals = try arguments.value("--backtest") != nil
    try checkPlaces(arguments)
    let forecast = try library { () throws(DiagnosticList) in
      var faults = DiagnosticList()
      let rates = faults.collect { () throws(DiagnosticList) in
        try ObservedRates(InputFile(reading: path), excluding: excluded.years)
      }
      let people = faults.collect { () throws(DiagnosticList) in
        try FuturePeople(InputFile(reading: population))
      }
      try faults.throwIfFaulty()
      guard let rates, let people else { throw faults }
      return try Forecast(
        rates,
        for: people,
        by: method,
        options,
        holdOut: holdOut?.number,
        testsIntervals: testsIntervals
      )
    }
    try write(forecast, arguments)
  }

  private static func write(_ forecast: Forecast, _ arguments: Arguments) throws(Failure) {
    var outputs: [(pieces: [[UInt8]], path: String)] = []
    if let place = try arguments.value("--backtest") {
      guard let test = forecast.backTest else {
        throw .input(
          DiagnosticList(
            Diagnostic(
              "forecast.too-short",
              "found series too short for a back-test",
              fix: "give more years, or hold out fewer with --hold-out"
            )
          )
        )
      }
      outputs.append(([place.hasSuffix(".md") ? Array(test.markdown.utf8) : test.table], place))
    }
    if let place = try arguments.value("--chart") {
      let source = forecast.files.map(\.path).map(fileName).joined(separator: ", ")
      outputs.append(([Array(ForecastChart(forecast, source: "From \(source).").svg.utf8)], place))
    }
    outputs.append(([forecast.table], try arguments.value("--out") ?? "-"))
    try Console.write(outputs)
    // The page stands beside the output when that takes standard output.
    if outputs.contains(where: { $0.path == "-" }) {
      Console.note(forecast.page)
    } else {
      try Console.print(forecast.page)
    }
  }

  private static let outputs = ["--backtest", "--chart"]

  /// Each output has a place of its own, so that none is mixed with another or lost.
  private static func checkPlaces(_ arguments: Arguments) throws(Failure) {
    var taken = [try arguments.value("--out") ?? "-"]
    for option in outputs {
      guard let place = try arguments.value(option) else { continue }
      guard !taken.contains(place) else {
        throw .usage(
          Diagnostic(
            "usage.value",
            "found two outputs at \(place == "-" ? "standard output" : place)",
            fix: "give each of --out, --backtest and --chart a file of its own"
          )
        )
      }
      taken.append(place)
    }
  }

  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}

/// A link as the command line names it.
private struct LinkChoice: ParsedValue {
  let link: Link

  init?(_ text: String) {
    guard text == "power5" || text == "log", let link = Link(rawValue: text) else { return nil }
    self.link = link
  }

  static var expectation: String { "power5 or log" }
}

/// How many periods, as the command line says it.
private struct PeriodsChoice: ParsedValue {
  let base: Nordpred.Base

  init?(_ text: String) {
    if text == "auto" {
      base = .automatic
    } else if let number = Int(text), (3...40).contains(number) {
      base = .last(number)
    } else {
      return nil
    }
  }

  static var expectation: String { "a number of periods from 3 on, or auto" }
}

/// Which trend, as the command line says it.
private struct RecentChoice: ParsedValue {
  let trend: Nordpred.RecentTrend

  init?(_ text: String) {
    let choices: [String: Nordpred.RecentTrend] = ["yes": .yes, "no": .no, "auto": .automatic]
    guard let trend = choices[text] else { return nil }
    self.trend = trend
  }

  static var expectation: String { "yes, no or auto" }
}

/// Years that are left out, as the command line lists them.
private struct YearList: ParsedValue {
  let years: Set<Int>

  /// The year of COVID, unless it is named otherwise.
  static func covid(unless named: Set<Int>) -> YearList {
    YearList(years: named.contains(2020) ? [] : [2020])
  }

  private init(years: Set<Int>) { self.years = years }

  init?(_ text: String) {
    guard text != "none" else {
      years = []
      return
    }
    let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let periods = words.compactMap { CalendarPeriod($0) }
    guard !periods.isEmpty, periods.count == words.count else { return nil }
    years = Set(periods.flatMap { Array($0.first...$0.last) })
  }

  static var expectation: String { "years such as 2020 or 2015-2019,2020, or none" }
}

/// A number of years or periods.
private struct PositiveNumber: ParsedValue {
  let number: Int

  init?(_ text: String) {
    guard let number = Int(text), (1...50).contains(number) else { return nil }
    self.number = number
  }

  static var expectation: String { "a whole number from 1 to 50" }
}
