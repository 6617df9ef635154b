public import Diagnostics
public import Quantities
public import Tables

/// Published net survival of all stages together, by years of diagnosis: what a model's survival is compared
/// with.
public struct NetSurvivalTrend: Sendable {
  /// One published point.
  public struct Point: Sendable {
    /// The cancer.
    public let site: String
    /// The sex, or persons.
    public let sex: String
    /// The years of diagnosis, such as `2015-2019`.
    public let diagnosed: String
    /// Years since diagnosis.
    public let years: Int
    /// The share alive if only the cancer could kill.
    public let survival: Share
  }

  /// The points, in the order of the table.
  public let points: [Point]

  /// Reads a net survival table.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("site", "breast, lung, or another cancer"),
        Column("sex", "female, male or persons"),
        Column("diagnosed", "years of diagnosis"),
        Column("years", "years since diagnosis"),
        Column("net_survival", "share alive if only the cancer could kill"),
        .optional("evidence", "evidence grade"),
        .optional("source", "publication"),
      ]
    )
    points = try reader.rows { row -> Point? in
      let site: String? = row.required("site")
      let sex: String? = row.required("sex")
      let diagnosed: String? = row.required("diagnosed")
      let years = row.required("years", in: 1...20)
      let survival: Share? = row.required("net_survival")
      guard let site, let sex, let diagnosed, let years, let survival else { return nil }
      return Point(site: site, sex: sex, diagnosed: diagnosed, years: years, survival: survival)
    }
  }
}
