import CostedPathways
import Tables

/// Compares the schedules of a negotiation.
enum NegotiateVerb: RecordedVerb {
  static let name = "negotiate"
  static let usage = "negotiate OFFER.csv COUNTER.csv [MORE.csv…] [--out DIR]"
  static let summary = "Shows the gap between two schedules line by line, what makes it, and what is agreed."
  static let options: Set<String> = ["--out"]
  static let flags: Set<String> = []
  static let details = """
    The files are schedules in the order in which they were put on the table; the two sides take turns. The gap is
    the last position of the side that did not begin less the last one of the side that did. Lines are matched by
    year and line_id. Writes to DIR, else to a folder negotiation beside OFFER.csv: gap.csv (a row for each line:
    what both sides say, the gap, what makes it, and what there is to ask), gap-summary.csv (sums by year,
    commissioner, provider, pathway, point of delivery, step, status and evidence), ten-lines.csv (those with the
    largest gaps), agreed.csv, history.csv (the rounds), gap.svg and manifest.json.

    Volume is that the lines of one step for one payer at one provider do more or less together, and mix that their
    shares move; with price and market forces each gets the mean of what it adds over all orders (Shapley values).
    The others are: lines that only one side has, lump sums (a value without activity or price), lines without a
    value on one side, and arithmetic (a stated value that is not activity × price × factor). All effects add up to
    the gap of every line, and of all, to the penny.
    """

  static func folder(_ arguments: Arguments) throws(Failure) -> String {
    try Surroundings.folder(of: schedules(arguments)[0]) + "negotiation"
  }

  private static func schedules(_ arguments: Arguments) throws(Failure) -> [String] {
    guard arguments.files.count >= 2 else {
      let found = arguments.files.isEmpty ? "nothing" : arguments.files.joined(separator: " ")
      throw .usage(Arguments.fault("found \(found), expected two schedules at least", arguments.verb))
    }
    return arguments.files
  }

  static func outputs(_ arguments: Arguments) throws(Failure) -> Outputs {
    let paths = try schedules(arguments)
    let tariffs = try arguments.tariffs(near: paths[0]).directory
    return try library { () throws(DiagnosticList) in
      let (inputs, positions) = try read(paths)
      var remarks = DiagnosticList()
      for position in positions { remarks.append(contentsOf: position.schedule.warnings) }
      let negotiation = try Negotiation(positions[0], positions[1], later: Array(positions.dropFirst(2)))
      var files = negotiation.files
      files.append((name: "gap.svg", bytes: Array(chart(negotiation).svg.utf8)))
      let manifest = Negotiation.manifest(
        of: files,
        inputs: inputs,
        folder: Surroundings.folder(of: paths[0]),
        tariffDirectory: tariffs,
        command: arguments.command
      )
      let page = NegotiationPage(negotiation).text
      return Outputs(files: files + [manifest], page: page, inputs: inputs, remarks: remarks)
    }
  }

  /// The schedules, the faults of all at once.
  private static func read(_ paths: [String]) throws(DiagnosticList) -> ([FileStamp], [NegotiationPosition]) {
    var faults = DiagnosticList()
    let inputs = paths.compactMap { path in
      faults.collect { () throws(DiagnosticList) in try InputFile(reading: path) }
    }
    let schedules = faults.collect { () throws(DiagnosticList) in try Schedule.read(inputs) }
    try faults.throwIfFaulty()
    let positions = zip(inputs, schedules ?? []).map { input, schedule in
      NegotiationPosition(name: FileSystem.folderAndName(of: input.path).name, schedule: schedule)
    }
    return (inputs.map(\.stamp), positions)
  }

  private static func chart(_ negotiation: Negotiation) -> WaterfallChart {
    let totals = negotiation.gap.totals
    return WaterfallChart(
      title: "What lies between the offer and the counter",
      from: totals.offer,
      before: "Offer, round \(negotiation.offer.number)",
      after: "Counter, round \(negotiation.counter.number)",
      steps: GapEffect.allCases.map { WaterfallChart.Step($0.name, totals.effects[$0]) },
      source: "Effects add up to the gap to the penny; commission negotiate"
    )
  }
}
