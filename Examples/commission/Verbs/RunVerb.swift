import CostedPathways

/// The main job: predicts what a population's care will cost and who will be paid.
enum RunVerb: RecordedVerb {
  static let name = "run"
  static let usage =
    "run SCENARIO.json [--out DIR] [--explain] [--schedule YEAR] [--draws N [--seed S] [--threads T] [--draw K]]"
  static let summary = "Predicts the funding flows of a scenario and prints its totals."
  static let options: Set<String> = ["--out", "--schedule", "--draws", "--seed", "--threads", "--draw"]
  static let flags: Set<String> = ["--explain"]
  static let details = """
    Writes flows.csv (the ledger: one row a line), summary.csv, patients.csv, prevalence.csv, calibration.csv
    and manifest.json to DIR, else to a folder out beside the scenario; where incidence is forecast, forecast.csv
    (cases and deaths by age with intervals) and methods.csv (the cases of each method) too. Prints the totals by
    year, pathway, phase and provider, new patients with the spread over methods, the cost of each, what rests on
    unverified figures and what has no price.

    --explain  also writes explanation.csv: for each line of flows.csv, each step from the published price to
               its value, with the table row, publication and evidence; the effects add up to the line
    --schedule YEAR  also writes the schedule of one year of the run for a contract, to open in a spreadsheet:
               schedule.csv (a line for each commissioner, provider, step and price, over all stages, each with a
               line_id that stays), schedule-subtotals.csv and schedule-cover.csv (what it came from)
    --draws N  also draws the scenario's uncertain inputs N times, 2 to 1,000,000, and writes uncertainty.csv (mean,
               spread and quantiles of each flow), uncertainty-totals.csv, draws.csv and tornado.csv
    --seed S   a whole number that makes one set of draws differ from another; 1 when it is left out
    --threads T  the most threads at once; all processors when it is left out; the result does not depend on it
    --draw K   only draw K of the N: its line of draws.csv, draw.csv and draw-inputs.csv
    """

  static func folder(_ arguments: Arguments) throws(Failure) -> String {
    try Surroundings.folder(of: scenario(arguments)) + "out"
  }

  static func outputs(_ arguments: Arguments) throws(Failure) -> Outputs {
    let path = try scenario(arguments)
    let tariffs = try arguments.tariffs(near: path)
    let drawing = try Drawing(arguments)
    let scenario = try library { () throws(DiagnosticList) in try Scenario(InputFile(reading: path)) }
    let year = try scheduleYear(arguments, of: scenario)
    return try Progress.during("draws") { progress throws(Failure) in
      try library { () throws(DiagnosticList) in
        let model = try FundingModel(scenario, tariffs: tariffs)
        let flows = model.run(explains: arguments.has("--explain"))
        let schedule = year.map { ScheduleFiles(flows, in: $0, tariffDirectory: tariffs.directory) }
        let drawn = try drawing?.files(model, flows, progress)
        let files = flows.files(
          tariffDirectory: tariffs.directory,
          command: arguments.command,
          besides: (schedule?.files ?? []) + (drawn?.files ?? [])
        )
        let page = flows.page + (schedule?.page ?? "") + (drawn?.page ?? "")
        return Outputs(files: files, page: page, inputs: flows.inputs)
      }
    }
  }

  /// The year whose schedule is asked for, if any.
  private static func scheduleYear(_ arguments: Arguments, of scenario: Scenario) throws(Failure)
    -> FinancialYear?
  {
    guard let year: FinancialYear = try arguments.parsed("--schedule") else { return nil }
    guard scenario.years.contains(year.start) else {
      let (first, last) = (scenario.years.lowerBound, scenario.years.upperBound)
      throw .usage(
        Diagnostic(
          "usage.value",
          "found \(year) after --schedule, expected a year of the scenario",
          fix: "write one from \(FinancialYear(start: first)) to \(FinancialYear(start: last))"
        )
      )
    }
    return year
  }

  private static func scenario(_ arguments: Arguments) throws(Failure) -> String {
    try arguments.onlyFile("the scenario")
  }
}
