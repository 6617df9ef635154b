public import Diagnostics
public import Tables

extension Pathway {
  /// Reads a pathway's four tables from a folder and checks them.
  ///
  ///     let breast = try Pathway("breast", in: "tariffs/pathways")
  ///
  /// - Throws: `pathway.unknown` when the folder has none of this name; every fault of the four tables, or of
  ///   their fit.
  public init(_ name: String, in folder: String) throws(DiagnosticList) {
    guard FileSystem.exists("\(folder)/\(name)-steps.csv") else {
      let shipped = ["breast", "lung"]
      let meant = Suggestion.closest(to: name, among: shipped)
      throw DiagnosticList(
        Diagnostic(
          "pathway.unknown",
          "found no pathway \"\(name)\": there is no \(folder)/\(name)-steps.csv",
          fix: shipped.contains(name)
            ? "name the folder that has it: --tariffs DIR, or pathwayTables in a scenario"
            : meant.map { "did you mean \($0)?" }
              ?? "write breast or lung, or the name of a table of your own"
        )
      )
    }
    try self.init(name, steps: "\(folder)/\(name)-steps.csv") { "\(folder)/\(name)-\($0).csv" }
  }

  /// Reads a user's own steps and checks them with the casemix, subtypes and referrals beside them
  /// (`my-steps.csv`, `my-casemix.csv` …), else with those that are shipped.
  ///
  /// The pathway is lung when the ids of the steps begin with `L-`, else breast.
  ///
  /// - Throws: every fault of the four tables, or of their fit.
  public init(stepsFile path: String, shippedIn folder: String) throws(DiagnosticList) {
    let steps = try PathwayTables.steps(InputFile(reading: path))
    let name = steps.first?.id.hasPrefix("L-") == true ? "lung" : "breast"
    let ending = "-steps.csv"
    let stem = path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : path
    try self.init(name, steps: path) { table in
      let own = "\(stem)-\(table).csv"
      return FileSystem.exists(own) ? own : "\(folder)/\(name)-\(table).csv"
    }
  }

  private init(
    _ name: String,
    steps stepsPath: String,
    companion: (String) -> String
  ) throws(DiagnosticList) {
    var faults = DiagnosticList()
    let paths = [stepsPath] + ["casemix", "subtypes", "referrals"].map(companion)
    var inputs: [InputFile] = []
    for path in paths {
      let input = faults.collect { () throws(DiagnosticList) in try InputFile(reading: path) }
      if let input { inputs.append(input) }
    }
    try faults.throwIfFaulty()
    try self.init(
      name,
      steps: inputs[0],
      casemix: inputs[1],
      subtypes: inputs[2],
      referrals: inputs[3]
    )
  }

  /// Makes a pathway of four tables at hand and checks them.
  ///
  /// - Throws: every fault of the four tables, or of their fit.
  public init(
    _ name: String,
    steps: InputFile,
    casemix: InputFile,
    subtypes: InputFile,
    referrals: InputFile
  ) throws(DiagnosticList) {
    var faults = DiagnosticList()
    let readSteps = faults.collect { () throws(DiagnosticList) in try PathwayTables.steps(steps) }
    let readCasemix = faults.collect { () throws(DiagnosticList) in try PathwayTables.casemix(casemix) }
    let readSubtypes = faults.collect { () throws(DiagnosticList) in try PathwayTables.subtypes(subtypes) }
    let readRuledOut = faults.collect { () throws(DiagnosticList) in try PathwayTables.referrals(referrals) }
    try faults.throwIfFaulty()
    guard let readSteps, let readCasemix, let readSubtypes, let readRuledOut else { throw faults }
    self.init(
      name: name,
      steps: readSteps,
      casemix: readCasemix,
      subtypes: readSubtypes,
      ruledOut: readRuledOut,
      files: [steps.stamp, casemix.stamp, subtypes.stamp, referrals.stamp]
    )
    try validate()
  }
}
