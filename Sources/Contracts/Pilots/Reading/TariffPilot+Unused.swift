import Diagnostics
import Quantities
import Tables

extension TariffPilot {
  /// Refuses quality, clauses and a transition where nothing is settled that they could change.
  static func refuseUnused(
    _ payment: Payment,
    _ transition: Transition?,
    _ root: JSONObject,
    _ faults: inout DiagnosticList
  ) {
    if let what = payment.settledAlone {
      for key in ["quality", "clauses"] where !root.objects(key, &faults).isEmpty {
        faults.append(unused(key, beside: what, at: root.position(of: key)))
      }
      return
    }
    guard !root.has("activity") else { return }
    if !root.objects("quality", &faults).isEmpty {
      faults.append(unused("quality", beside: "no activity", at: root.position(of: "quality")))
    }
    if let transition {
      faults.append(unused("transition", beside: "no activity", at: transition.position))
    }
  }

  private static func unused(_ key: String, beside what: String, at position: Position) -> Diagnostic {
    Diagnostic(
      "pilot.unused",
      at: position,
      "found \(key) beside \(what), expected lines of activity whose payment it changes",
      fix: "remove it, or try it in a pilot of its own on lines of activity"
    )
  }

  /// Refuses conditions that would withhold more than the payment.
  static func check(
    _ conditions: [QualityCondition],
    of payment: Payment,
    _ root: JSONObject,
    _ faults: inout DiagnosticList
  ) {
    let sums = conditions.map { one in
      conditions.filter { payment.isOfBundles || $0.scope == one.scope || $0.scope == .all }
        .reduce(Int64(0)) { $0 + $1.part.millionths }
    }
    guard let most = sums.max(), most > Share.all.millionths else { return }
    faults.append(
      Diagnostic(
        "pilot.quality",
        at: root.position(of: "quality"),
        "found parts of the same payment that add up to \(Factor(millionths: most)), expected at most 1",
        fix: "lower the parts"
      )
    )
  }
}

extension TariffPilot.Payment {
  /// Whether it pays for episodes.
  var isOfBundles: Bool {
    if case .bundles = self { return true }
    return false
  }

  /// What is settled by its own figures alone.
  fileprivate var settledAlone: String? {
    switch self {
    case .models: "models of care"
    case .budget(let budget):
      if case .stated = budget.actual { "a budget whose actual value is stated" } else { nil }
    case .bundles, .prices, .activity: nil
    }
  }
}
