import CostedPathways

/// Sets what was reported beside the plan.
enum MonitorVerb: RecordedVerb {
  static let name = "monitor"
  static let usage =
    "monitor PLAN ACTUAL.csv… [--plcm F]… [--drplcm F]… [--devices F]… [--phasing CHOICE] [--out DIR]"
  static let summary =
    "Sets contract monitoring files beside the plan: position to date, forecast outturn, balance of the files."
  static let options: Set<String> = ["--plcm", "--drplcm", "--devices", "--phasing", "--out"]
  static let flags: Set<String> = []
  static let details = """
    PLAN is a schedule or an Indicative Activity Plan; each ACTUAL.csv an Aggregate Contract Monitoring file of one
    month or of several. Of two reports of a month the one made later counts. A row's actual price is read as what the
    row costs in all, market forces included.

    A row is matched to the plan by commissioner, provider, point of delivery, treatment function and tariff code; to
    a plan without a treatment function by the others. What stands on one side only is kept apart and never dropped.
    The variance is split into volume (the difference in activity at the plan's price), price (the rest), and what
    stands on one side only.

    Writes to DIR, else to a folder monitoring beside PLAN: position.csv, position-by-month.csv, forecast-outturn.csv,
    unmatched.csv, balance.csv when a patient-level file is given, outturn.svg and manifest.json.

    --plcm F          a Patient Level Contract Monitoring file; may be given several times, as the next two
    --drplcm F        a drugs file
    --devices F       a devices file
    --phasing CHOICE  working-days (the default for a schedule), days, equal, or PROFILE.csv of the columns month and
                      share; an Indicative Activity Plan has months of its own unless this is given
    """

  static func folder(_ arguments: Arguments) throws(Failure) -> String {
    try Surroundings.folder(of: paths(arguments).plan) + "monitoring"
  }

  private static func paths(_ arguments: Arguments) throws(Failure) -> MonitoringRun.Paths {
    guard let plan = arguments.files.first, arguments.files.count > 1 else {
      let found = arguments.files.first ?? "nothing"
      throw .usage(
        Arguments.fault("found \(found), expected a plan and one month's file at least", MonitorVerb.self)
      )
    }
    return MonitoringRun.Paths(
      plan: plan,
      aggregate: Array(arguments.files.dropFirst()),
      patients: try arguments.all("--plcm"),
      drugs: try arguments.all("--drplcm"),
      devices: try arguments.all("--devices")
    )
  }

  static func outputs(_ arguments: Arguments) throws(Failure) -> Outputs {
    let paths = try paths(arguments)
    let choice: PhasingChoice? = try arguments.parsed("--phasing")
    let tariffs = try arguments.tariffs(near: paths.plan)
    return try library { () throws(DiagnosticList) in
      let run = try MonitoringRun(paths, by: choice, tariffs: tariffs)
      var files = run.files
      files.append((name: "outturn.svg", bytes: Array(chart(run.position).svg.utf8)))
      files.append(
        run.manifest(of: files, tariffDirectory: tariffs.directory, command: arguments.command)
      )
      return Outputs(files: files, page: run.page, inputs: run.inputs)
    }
  }

  private static func chart(_ position: InYearPosition) -> OutturnChart {
    OutturnChart(
      title: "\(position.year): what was charged, against the plan",
      plan: position.monthly(\.plannedMonths),
      actual: Array(position.monthly(\.actualMonths).prefix(position.lastMonth)),
      runRate: position.total(\.runRate),
      planForTheRest: position.total(\.planForTheRest),
      source:
        "Run rate: what was charged, by its months' share of the year. Plan for the rest: what was charged, and "
        + "the plan of the months not reported. The plan is spread by \(position.phasingName). commission monitor"
    )
  }
}
