import Diagnostics
import Quantities
import Tables

extension Bundle {
  /// Whether its price needs no activity.
  var isStated: Bool {
    if case .expectedUse = price { return false }
    return true
  }
}

extension PopulationBudget {
  /// Whether plan and actual value need no activity.
  var isStated: Bool {
    if case .stated = actual {
      switch plan {
      case .stated: return true
      case .perPerson(_, let people): return people != nil
      case .activity: return false
      }
    }
    return false
  }
}

extension TariffPilot.ChancePlan {
  init(_ root: JSONObject, _ faults: inout DiagnosticList) {
    self.init()
    guard root.has("chanceOfLoss"), let object = root.object("chanceOfLoss", &faults) else { return }
    object.refuseOthers(than: ["draws", "seed", "cases"], &faults)
    if object.has("draws") { draws = object.integer("draws", in: 100...1_000_000, &faults) ?? draws }
    if object.has("seed") { seed = object.integer("seed", in: 0...Int(Int32.max), &faults) ?? seed }
    if let given = object.optionalIntegers("cases", in: 1...1_000_000, &faults) { cases = given }
  }
}

extension TariffPilot.Transition {
  init?(_ object: JSONObject, _ faults: inout DiagnosticList) {
    object.refuseOthers(than: ["kind", "name", "years", "note"], &faults)
    let name: Words? = object.optional("name", &faults)
    let rows = object.someObjects("years", &faults).compactMap {
      row -> (year: FinancialYear, share: Share)? in
      row.refuseOthers(than: ["year", "share"], &faults)
      let year: FinancialYear? = row.value("year", &faults)
      let share: Share? = row.number("share", &faults)
      guard let year, let share else { return nil }
      return (year, share)
    }
    let shares = rows.sorted { $0.year < $1.year }
    for (one, other) in zip(shares, shares.dropFirst()) where one.year == other.year {
      faults.append(
        Diagnostic(
          "pilot.transition",
          at: object.position,
          "found two shares of \(one.year), expected one for each year",
          fix: "keep one of them"
        )
      )
    }
    self.init(name: name?.text ?? "transition", shares: shares, position: object.position)
  }
}

extension JSONObject {
  /// A list of objects that must be there and hold at least one.
  func someObjects(_ key: String, _ faults: inout DiagnosticList) -> [JSONObject] {
    let list = objects(key, &faults)
    guard list.isEmpty else { return list }
    // Says that the key is missing, or that its value is no list of objects.
    if !has(key) || isEmptyList(key) { _ = texts(key, &faults) }
    return []
  }

  /// Evidence and source of what is stated beside them; a figure that says nothing is unverified.
  func support(_ faults: inout DiagnosticList) -> (evidence: Evidence, source: String) {
    let evidence: Evidence? = optional("evidence", &faults)
    let source: Words? = optional("source", &faults)
    let _: String? = optional("note", &faults)
    return (evidence ?? .unverified, source?.text ?? "")
  }

  static let supportKeys = ["evidence", "source", "note"]
}
