import CostedPathways

/// Tries a new tariff in shadow.
enum PilotVerb: RecordedVerb {
  static let name = "pilot"
  static let usage = "pilot PILOT.json [--out DIR] [--threads T]"
  static let summary = "Tries a new tariff in shadow beside the one in force: who would be paid what."
  static let options: Set<String> = ["--out", "--threads"]
  static let flags: Set<String> = []
  static let details = """
    A pilot names its activity (the flows of a scenario's year, lines or a schedule, lines of patients), what it pays
    (a bundle for an episode, new prices, a yearly budget, activity at its value, models of care), quality conditions
    and clauses. No money moves: nothing but files is made.

    Writes to DIR, else to a folder out beside the pilot, what there is of: build-up.csv (each price, item by item),
    shadow-ledger.csv (each line and payment under both tariffs), payments.csv (by commissioner, provider and stage),
    providers.csv (who gains and who loses, for each case, by mix), budget-neutral.csv, chance-of-loss.csv,
    selection.csv (price against cost by kinds of cases), quality.csv, clauses.csv, transition.csv, budget.csv,
    models.csv, winners.svg (gain or loss by provider), chance-of-loss.svg (by the number of cases), and
    manifest.json.

    --threads T  the most threads at once; all processors when it is left out; the result does not depend on it
    """

  static func folder(_ arguments: Arguments) throws(Failure) -> String {
    try Surroundings.folder(of: pilot(arguments)) + "out"
  }

  static func outputs(_ arguments: Arguments) throws(Failure) -> Outputs {
    let path = try pilot(arguments)
    let tariffs = try arguments.tariffs(near: path)
    let threads: ThreadCount? = try arguments.parsed("--threads")
    return try library { () throws(DiagnosticList) in
      let pilot = try TariffPilot(InputFile(reading: path))
      let run = try PilotRun(pilot, tariffs: tariffs, threads: threads?.number ?? Surroundings.processors)
      let files = run.files(
        tariffDirectory: tariffs.directory,
        command: arguments.command,
        besides: run.charts
      )
      return Outputs(files: files, page: run.page, inputs: run.inputs)
    }
  }

  private static func pilot(_ arguments: Arguments) throws(Failure) -> String {
    try arguments.onlyFile("the pilot")
  }
}
