import FundingFlows
import Quantities

/// What makes a gap, what is agreed, and the lines that make most of it.
struct GapSection {
  private let gap: ScheduleGap

  init(_ gap: ScheduleGap) {
    self.gap = gap
  }

  var text: String { [effects, agreements, largest].filter { !$0.isEmpty }.joined(separator: "\n") }

  private var effects: String {
    var counts: [GapEffect: Int] = [:]
    for line in gap.lines {
      for effect in GapEffect.allCases where line.effects[effect] != .zero { counts[effect, default: 0] += 1 }
    }
    var table = TextTable(columns: ["pounds", "lines moved"])
    table.heading("What makes the gap")
    for effect in GapEffect.allCases where counts[effect] != nil {
      table.row(
        effect.name,
        [NegotiationPage.signed(gap.totals.effects[effect]), "\(counts[effect] ?? 0)"]
      )
    }
    let moved = gap.lines.count { $0.gap != .zero }
    table.row("Gap", [NegotiationPage.signed(gap.totals.gap), "\(moved)"])
    table.row("Line by line, without signs", [NegotiationPage.amount(gap.totals.absoluteGap), "\(moved)"])
    return table.text
  }

  private var agreements: String {
    var table = TextTable(columns: ["lines", "offer", "counter", "gap"])
    table.heading("What is agreed")
    for (agreement, totals) in gap.agreements()
    where totals.lines > 0 || agreement == .everything {
      table.row(
        agreement.name,
        ["\(totals.lines)"] + [totals.offer, totals.counter].map(NegotiationPage.amount) + [
          NegotiationPage.signed(totals.gap)
        ]
      )
    }
    return table.text
  }

  private var largest: String {
    let lines = gap.largest(Negotiation.linesShown)
    guard !lines.isEmpty else { return "" }
    var table = TextTable(columns: ["offer", "counter", "gap", "% of all gaps", "mostly"])
    table.heading("The \(lines.count == 1 ? "line" : "\(lines.count) lines") with the largest gaps")
    for line in lines {
      guard let told = gap.offered(line) ?? gap.countered(line) else { continue }
      let worths = [line.offerWorth, line.counterWorth].map { $0?.value.map(NegotiationPage.amount) ?? "-" }
      table.row(
        "\(told.lineID) \(told.provider)",
        worths + [
          NegotiationPage.signed(line.gap), TextTable.oneDecimal(gap.share(of: line)),
          line.effects.largest?.name.lowercased() ?? "-",
        ]
      )
    }
    let together = lines.reduce(Pence.zero) { $0 + Pence(abs($1.gap.amount)) }
    table.note(
      "Together \(NegotiationPage.pounds(together)) of \(NegotiationPage.pounds(gap.totals.absoluteGap)) that lie "
        + "between the sides line by line."
    )
    return table.text
  }
}
