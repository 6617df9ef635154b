import CostedPathways
import Tables

/// Reads a schedule as a spreadsheet saved it.
enum ScheduleVerb: Verb {
  static let name = "schedule"
  static let usage = "schedule FILE.csv [--out FILE]"
  static let summary =
    "Reads a contract's schedule as a spreadsheet saved it and writes it as this program does."
  static let options: Set<String> = ["--out"]
  static let flags: Set<String> = []
  static let details = """
    What a spreadsheet does to a file is read back: UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs; columns and
    rows in another order or put in; blanks; £1,234.50, (1,234.50), 1.2E+03, decimal commas, Dec-11 for 2011/12. A line
    without a line_id gets the one that a run would give it; rows that name no line, such as totals, are told and passed
    over. What could mean two things is told with its cell, and nothing is written.

    The table written has the lines in the order of the file: the same for two files that say the same.

    --out FILE  else standard output, which is also -
    """

  static func perform(_ arguments: Arguments) throws(Failure) {
    let path = try arguments.onlyFile("the schedule")
    let output = try arguments.value("--out") ?? "-"
    let schedule = try library { () throws(DiagnosticList) in try Schedule(InputFile(reading: path)) }
    let remarks = schedule.remarks(on: path)
    if remarks.warningCount > 0 { Console.complain(remarks) }
    guard output == "-" || !FileSystem.isSameFile(path, output) else {
      throw .input(DiagnosticList(Outputs.replaced(path, by: output)))
    }
    try Console.write(schedule.table, to: output)
  }
}
