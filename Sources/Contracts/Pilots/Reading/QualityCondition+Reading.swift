import Diagnostics
import Quantities
import Tables

extension QualityCondition {
  init?(_ object: JSONObject, _ faults: inout DiagnosticList) {
    object.refuseOthers(
      than: ["name", "target", "part", "pays", "achieved", "scope"] + JSONObject.supportKeys,
      of: "a quality condition",
      &faults
    )
    let name: Words? = object.value("name", &faults)
    let target: Share? = object.number("target", &faults)
    let part: Share? = object.number("part", &faults)
    let pays = object.choice("pays", of: ["all-or-nothing", "in-proportion"], &faults)
    let scope = LineScope(object, "scope", &faults)
    var achieved: Share?
    var byProvider: [ProviderCode: Share] = [:]
    if object.isObject("achieved"), let providers = object.object("achieved", &faults) {
      for key in providers.keys {
        let share: Share? = providers.number(key, &faults)
        guard let provider = ProviderCode(key) else {
          faults.append(
            Diagnostic(
              "pilot.type",
              at: providers.position(of: key),
              "found \"\(key)\" in \(providers.path), expected \(ProviderCode.expectation)",
              fix: "correct the code"
            )
          )
          continue
        }
        byProvider[provider] = share
      }
    } else {
      achieved = object.numberIfAny("achieved", &faults)
    }
    let (evidence, source) = object.support(&faults)
    guard let name, let target, let part else { return nil }
    self.init(
      name: name.text,
      target: target,
      part: part,
      isProportional: pays == "in-proportion",
      achieved: achieved,
      achievedBy: byProvider,
      scope: scope,
      evidence: evidence,
      source: source
    )
  }
}
