import Diagnostics
import Populations
import Quantities
import Tables

extension ScenarioChange {
  static let keys = [
    "path", "set", "multiply", "file", "from", "over", "uptake", "evidence", "source", "note",
  ]

  /// Reads a change of a scenario file; the years are nil when those of the scenario are not known.
  ///
  /// Faults: `change.amount` when the change lacks an amount, has two, or one that its path does not take;
  /// `change.from` when it begins outside the years.
  init?(_ object: JSONObject, folder: String, years: ClosedRange<Int>?, _ faults: inout DiagnosticList) {
    object.refuseOthers(than: Self.keys, &faults)
    let path: ChangePath? = object.value("path", &faults)
    let from: FinancialYear? = object.optional("from", &faults)
    let over = object.has("over") ? object.integer("over", in: 1...50, &faults) : 1
    let uptake: Share? = object.has("uptake") ? object.number("uptake", &faults) : .all
    let evidence: Evidence? = object.optional("evidence", &faults)
    let source: FilledText? = object.optional("source", &faults)
    let _: String? = object.optional("note", &faults)
    guard let path, let amount = Self.amount(object, path, folder, &faults) else { return nil }
    guard let over, let uptake else { return nil }
    var takesUptake = path.takesUptake
    if case .files = amount { takesUptake = false }
    if over > 1 || uptake != .all, !takesUptake {
      faults.append(
        Diagnostic(
          "change.amount",
          at: object.position,
          "found \(path) with an uptake, which only numbers can have",
          fix: "remove uptake and over"
        )
      )
      return nil
    }
    guard let years else { return nil }
    let begins = from ?? FinancialYear(start: years.lowerBound)
    if let fault = Self.outside(years, path, from: begins, at: object.position(of: "from")) {
      faults.append(fault)
      return nil
    }
    self.init(
      path,
      amount,
      from: begins,
      over: over,
      uptake: uptake,
      evidence: evidence ?? .unverified,
      source: source?.text ?? "",
      position: object.position
    )
  }

  /// A fault when a change begins outside some years.
  static func outside(
    _ years: ClosedRange<Int>,
    _ path: ChangePath,
    from begins: FinancialYear,
    at position: Position
  ) -> Diagnostic? {
    guard !years.contains(begins.start) else { return nil }
    return Diagnostic(
      "change.from",
      at: position,
      "found \(path) changed from \(begins) on, expected a year of the scenario, "
        + "\(FinancialYear(start: years.lowerBound)) to \(FinancialYear(start: years.upperBound))",
      fix: "correct the year"
    )
  }

  private static func amount(
    _ object: JSONObject,
    _ path: ChangePath,
    _ folder: String,
    _ faults: inout DiagnosticList
  ) -> Amount? {
    let given = ["set", "multiply", "file"].filter(object.has)
    guard given.count == 1, let key = given.first, path.amounts.contains(key) else {
      let found = given.isEmpty ? "no amount" : given.joined(separator: " and ")
      faults.append(
        Diagnostic(
          "change.amount",
          at: object.position,
          "found \(found) for \(path), expected \(path.amounts.joined(separator: " or "))",
          fix: "write one of them"
        )
      )
      return nil
    }
    switch (key, path) {
    case ("file", _):
      let files = object.oneOrMore("file", as: FilledText.self, &faults)
      return files.map { .files($0.map { Scenario.place($0.value.text, folder, $0.position, $0.path) }) }
    case ("multiply", _):
      let factor: Factor? = object.number("multiply", &faults)
      return factor.map { .multiply($0) }
    case (_, .stages): return stages(object, &faults)
    case (_, .guidelineYear): return object.integer("set", in: 1990...2100, &faults).map { .year($0) }
    case (_, .tariffYear):
      let year: FinancialYear? = object.value("set", &faults)
      return year.map { .year($0.start) }
    case (_, .tariffBasis):
      return object.choice("set", of: ["tariff", "cost"], &faults).flatMap { CostBasis($0) }.map {
        .basis($0)
      }
    case (_, .price):
      let number: ChangedNumber? = object.number("set", &faults)
      return number.map { .set($0) }
    case (_, .incidenceRatio), (_, .stepQuantity), (_, .referrals):
      let number: ChangedNumber? = object.number("set", &faults)
      return number.map { .set($0) }
    default:
      let share: Share? = object.number("set", &faults)
      return share.flatMap { ChangedNumber("\($0)") }.map { .set($0) }
    }
  }

  private static func stages(_ object: JSONObject, _ faults: inout DiagnosticList) -> Amount? {
    guard let shares = object.object("set", &faults) else { return nil }
    shares.refuseOthers(than: Stage.atDiagnosis.map(\.rawValue), &faults)
    var stages: [Stage: Share] = [:]
    for stage in Stage.atDiagnosis where shares.has(stage.rawValue) {
      guard let share: Share = shares.number(stage.rawValue, &faults) else { return nil }
      stages[stage] = share
    }
    let sum = stages.values.reduce(0) { $0 + $1.millionths }
    guard sum == Share.all.millionths else {
      faults.append(
        Diagnostic(
          "stage.shares",
          at: shares.position,
          "found stages that add up to \(Factor(millionths: sum)), expected 1",
          fix: "correct the shares so that they add up to 1"
        )
      )
      return nil
    }
    return .stages(stages)
  }
}

extension ChangePath {
  /// The keys by which a change of it may be written.
  fileprivate var amounts: [String] {
    switch self {
    case .population: ["multiply", "file"]
    case .stages, .guidelineYear, .tariffYear, .tariffBasis, .earlyStages: ["set"]
    case .price(nil, _), .incidenceForecast: ["multiply"]
    case .incidenceRatio, .stage, .survival, .stepShare, .stepQuantity, .casemix, .referrals, .price,
      .providerShare:
      ["set", "multiply"]
    }
  }

  /// Whether a change of it may be reached in part.
  fileprivate var takesUptake: Bool {
    switch self {
    case .guidelineYear, .tariffYear, .tariffBasis: false
    default: true
    }
  }
}
