import CostedPathways

/// Checks input files.
enum CheckVerb: Verb {
  static let name = "check"
  static let usage = "check FILE… [--tariff YEAR]"
  static let summary =
    "Checks any input: a scenario, a pilot, a pathway, a price table, a population, activity lines, contract files."
  static let options: Set<String> = ["--tariff"]
  static let flags: Set<String> = []
  static let details = """
    What a file is follows from its columns. All faults of all files are reported at once, each with file,
    line, column and a fix. A pathway's steps are checked together with the casemix, subtypes and referrals
    beside them (my-steps.csv, my-casemix.csv …), else with those that are shipped. --tariff 2018/19 also
    reports currencies that this year's tables do not have.
    """

  static func perform(_ arguments: Arguments) throws(Failure) {
    guard !arguments.files.isEmpty else {
      throw .usage(Arguments.fault("found no file, expected at least one", CheckVerb.self))
    }
    let year: FinancialYear? = try arguments.parsed("--tariff")
    var faults = DiagnosticList()
    for path in arguments.files {
      let check = InputCheck(tariffs: try arguments.tariffs(near: path), year: year)
      let kind = faults.collect { () throws(DiagnosticList) in try recognise(path, check) }
      if let kind { try Console.print("\(path): good (\(kind))") }
    }
    guard faults.isClean else { throw .input(faults) }
  }

  /// What a good file is; the warnings of a file that contracts use are told.
  private static func recognise(_ path: String, _ check: InputCheck) throws(DiagnosticList) -> String {
    let input = try InputFile(reading: path)
    guard let file = try ContractFile(checking: input) else { return try check.check(input) }
    if file.warnings.warningCount > 0 { Console.complain(file.warnings) }
    return file.kind
  }
}
