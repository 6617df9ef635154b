public import Diagnostics
import Quantities
public import Tables

extension Phasing {
  /// Reads a profile: twelve months, 1 for April, whose shares add up to 1 exactly.
  ///
  /// - Throws: `phasing.months`, `phasing.shares`, and the faults of a table.
  public init(profile input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(input, columns: Self.profileColumns)
    var keys = UniqueKeys<Int>()
    let rows = try reader.rows { row -> (month: Int, share: Share)? in
      let month = row.required("month", in: 1...12)
      let share: Share? = row.required("share")
      guard let month else { return nil }
      keys.note(month, "month", in: &row)
      return share.map { (month, $0) }
    }
    let missing = (1...12).filter { month in !rows.contains { $0.month == month } }
    guard missing.isEmpty else {
      throw DiagnosticList(
        Diagnostic(
          "phasing.months",
          at: Position(file: input.path),
          "found no share of month \(missing.map(\.description).joined(separator: ", ")), "
            + "expected all from 1, April, to 12, March",
          fix: "add a row for each; a month in which nothing is planned has the share 0"
        )
      )
    }
    let weights = rows.sorted { $0.month < $1.month }.map(\.share.millionths)
    let total = weights.reduce(0, +)
    guard total == Share.all.millionths else {
      throw DiagnosticList(
        Diagnostic(
          "phasing.shares",
          at: Position(file: input.path),
          "found shares that add up to \(Factor(millionths: total)), expected 1 exactly",
          fix: "correct the shares; three months of a third each are 0.333333, 0.333333 and 0.333334"
        )
      )
    }
    self.init(name: "the profile \(input.path.split(separator: "/").last ?? "")", weights: weights)
  }

  static var profileColumns: [Column] {
    [Column("month", "1 for April to 12 for March"), Column("share", "the month's share of the year")]
  }
}
