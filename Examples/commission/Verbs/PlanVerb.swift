import CostedPathways

/// Spreads a schedule over the months and writes it in the layouts that the parties exchange.
enum PlanVerb: RecordedVerb {
  static let name = "plan"
  static let usage =
    "plan SCHEDULE.csv --submitter NAME --created TIME [--phasing working-days|days|equal|PROFILE.csv] [--out DIR]"
  static let summary =
    "Spreads a schedule over the months: an Indicative Activity Plan and Local Prices, ready to be sent."
  static let options: Set<String> = ["--submitter", "--created", "--phasing", "--out"]
  static let flags: Set<String> = []
  static let details = """
    Writes to DIR, else to a folder plan beside the schedule: plan-by-month.csv (each line twelve times, activity and
    value adding up exactly), indicative-activity-plan.csv, local-prices.csv and manifest.json. Lines of several years
    are each spread over their own year. Activity without point of delivery and value is in plan-by-month.csv alone:
    an Indicative Activity Plan must say how it is delivered.

    Activity in the Indicative Activity Plan has three decimals and adds up to the year's, rounded to three. Planned
    prices are those of the row, with market forces. Local prices are the unit prices, before market forces, of lines
    that are priced and not by the national tariff.

    --submitter NAME  who sends the files: a mandatory element, at most 100 characters
    --created TIME    when they were made, such as 2026-03-31T17:00:00: a mandatory element
    --phasing CHOICE  working-days of England, bank holidays taken out (the default); days of the month; equal months;
                      or a file of the columns month (1 for April) and share, the shares adding up to 1 exactly
    """

  static func folder(_ arguments: Arguments) throws(Failure) -> String {
    try Surroundings.folder(of: schedule(arguments)) + "plan"
  }

  static func outputs(_ arguments: Arguments) throws(Failure) -> Outputs {
    let path = try schedule(arguments)
    let header = SubmissionHeader(
      submitter: try arguments.required("--submitter", as: Submitter.self).name,
      created: try arguments.required("--created")
    )
    let choice: PhasingChoice = try arguments.parsed("--phasing") ?? .workingDays
    let tariffs = try arguments.tariffs(near: path)
    return try library { () throws(DiagnosticList) in
      var faults = DiagnosticList()
      let input = try InputFile(reading: path)
      let schedule = faults.collect { () throws(DiagnosticList) in try Schedule(input) }
      let phasing = faults.collect { () throws(DiagnosticList) in
        try PhasingSource(choice, tariffDirectory: tariffs.directory)
      }
      let commissioning = faults.collect { () throws(DiagnosticList) in try tariffs.commissioning() }
      try faults.throwIfFaulty()
      guard let schedule, let phasing, let commissioning else { throw faults }
      let plan = try ActivityPlan(schedule, file: path, by: phasing, commissioning: commissioning)
      var files = plan.files(header)
      files.append(
        plan.manifest(
          of: files,
          schedule: input.stamp,
          others: [commissioning.file],
          phasing: phasing,
          tariffDirectory: tariffs.directory,
          command: arguments.command
        )
      )
      let inputs = [input.stamp, commissioning.file] + phasing.files
      return Outputs(files: files, page: plan.page, inputs: inputs, remarks: plan.remarks(on: path))
    }
  }

  private static func schedule(_ arguments: Arguments) throws(Failure) -> String {
    try arguments.onlyFile("the schedule")
  }
}

/// The name of who sends a file.
private struct Submitter: ParsedValue {
  let name: String

  init?(_ text: String) {
    guard (1...100).contains(text.count) else { return nil }
    name = text
  }

  static var expectation: String { "the name of who sends the files, at most 100 characters" }
}
