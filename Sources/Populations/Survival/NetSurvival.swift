public import Diagnostics
public import Quantities
public import Tables

/// Survival from the cancer alone, by site and stage, through the published points at one and five years.
///
/// Between and beyond the points it has the form that was chosen for the site, by itself two-piece: the excess
/// hazard is constant in the first year, and constant again from then on.
public struct NetSurvival: Sendable {
  /// The table that was read.
  public let file: FileStamp
  /// The forms between the points.
  public let forms: SurvivalForms
  private let stages: [String: [Stage: OfStage]]

  private struct OfStage {
    let curve: SurvivalCurve
    /// Whose survival the points at one and five years are.
    let diagnosed: (one: DiagnosisYears?, five: DiagnosisYears?)
  }

  /// Reads a survival table: one row for each site, stage and point in time (1 and 5 years).
  ///
  /// - Throws: its faults; `survival.points` when a stage lacks a point or survival rises with time;
  ///   `survival.form` when the form chosen cannot pass through the points of a stage.
  public init(_ input: InputFile, forms: SurvivalForms = SurvivalForms()) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("site", "breast, lung, or another cancer"),
        .optional("sex", "all, female or male"),
        Column("stage", "1, 2, 3, 4 or not-staged"),
        .optional("diagnosed", "years of diagnosis"),
        Column("years", "years since diagnosis, 1 or 5"),
        Column("net_survival", "share alive if only the cancer could kill"),
        .optional("evidence", "evidence grade"),
        .optional("source", "publication"),
        .optional("note", "what a reader must know"),
      ]
    )
    struct Key: Hashable { let site: String, stage: Stage, years: Int }
    var keys = UniqueKeys<Key>()
    let rows = try reader.rows { row -> (Key, Share, DiagnosisYears?, Int)? in
      let site: String? = row.required("site")
      let stage = row.requiredStageAtDiagnosis("stage")
      let years = row.required("years", in: 1...5)
      if let years, years != 1, years != 5 {
        row.report(
          "value.out-of-range",
          in: "years",
          "found \"\(years)\" as years, expected 1 or 5",
          fix: "correct this field"
        )
      }
      let survival: Share? = row.required("net_survival")
      let diagnosed: DiagnosisYears? = row.optional("diagnosed")
      guard let site, let stage, let years, let survival else { return nil }
      let key = Key(site: site, stage: stage, years: years)
      keys.note(key, "stage", in: &row)
      return (key, survival, diagnosed, row.line)
    }
    let points = Dictionary(rows.map { ($0.0, $0) }, uniquingKeysWith: { first, _ in first })
    var stages: [String: [Stage: OfStage]] = [:]
    var faults = DiagnosticList()
    for (key, one, diagnosed, line) in rows where key.years == 1 {
      let point = points[Key(site: key.site, stage: key.stage, years: 5)]
      guard let point, point.1 <= one, point.1 > .none else {
        faults.append(
          Diagnostic(
            "survival.points",
            at: Position(file: input.path, line: line),
            "found no five-year survival of \(key.site) stage \(key.stage) above 0 and at most \(one)",
            fix: "give each stage a row for 1 and for 5 years, and let survival fall with time"
          )
        )
        continue
      }
      guard let curve = SurvivalCurve(forms[key.site], one: one, five: point.1) else {
        let place = Position(file: input.path, line: line)
        faults.append(Self.wrongForm(forms[key.site], key.site, key.stage, one, point.1, at: place))
        continue
      }
      stages[key.site, default: [:]][key.stage] = OfStage(curve: curve, diagnosed: (diagnosed, point.2))
    }
    for (key, _, _, line) in rows where key.years == 5 {
      guard points[Key(site: key.site, stage: key.stage, years: 1)] == nil else { continue }
      faults.append(
        Diagnostic(
          "survival.points",
          at: Position(file: input.path, line: line),
          "found no one-year survival of \(key.site) stage \(key.stage)",
          fix: "give each stage a row for 1 and for 5 years"
        )
      )
    }
    try faults.throwIfFaulty()
    self.stages = stages
    self.forms = forms
    file = input.stamp
  }

  private static func wrongForm(
    _ form: SurvivalForm,
    _ site: String,
    _ stage: Stage,
    _ one: Share,
    _ five: Share,
    at place: Position
  ) -> Diagnostic {
    let fitting = SurvivalForm.allCases.filter { SurvivalCurve($0, one: one, five: five) != nil }
    let why =
      form == .weibull
      ? "nobody dies of it in the first year and some do later"
      : "their hazard rises after the first year, and that of a mixture cure falls"
    return Diagnostic(
      "survival.form",
      at: place,
      "found survival of \(site) stage \(stage) of \(one) and \(five) at 1 and 5 years, through which no "
        + "\(form) curve passes: \(why)",
      fix: "choose \(fitting.map(\.rawValue).joined(separator: " or ")) for \(site) in survivalForm"
    )
  }

  /// The cumulative excess hazard some years after diagnosis; nil when the table lacks the site or stage.
  public func cumulativeHazard(of site: String, _ stage: Stage, after years: Double) -> Double? {
    stages[site]?[stage]?.curve.cumulativeHazard(after: years)
  }

  /// Whose survival the table gives for a stage, at one and at five years; nil where it does not say.
  func diagnosed(_ site: String, _ stage: Stage) -> (one: DiagnosisYears?, five: DiagnosisYears?) {
    stages[site]?[stage]?.diagnosed ?? (nil, nil)
  }
}
