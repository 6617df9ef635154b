import FundingFlows
import Quantities

/// A gap by provider, pathway, point of delivery and step.
struct GapTables {
  /// How many names of a dimension are shown, those with the largest gaps.
  private static let namesShown = 10
  private let gap: ScheduleGap

  init(_ gap: ScheduleGap) {
    self.gap = gap
  }

  var text: String {
    var table = TextTable(columns: ["offer", "counter", "gap", "line by line"])
    for (dimension, name) in [
      (GapDimension.commissioner, "who pays"), (.provider, "provider"), (.pathway, "pathway"),
      (.pointOfDelivery, "point of delivery"), (.step, "step"),
    ] {
      write(gap.totals(by: dimension), by: name, to: &table)
    }
    return table.text
  }

  private func write(
    _ sums: [(name: String, totals: GapTotals)],
    by what: String,
    to table: inout TextTable
  ) {
    guard sums.contains(where: { !$0.name.isEmpty }) else { return }
    let ordered = sums.indices.sorted { one, other in
      (sums[other].totals.absoluteGap, one) < (sums[one].totals.absoluteGap, other)
    }
    table.heading("By \(what)")
    for place in ordered.prefix(Self.namesShown).sorted() {
      let (name, totals) = sums[place]
      table.row(
        name.isEmpty ? "(blank)" : name,
        [totals.offer, totals.counter].map(NegotiationPage.amount) + [
          NegotiationPage.signed(totals.gap), NegotiationPage.amount(totals.absoluteGap),
        ]
      )
    }
    if sums.count > Self.namesShown {
      table.note("\(sums.count - Self.namesShown) more, with smaller gaps, are in gap-summary.csv.")
    }
  }
}
