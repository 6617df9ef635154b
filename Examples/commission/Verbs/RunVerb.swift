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
    and manifest.json to DIR, else to a folder out beside the scenario. Prints the totals by year, pathway, phase and provider, the cost of each
    new patient, what rests on unverified figures and what has no price.

    --explain  also writes explanation.csv: for each line of flows.csv, each step from the published price to
               its value, with the table row, publication and evidence; the effects add up to the line
    """

  static func perform(_ arguments: Arguments) throws(Failure) {
    let path = try arguments.onlyFile("the scenario")
    let output = try arguments.value("--out") ?? besideScenario(path)
    let tariffs = try arguments.tariffs(near: path)
    let flows = try library { () throws(DiagnosticList) in
      let scenario = try Scenario(InputFile(reading: path))
      let flows = try FundingModel(scenario, tariffs: tariffs).run(explains: arguments.has("--explain"))
      try OutputFolder(output).write(flows.files(tariffDirectory: tariffs.directory))
      return flows
    }
    try Console.print(flows.page)
    let explanation = arguments.has("--explain") ? "explanation.csv, " : ""
    try Console.print(
      "\nWritten to \(output): flows.csv, summary.csv, patients.csv, prevalence.csv, calibration.csv, "
        + "\(explanation)manifest.json"
    )
  }

  private static func besideScenario(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "out" }
    return path[...slash] + "out"
  }
}
