import CostedPathways

/// The main job: predicts what a population's care will cost and who will be paid.
enum RunVerb: Verb {
  static let name = "run"
  static let usage = "run SCENARIO.json [--out DIR] [--explain]"
  static let summary = "Predicts the funding flows of a scenario and prints its totals."
  static let options: Set<String> = ["--out"]
  static let flags: Set<String> = ["--explain"]
  static let details = """
    Writes flows.csv (the ledger: one row a line), summary.csv, patients.csv, prevalence.csv, calibration.csv
    and manifest.json to DIR, else to a folder out beside the scenario; where incidence is forecast, forecast.csv
    (cases and deaths by age with intervals) and methods.csv (the cases of each method) too. Prints the totals by
    year, pathway, phase and provider, new patients with the spread over methods, the cost of each, what rests on
    unverified figures and what has no price.

    --explain  also writes explanation.csv: for each line of flows.csv, each step from the published price to
               its value, with the table row, publication and evidence; the effects add up to the line
    """

  static func perform(_ arguments: Arguments) throws(Failure) {
    let path = try arguments.onlyFile("the scenario")
    let output = try arguments.value("--out") ?? besideScenario(path)
    let tariffs = try arguments.tariffs(near: path)
    let run = try library { () throws(DiagnosticList) in
      let scenario = try Scenario(InputFile(reading: path))
      let flows = try FundingModel(scenario, tariffs: tariffs).run(explains: arguments.has("--explain"))
      let files = flows.files(tariffDirectory: tariffs.directory)
      try OutputFolder(output).write(files)
      return (page: flows.page, names: files.map(\.name))
    }
    try Console.print(run.page)
    try Console.print("\nWritten to \(output): \(run.names.joined(separator: ", "))")
  }

  private static func besideScenario(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "out" }
    return path[...slash] + "out"
  }
}
