import Diagnostics
import Quantities
import Tables

extension GainShare.Terms {
  static let keys = ["share", "deadband", "limit"]

  /// Reads how a direction is shared; what it leaves out is as in the terms around it.
  init(_ object: JSONObject, otherwise: GainShare.Terms?, _ faults: inout DiagnosticList) {
    let share: Share? =
      otherwise == nil || object.has("share") ? object.number("share", &faults) : otherwise?.share
    let deadband: Share? = object.numberIfAny("deadband", &faults) ?? otherwise?.deadband
    let limit: Share? = object.numberIfAny("limit", &faults) ?? otherwise?.limit
    self.init(share: share ?? .none, deadband: deadband ?? .none, limit: limit)
  }

  /// Reads the terms of both directions: those of the object, which `above` and `below` may change.
  static func both(_ object: JSONObject, _ faults: inout DiagnosticList) -> (
    above: GainShare.Terms, below: GainShare.Terms
  ) {
    let needsOwn = object.has("above") && object.has("below") && !object.has("share")
    let common = needsOwn ? nil : GainShare.Terms(object, otherwise: nil, &faults)
    let one = { (key: String, faults: inout DiagnosticList) -> GainShare.Terms in
      guard object.has(key), let own = object.object(key, &faults) else {
        return common ?? GainShare.Terms(share: .none)
      }
      own.refuseOthers(than: keys, &faults)
      return GainShare.Terms(own, otherwise: common, &faults)
    }
    return (one("above", &faults), one("below", &faults))
  }
}

extension PopulationBudget {
  init?(_ object: JSONObject, _ folder: String, _ faults: inout DiagnosticList) {
    object.refuseOthers(
      than: ["kind", "scope", "plan", "actual", "above", "below", "stopLoss"] + GainShare.Terms.keys
        + JSONObject.supportKeys,
      &faults
    )
    let scope = LineScope(object, "scope", &faults)
    let plan = Self.plan(object, &faults)
    let actual = Self.actual(object, folder, &faults)
    let (above, below) = GainShare.Terms.both(object, &faults)
    let stopLoss: Share? = object.numberIfAny("stopLoss", &faults)
    let (evidence, source) = object.support(&faults)
    guard let plan, let actual else { return nil }
    self.init(
      scope: scope,
      plan: plan,
      actual: actual,
      above: above,
      below: below,
      stopLoss: stopLoss,
      evidence: evidence,
      source: source,
      position: object.position
    )
  }

  private static func plan(_ root: JSONObject, _ faults: inout DiagnosticList) -> Plan? {
    guard root.has("plan") else { return .activity }
    guard root.isObject("plan") else {
      let amount: StatedPounds? = root.number("plan", &faults)
      return amount.map { .stated($0.pence) }
    }
    guard let object = root.object("plan", &faults) else { return nil }
    object.refuseOthers(than: ["perPerson", "people"], &faults)
    let price: UnitPrice? = object.number("perPerson", &faults)
    let people: Activity? = object.numberIfAny("people", &faults)
    return price.map { .perPerson($0, people: people) }
  }

  private static func actual(_ root: JSONObject, _ folder: String, _ faults: inout DiagnosticList) -> Actual?
  {
    guard root.has("actual") else { return .activity }
    guard root.isObject("actual") else {
      let amount: StatedPounds? = root.number("actual", &faults)
      return amount.map { .stated($0.pence) }
    }
    guard let object = root.object("actual", &faults) else { return nil }
    object.refuseOthers(than: ["scenario"], &faults)
    guard object.has("scenario") else {
      let _: Words? = object.value("scenario", &faults)
      return nil
    }
    return TariffPilot.place(object, "scenario", folder, &faults).map { .scenario($0) }
  }
}
