import Diagnostics
import Quantities
import Tables

extension PilotClause {
  private static let kinds = [
    "marginal-rate", "aligned-payment", "quality-payment", "gain-share", "low-volume", "transition",
  ]

  /// The kind that an object names.
  static func kind(of object: JSONObject, _ faults: inout DiagnosticList) -> String? {
    guard object.has("kind") else {
      let _: Words? = object.value("kind", &faults)
      return nil
    }
    return object.choice("kind", of: kinds, &faults)
  }

  init?(_ object: JSONObject, _ kind: String, _ faults: inout DiagnosticList) {
    let name: Words? = object.optional("name", &faults)
    let year: FinancialYear? = object.optional("year", &faults)
    let (evidence, source) = object.support(&faults)
    let terms: Terms?
    switch kind {
    case "marginal-rate": terms = Self.marginalRate(object, &faults)
    case "aligned-payment": terms = Self.alignedPayment(object, &faults)
    case "quality-payment": terms = Self.qualityPayment(object, &faults)
    case "gain-share": terms = Self.gainShare(object, &faults)
    default: terms = Self.lowVolume(object, &faults)
    }
    guard let terms else { return nil }
    self.init(
      name: name?.text ?? kind,
      terms: terms,
      year: year,
      evidence: object.has("evidence") ? evidence : .definition,
      source: source,
      position: object.position
    )
  }

  private static let common = ["kind", "name", "year"] + JSONObject.supportKeys

  private static func marginalRate(_ object: JSONObject, _ faults: inout DiagnosticList) -> Terms? {
    object.refuseOthers(than: common + ["rate", "service", "baseline", "kept", "scope"], &faults)
    let rate: Factor? = object.numberIfAny("rate", &faults)
    let services = ["emergency", "emergency-default-tariff", "specialised"]
    let service = object.choice("service", of: services, &faults)
    let kind: MarginalRate.Kind =
      switch service {
      case "emergency-default-tariff": .emergencyUnderDefaultTariff
      case "specialised": .specialised
      default: .emergency
      }
    if object.has("kept") {
      let kept: StatedPounds? = object.number("kept", &faults)
      guard !object.has("baseline") else {
        faults.append(
          Diagnostic(
            "pilot.clause",
            at: object.position(of: "kept"),
            "found kept beside baseline, expected one of the two",
            fix: "keep the baseline to pay by it, or kept to work out the value above it"
          )
        )
        return nil
      }
      return kept.map { .marginalRateKeeping($0.pence, rate: rate, kind: kind) }
    }
    let baseline: StatedPounds? = object.number("baseline", &faults)
    let scope = object.has("scope") ? LineScope(object, "scope", &faults) : LineScope.emergency
    return baseline.map { .marginalRate(rate: rate, kind: kind, baseline: $0.pence, scope: scope) }
  }

  private static func alignedPayment(_ object: JSONObject, _ faults: inout DiagnosticList) -> Terms? {
    object.refuseOthers(
      than: common + [
        "fixed", "plan", "baseYearValue", "multiple", "largestReduction", "rate", "variableScope", "scope",
      ],
      &faults
    )
    let fixed: StatedPounds? = object.numberIfAny("fixed", &faults)
    let plan: StatedPounds? = object.numberIfAny("plan", &faults)
    let base: StatedPounds? = object.numberIfAny("baseYearValue", &faults)
    let most: StatedPounds? = object.numberIfAny("largestReduction", &faults)
    let rate: Factor? = object.numberIfAny("rate", &faults)
    let multiple: Factor? = object.numberIfAny("multiple", &faults)
    if plan != nil, base != nil {
      faults.append(
        Diagnostic(
          "pilot.clause",
          at: object.position(of: "plan"),
          "found plan beside baseYearValue, expected one of the two at most",
          fix: "keep what the variable element is measured against"
        )
      )
    }
    let variable: AlignedPayment.Variable =
      if let plan {
        .aroundPlan(plan.pence)
      } else if let base {
        .againstBaseYear(base.pence, largestReduction: most?.pence)
      } else {
        .allActivity
      }
    let scope = LineScope(object, "scope", &faults)
    return .alignedPayment(
      fixed: fixed?.pence ?? .zero,
      variable,
      rate: rate,
      multiple: multiple,
      variableScope: object.has("variableScope") ? LineScope(object, "variableScope", &faults) : scope,
      scope: scope
    )
  }

  private static func qualityPayment(_ object: JSONObject, _ faults: inout DiagnosticList) -> Terms? {
    object.refuseOthers(than: common + ["rate", "passThrough", "earned"], &faults)
    let rate: Factor? = object.numberIfAny("rate", &faults)
    let earned: Share? = object.numberIfAny("earned", &faults)
    let through =
      object.has("passThrough") ? LineScope(object, "passThrough", &faults) : LineScope.passThrough
    return .qualityPayment(rate: rate, passThrough: through, earned: earned ?? .all)
  }

  private static func gainShare(_ object: JSONObject, _ faults: inout DiagnosticList) -> Terms? {
    object.refuseOthers(
      than: common + ["plan", "above", "below", "stopLoss", "scope"] + GainShare.Terms.keys,
      &faults
    )
    let plan: StatedPounds? = object.number("plan", &faults)
    let (above, below) = GainShare.Terms.both(object, &faults)
    let stopLoss: Share? = object.numberIfAny("stopLoss", &faults)
    let scope = LineScope(object, "scope", &faults)
    return plan.map { .gainShare(plan: $0.pence, above: above, below: below, stopLoss: stopLoss, scope) }
  }

  private static func lowVolume(_ object: JSONObject, _ faults: inout DiagnosticList) -> Terms? {
    object.refuseOthers(than: common + ["years", "expected", "scope"], &faults)
    let years: [StatedPounds]? = object.numbers("years", &faults)
    let expected: StatedPounds? = object.numberIfAny("expected", &faults)
    let scope = LineScope(object, "scope", &faults)
    return years.map { .lowVolume(years: $0.map(\.pence), expected: expected?.pence, scope: scope) }
  }
}
