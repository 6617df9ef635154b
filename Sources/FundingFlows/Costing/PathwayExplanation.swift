import Pathways
import Quantities
public import Tariffs

extension CostedActivity {
  /// Why it is expected to cost what it does, from the published price to the rounding; nil when it is unpriced.
  public var explanation: Explanation? {
    guard case .priced(let value)? = valuation else { return nil }
    var explanation = Explanation()
    explanation.take(value)
    let all = quantity * value.price
    explanation.note("quantity", "× \(quantity) for each person who has it", to: all, evidence: step.evidence)
    let exact = all * Factor(millionths: share.millionths)
    explanation.note("share", "× \(share) of the people of the stage", to: exact, evidence: evidence)
    explanation.round(exact)
    return explanation
  }
}

extension PathwayCosting {
  /// The explanations of all priced activities as a table, one row for each step from price to expected cost.
  public var explanationTable: [UInt8] {
    var table = ExplanationTable(of: ["pathway", "subtype", "stage", "step", "currency", "point_of_delivery"])
    for activity in activities {
      guard let explanation = activity.explanation else { continue }
      table.add(explanation, of: names(of: activity))
    }
    return table.bytes
  }

  /// The same for a reader.
  public var explanationPage: String {
    let pages = activities.compactMap { activity -> String? in
      guard let explanation = activity.explanation else { return nil }
      let heading = names(of: activity).filter { !$0.isEmpty }.joined(separator: " ")
      return explanation.page("\(heading): £\(activity.expectedCost ?? .zero)")
    }
    return pages.joined(separator: "\n")
  }

  private func names(of activity: CostedActivity) -> [String] {
    [
      pathway.name, activity.subtype ?? "all", activity.stage.rawValue, activity.step.id,
      activity.payment?.currency.description ?? "", activity.payment?.pointOfDelivery.rawValue ?? "",
    ]
  }
}

extension Explanation {
  /// Notes a published price and what was done to it.
  mutating func take(_ value: UnitValue) {
    begin(with: value, RuleOutcome.basePrice.text, "base price")
    for step in value.conversions { note(step) }
  }

  /// Notes the one rounding.
  mutating func round(_ exact: ExactPounds) {
    let rule = RoundingRule.penceHalfUp
    let rounded = ExactPounds(exact.rounded(rule))
    note(RuleOutcome.rounded.text, "rounded \(rule.rawValue)", to: rounded, evidence: .definition)
  }
}
