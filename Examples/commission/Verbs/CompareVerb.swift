import CostedPathways

/// Shows what differs between two scenarios, and why.
enum CompareVerb: RecordedVerb {
  static let name = "compare"
  static let usage = "compare BEFORE.json AFTER.json [--out DIR] [--draws N [--seed S] [--threads T]]"
  static let summary =
    "Shows what one scenario costs more or less than another, and which cause moved which pound."
  static let options: Set<String> = ["--out", "--draws", "--seed", "--threads"]
  static let flags: Set<String> = []
  static let details = """
    Either may be a scenario that names all inputs or one that changes a baseline. Writes to DIR, else to a folder
    comparison beside AFTER.json: comparison.csv (before, after and difference by year, commissioner, provider,
    pathway, phase and step), attribution.csv (each difference by cause: population, incidence, mortality, stage,
    pathway, price, provider share), attribution-summary.csv, patients.csv and patients-attribution.csv (cases,
    deaths, people living with cancer), unpriced.csv, waterfall.svg and manifest.json.

    The attribution does not depend on the order of the causes (Shapley values), and adds up to each difference to
    the penny.

    --draws N    also draws the uncertain inputs of both N times, 2 to 1,000,000, with the same random numbers, and
                 writes difference-uncertainty.csv and value-of-knowing.csv: what it would be worth to know inputs
                 before choosing the one that costs less
    --seed S     a whole number that makes one set of draws differ from another; 1 when it is left out
    --threads T  the most threads at once; all processors when it is left out; the result does not depend on it
    """

  static func folder(_ arguments: Arguments) throws(Failure) -> String {
    try Surroundings.folder(of: files(arguments).1) + "comparison"
  }

  private static func files(_ arguments: Arguments) throws(Failure) -> (String, String) {
    guard arguments.files.count == 2 else {
      let found = arguments.files.isEmpty ? "nothing" : arguments.files.joined(separator: " ")
      throw .usage(Arguments.fault("found \(found), expected two scenarios", arguments.verb))
    }
    return (arguments.files[0], arguments.files[1])
  }

  static func outputs(_ arguments: Arguments) throws(Failure) -> Outputs {
    let (first, second) = try files(arguments)
    let tariffs = try arguments.tariffs(near: second)
    let drawing = try Drawing(arguments)
    return try Progress.during("draws") { progress throws(Failure) in
      try library { () throws(DiagnosticList) in
        let pair = try scenarios(first, second, tariffs)
        let (before, after) = (pair.before.run(), pair.after.run())
        let comparison = try pair.comparison()
        let names = ComparisonNames(before, after)
        let drawn = try drawing?.files(comparing: (pair.before, before), (pair.after, after), progress)
        var files = comparison.files
        files.append((name: "waterfall.svg", bytes: Array(chart(comparison, names).svg.utf8)))
        files += drawn?.files ?? []
        files.append(pair.manifest(of: files, tariffDirectory: tariffs.directory, command: arguments.command))
        let page = ComparisonPage(comparison, names: names).text + (drawn?.page ?? "")
        return Outputs(files: files, page: page, inputs: before.inputs + after.inputs)
      }
    }
  }

  /// Both scenarios, the faults of both at once.
  private static func scenarios(_ first: String, _ second: String, _ tariffs: TariffLibrary)
    throws(DiagnosticList)
    -> ScenarioPair
  {
    var faults = DiagnosticList()
    let before = faults.collect { () throws(DiagnosticList) in try Scenario(InputFile(reading: first)) }
    let after = faults.collect { () throws(DiagnosticList) in try Scenario(InputFile(reading: second)) }
    try faults.throwIfFaulty()
    guard let before, let after else { throw faults }
    return try ScenarioPair(before, after, tariffs: tariffs)
  }

  private static func chart(_ comparison: RunComparison, _ names: ComparisonNames) -> WaterfallChart {
    let parts = comparison.attribution.totals { $0.cause }
    let people = comparison.difference.peopleTotals { $0.measure }
    let shown: [(PatientMeasure, String)] = [
      (.cases, "New cases"), (.cancerDeaths, "Deaths from the cancer"), (.otherDeaths, "Other deaths"),
    ]
    return WaterfallChart(
      title: "What moves the cost, all years together",
      from: comparison.difference.total.before,
      before: names.before,
      after: names.after,
      steps: comparison.attribution.causes.map { WaterfallChart.Step($0.name, parts[$0] ?? .zero) },
      people: shown.compactMap { measure, label in
        people[measure].map { WaterfallChart.Effect(label, before: $0.before.value, after: $0.after.value) }
      },
      source: "Shapley values of the causes, adding up to the difference to the penny; commission compare"
    )
  }
}
