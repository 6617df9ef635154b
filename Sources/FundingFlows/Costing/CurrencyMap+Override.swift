public import Diagnostics
public import Pathways
import Quantities
public import Tables

extension CurrencyMap {
  /// The map with rows of the user's own in place of ours: those of the same currency, point of delivery and
  /// treatment function.
  ///
  /// - Throws: the faults of the table; `map.unknown-step` for a step that no pathway has.
  public func overridden(by input: InputFile, pathways: [Pathway]) throws(DiagnosticList) -> CurrencyMap {
    let reader = try TableReader(
      input,
      columns: [
        Column("currency", "currency code"),
        .optional("name", "its name"),
        Column("point_of_delivery", "national point of delivery code"),
        Column("treatment_function", "treatment function code, or blank"),
        Column("pathway", "the pathway, or blank when not mapped"),
        Column("step", "the step, or blank when not mapped"),
        .optional("role", "left to the map"),
        .optional("evidence", "why"),
      ]
    )
    let steps = Dictionary(
      pathways.map { ($0.name, Set($0.steps.map(\.id))) },
      uniquingKeysWith: { first, _ in first }
    )
    let own = try reader.rows { row -> Row? in
      let currency: CurrencyCode? = row.required("currency")
      let point: PointOfDelivery? = row.required("point_of_delivery")
      let function: TreatmentFunction? = row.optional("treatment_function")
      let pathway = row.text("pathway") ?? ""
      let step = row.text("step") ?? ""
      if !step.isEmpty, steps[pathway]?.contains(step) != true {
        let meant = Suggestion.closest(to: step, among: (steps[pathway] ?? []).sorted())
        row.report(
          "map.unknown-step",
          in: "step",
          "found the step \(step), which the pathway \"\(pathway)\" does not have",
          fix: meant.map { "did you mean \($0)?" } ?? "write breast or lung and one of its steps"
        )
      }
      guard let currency, let point else { return nil }
      return Row(
        currency: currency,
        name: row.text("name") ?? "",
        pointOfDelivery: point,
        treatmentFunction: function,
        pathway: pathway,
        step: step,
        role: step.isEmpty ? .notMapped : .oneStep,
        evidence: "\(row.text("evidence") ?? "own mapping") (\(input.path):\(row.line))",
        hasChangedMeaning: false
      )
    }
    let unit = { (row: Row) in
      Unit(
        currency: row.currency,
        pointOfDelivery: row.pointOfDelivery,
        treatmentFunction: row.treatmentFunction
      )
    }
    let names = Dictionary(rows.map { (unit($0), $0.name) }, uniquingKeysWith: { first, _ in first })
    let changed = Set(rows.filter(\.hasChangedMeaning).map(\.currency))
    let counts = Dictionary(grouping: own, by: unit).mapValues(\.count)
    let replaced = own.map { row in
      Row(
        currency: row.currency,
        name: row.name.isEmpty ? (names[unit(row)] ?? "") : row.name,
        pointOfDelivery: row.pointOfDelivery,
        treatmentFunction: row.treatmentFunction,
        pathway: row.pathway,
        step: row.step,
        role: row.role == .oneStep && (counts[unit(row)] ?? 1) > 1 ? .severalSteps : row.role,
        evidence: row.evidence,
        hasChangedMeaning: changed.contains(row.currency)
      )
    }
    let kept = rows.filter { counts[unit($0)] == nil }
    return CurrencyMap(year: year, rows: (kept + replaced).sorted { Self.key($0) < Self.key($1) })
  }
}
