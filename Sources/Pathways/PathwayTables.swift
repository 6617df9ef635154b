public import Diagnostics
package import Quantities
public import Tables

/// The four tables of a pathway: steps, casemix, subtypes and referrals that rule cancer out.
public enum PathwayTables {
  /// The most units of a step for one person, and the most people ruled out for one diagnosed.
  package static let largestQuantity = Activity(1_000)

  /// The columns of the steps table.
  public static let stepColumns: [Column] = [
    Column("step", "the step's id"),
    Column("name", "what it is called"),
    Column("phase", "part of the pathway"),
    Column("activity", "what is done once per unit of quantity"),
    Column("subtype", "subtypes, or blank for all"),
    Column("stage", "stages, or all"),
    Column("of_those_who", "the step of those who can have it, or blank"),
    Column("alternatives", "the group of exclusive branches, or blank"),
    Column("per", "case, survivor-year, cancer-death or death"),
    Column("share", "share of those who had the step before"),
    Column("quantity", "units of activity for each person"),
    Column("day", "days after referral at which it begins"),
    Column("over_days", "days over which it is spread"),
    Column("years", "years since diagnosis, for survivors"),
    Column("payment", "currency, casemix, bundled, none or gap"),
    Column("currency", "currency code or name of a casemix"),
    Column("point_of_delivery", "national point of delivery code"),
    Column("setting", "what splits the point of delivery"),
    Column("treatment_function", "treatment function code"),
    Column("guideline_from", "first guideline year"),
    Column("guideline_to", "last guideline year"),
    Column("share_evidence", "evidence grade of the share"),
    Column("quantity_evidence", "evidence grade of the quantity"),
    Column("evidence", "evidence grade of the step"),
    Column("source", "publications"),
    Column("note", "what a reader must know"),
  ]

  static let guidelineRange = 1990...2100

  /// Reads a steps table.
  public static func steps(_ input: InputFile) throws(DiagnosticList) -> [PathwayStep] {
    try TableReader(input, columns: stepColumns).rows { row in step(&row) }
  }

  private static func step(_ row: inout TableRow) -> PathwayStep? {
    let id: String? = row.required("step")
    let name: String? = row.required("name")
    let phase: Phase? = row.required("phase")
    let stages = Self.stages(&row)
    let occurrence: Occurrence? = row.required("per")
    let share: Share? = row.required("share")
    let quantity: Activity? = row.required("quantity", atMost: largestQuantity)
    let day = row.optional("day", in: 0...7300)
    let overDays = row.optional("over_days", in: 0...7300)
    let years: YearsSinceDiagnosis? = row.optional("years")
    let treatmentFunction: TreatmentFunction? = row.optional("treatment_function")
    let payment: Payment? = row.required("payment")
    let guideline = guidelineYears(&row)
    let shareEvidence: Evidence? = row.required("share_evidence")
    let quantityEvidence: Evidence? = row.required("quantity_evidence")
    let _: Evidence? = row.required("evidence")
    let paid = paidBy(payment, &row)
    if occurrence == .survivorYear, row.text("years") == nil {
      row.report(
        "step.years",
        in: "years",
        "found no years for a step that survivors have each year",
        fix: "write the years since diagnosis, such as 1-5"
      )
    }
    guard let id, let name, let phase, let occurrence, let share, let quantity, let payment, let guideline,
      let shareEvidence, let quantityEvidence
    else { return nil }
    return PathwayStep(
      id: id,
      name: name,
      phase: phase,
      activity: row.text("activity") ?? name,
      subtypes: Set(row.list("subtype", of: String.self)),
      stages: stages,
      parent: row.text("of_those_who"),
      alternatives: row.text("alternatives"),
      occurrence: occurrence,
      share: share,
      quantity: quantity,
      day: day ?? 0,
      overDays: overDays ?? 0,
      years: years?.range,
      payment: payment,
      currency: paid.currency,
      casemix: paid.casemix,
      pointOfDelivery: paid.pointOfDelivery,
      setting: row.text("setting") ?? "",
      treatmentFunction: treatmentFunction,
      guidelineYears: guideline,
      evidence: shareEvidence.weaker(quantityEvidence),
      source: row.text("source") ?? "",
      position: row.position(of: "share"),
      namePositions: PathwayStep.NamePositions(
        parent: row.position(of: "of_those_who"),
        subtype: row.position(of: "subtype"),
        currency: row.position(of: "currency")
      )
    )
  }

  private static func stages(_ row: inout TableRow) -> Set<Stage> {
    guard let text: String = row.required("stage") else { return [] }
    return text == "all" ? Set(Stage.atDiagnosis) : Set(row.list("stage", of: Stage.self))
  }

  private static func guidelineYears(_ row: inout TableRow) -> ClosedRange<Int>? {
    let first = row.required("guideline_from", in: guidelineRange)
    let last = row.required("guideline_to", in: guidelineRange)
    guard let first, let last else { return nil }
    guard first <= last else {
      row.report(
        "step.guideline-years",
        in: "guideline_to",
        "found guideline years from \(first) to \(last), expected them in order",
        fix: "exchange the two years"
      )
      return nil
    }
    return first...last
  }

  private static func paidBy(
    _ payment: Payment?,
    _ row: inout TableRow
  ) -> (currency: CurrencyCode?, casemix: String?, pointOfDelivery: PointOfDelivery?) {
    switch payment {
    case .currency:
      return (row.required("currency"), nil, row.required("point_of_delivery"))
    case .casemix:
      return (nil, row.required("currency"), nil)
    case .bundled, .gap, Payment.none?, nil:
      return (nil, nil, nil)
    }
  }

  /// Reads a casemix table.
  public static func casemix(_ input: InputFile) throws(DiagnosticList) -> [CasemixPart] {
    let reader = try TableReader(
      input,
      columns: [
        Column("casemix", "the name of the mix"),
        Column("currency", "currency code"),
        Column("point_of_delivery", "national point of delivery code"),
        Column("setting", "what splits the point of delivery"),
        Column("share", "share of the mix"),
        Column("guideline_from", "first guideline year"),
        Column("guideline_to", "last guideline year"),
        Column("evidence", "evidence grade of the share"),
        Column("source", "publication"),
        Column("note", "what a reader must know"),
      ]
    )
    return try reader.rows { row -> CasemixPart? in
      let name: String? = row.required("casemix")
      let currency: CurrencyCode? = row.required("currency")
      let pointOfDelivery: PointOfDelivery? = row.required("point_of_delivery")
      let share: Share? = row.required("share")
      let years = guidelineYears(&row)
      let evidence: Evidence? = row.required("evidence")
      guard let name, let currency, let pointOfDelivery, let share, let years, let evidence else {
        return nil
      }
      return CasemixPart(
        casemix: name,
        currency: currency,
        pointOfDelivery: pointOfDelivery,
        setting: row.text("setting") ?? "",
        share: share,
        guidelineYears: years,
        evidence: evidence,
        source: row.text("source") ?? "",
        position: row.position(of: "share")
      )
    }
  }

  /// Reads a subtypes table.
  ///
  /// - Throws: its faults, and `subtype.shares` when the shares of a stage do not add up to 1.
  public static func subtypes(_ input: InputFile) throws(DiagnosticList) -> [Subtype] {
    let reader = try TableReader(
      input,
      columns: [
        Column("pathway", "the pathway's name"),
        Column("subtype", "the subtype's name"),
        Column("stage", "stages, or all"),
        Column("share", "share of the patients of the stage"),
        Column("evidence", "evidence grade of the share"),
        Column("source", "publication"),
        Column("note", "what a reader must know"),
      ]
    )
    var lines: [String: [Stage: Int]] = [:]
    let rows = try reader.rows {
      row -> (name: String, stages: Set<Stage>, share: Share, evidence: Evidence)? in
      let name: String? = row.required("subtype")
      let share: Share? = row.required("share")
      let evidence: Evidence? = row.required("evidence")
      let text: String? = row.required("stage")
      let stages = text == "all" ? Set(Stage.allCases) : Set(row.list("stage", of: Stage.self))
      for stage in stages.sorted() {
        guard let name, let earlier = lines[name, default: [:]].updateValue(row.line, forKey: stage) else {
          continue
        }
        row.report(
          "table.repeated-row",
          in: "stage",
          "found a second share of \(name) at stage \(stage), first on line \(earlier)",
          fix: "keep one of the two rows"
        )
      }
      guard let name, let share, let evidence else { return nil }
      return (name, stages, share, evidence)
    }
    var order: [String] = []
    for row in rows where !order.contains(row.name) { order.append(row.name) }
    let subtypes = order.map { name in
      let own = rows.filter { $0.name == name }
      let shares = own.flatMap { row in row.stages.map { ($0, row.share) } }
      return Subtype(
        name: name,
        shares: Dictionary(shares, uniquingKeysWith: { first, _ in first }),
        evidence: own.map(\.evidence).max() ?? .unverified
      )
    }
    try check(subtypes, in: input.path)
    return subtypes
  }

  private static func check(_ subtypes: [Subtype], in file: String) throws(DiagnosticList) {
    var faults = DiagnosticList()
    for stage in Stage.allCases {
      let shares = subtypes.compactMap { $0.shares[stage] }
      let sum = shares.reduce(0) { $0 + $1.millionths }
      let isNeeded = Stage.atDiagnosis.contains(stage) || !shares.isEmpty
      guard isNeeded, sum != Share.all.millionths else { continue }
      faults.append(
        Diagnostic(
          "subtype.shares",
          at: Position(file: file),
          "found subtypes of stage \(stage) that add up to \(Factor(millionths: sum)), expected 1",
          fix: "correct the shares so that they add up to 1"
        )
      )
    }
    try faults.throwIfFaulty()
  }

  /// Reads a referrals table.
  public static func referrals(_ input: InputFile) throws(DiagnosticList) -> RuledOutReferrals {
    let reader = try TableReader(
      input,
      columns: [
        Column("pathway", "the pathway's name"),
        Column("ruled_out_per_case", "people ruled out for each person diagnosed"),
        Column("evidence", "evidence grade"),
        Column("source", "publication"),
        Column("note", "what a reader must know"),
      ]
    )
    let rows = try reader.rows { row -> RuledOutReferrals? in
      let perCase: Activity? = row.required("ruled_out_per_case", atMost: largestQuantity)
      let evidence: Evidence? = row.required("evidence")
      guard let perCase, let evidence else { return nil }
      return RuledOutReferrals(perCase: perCase, evidence: evidence, source: row.text("source") ?? "")
    }
    guard let only = rows.first, rows.count == 1 else {
      throw DiagnosticList(
        Diagnostic(
          "referrals.rows",
          at: Position(file: input.path),
          "found \(rows.count) rows, expected one",
          fix: "keep one row for the pathway"
        )
      )
    }
    return only
  }
}
