import Quantities
import Tables
import Tariffs

/// The rows of a `rules.csv`: those shipped for 2018/19, with some values or grades of evidence of one's own.
struct RuleRows {
  private var rows: [(parameter: RuleParameter, value: String, evidence: String)] = []

  /// The shipped rows, with some values changed.
  init(_ values: [RuleParameter: String] = [:]) throws {
    let table = try CSVTable(InputFile(reading: Repository.path("tariffs/2018-19/rules.csv")))
    rows = table.rows.compactMap { row in
      let cells = row.fields.map(\.text)
      return RuleParameter(rawValue: "\(cells[0])/\(cells[1])").map { parameter in
        (parameter, values[parameter] ?? cells[2], cells[3])
      }
    }
  }

  /// The same with all rows seen but some.
  func seen(but unverified: RuleParameter...) -> RuleRows {
    var copy = self
    copy.rows = rows.map { row in
      (row.parameter, row.value, unverified.contains(row.parameter) ? "unverified" : "seen")
    }
    return copy
  }

  /// The table.
  var text: String {
    let lines = rows.map { row in
      let words = row.parameter.rawValue.split(separator: "/")
      return "\(words[0]),\(words[1]),\(row.value),\(row.evidence),made up,"
    }
    return (["rule,parameter,value,evidence,source,note"] + lines).joined(separator: "\n")
  }

  /// The line of the table on which a parameter stands.
  func line(of parameter: RuleParameter) -> Int? {
    rows.firstIndex { $0.parameter == parameter }.map { $0 + 2 }
  }
}
