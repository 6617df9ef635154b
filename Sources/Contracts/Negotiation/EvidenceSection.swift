import FundingFlows
import Quantities

/// How much of each side's value rests on what.
struct EvidenceSection {
  private let gap: ScheduleGap

  init(_ gap: ScheduleGap) {
    self.gap = gap
  }

  var text: String {
    let offered = Dictionary(
      uniqueKeysWithValues: gap.totals(by: .offerEvidence).map { ($0.name, $0.totals) }
    )
    let countered = Dictionary(
      uniqueKeysWithValues: gap.totals(by: .counterEvidence).map { ($0.name, $0.totals) }
    )
    var table = TextTable(columns: ["offer", "% of offer", "counter", "% of counter"])
    table.heading("What the values rest on")
    for grade in Evidence.allCases.map(\.rawValue) + [""] {
      let offer = offered[grade]?.offer ?? .zero
      let counter = countered[grade]?.counter ?? .zero
      guard offered[grade] != nil || countered[grade] != nil else { continue }
      table.row(
        grade.isEmpty ? "not said" : grade,
        [
          NegotiationPage.amount(offer), Self.percent(offer, of: gap.totals.offer),
          NegotiationPage.amount(counter), Self.percent(counter, of: gap.totals.counter),
        ]
      )
    }
    return table.text
  }

  private static func percent(_ part: Pence, of whole: Pence) -> String {
    guard whole > .zero else { return "-" }
    return TextTable.oneDecimal(Double(part.amount) / Double(whole.amount) * 100)
  }
}
