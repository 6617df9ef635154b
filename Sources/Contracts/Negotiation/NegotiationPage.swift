import FundingFlows
import Quantities

/// A negotiation as a page of text: who puts what on the table, what makes the gap, what is agreed, which lines make
/// most of it, how the rounds went, and what there is to ask.
public struct NegotiationPage: Sendable {
  /// The page.
  public let text: String

  /// Lays out a negotiation.
  public init(_ negotiation: Negotiation) {
    let sections = [
      Self.heading(negotiation), GapSection(negotiation.gap).text, GapTables(negotiation.gap).text,
      Self.history(negotiation), EvidenceSection(negotiation.gap).text, QuestionSection(negotiation.gap).text,
    ]
    text = sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func heading(_ negotiation: Negotiation) -> String {
    let (offer, counter) = (negotiation.offer, negotiation.counter)
    let gap = negotiation.gap.totals.gap
    let told = { (round: NegotiationRound) in "\(round.name), round \(round.number), \(round.lines) lines" }
    let way: String =
      gap == .zero
      ? "The two come to the same."
      : "The counter is £\(size(gap)) \(gap > .zero ? "more" : "less") than the offer."
    return """
      The gap between two schedules
        Offer:   \(told(offer)), \(pounds(offer.total))
        Counter: \(told(counter)), \(pounds(counter.total))
        \(way)

      """
  }

  /// The rounds, where there are more than one gap can be seen between.
  private static func history(_ negotiation: Negotiation) -> String {
    var table = TextTable(columns: ["total", "moved by", "gap", "line by line", "lines agreed", "closed"])
    table.heading("Rounds")
    for round in negotiation.rounds {
      let closed = round.gap.flatMap { gap in
        negotiation.firstGap.flatMap { Negotiation.closed(gap.absoluteGap, of: $0.absoluteGap) }
      }
      table.row(
        "\(round.number) \(round.name)",
        [
          amount(round.total), round.movement.map(signed) ?? "-", round.gap.map { signed($0.gap) } ?? "-",
          round.gap.map { amount($0.absoluteGap) } ?? "-", round.gap.map { "\($0.agreedLines)" } ?? "-",
          closed.map { TextTable.oneDecimal($0, isSigned: true) + " %" } ?? "-",
        ]
      )
    }
    if let sentence = convergence(negotiation) { table.note(sentence) }
    return table.text
  }

  private static func convergence(_ negotiation: Negotiation) -> String? {
    guard negotiation.rounds.count > 2, let first = negotiation.firstGap else { return nil }
    let (before, now) = (first.absoluteGap, negotiation.gap.totals.absoluteGap)
    let verdict =
      now < before
      ? "The sides come closer"
      : now > before ? "The sides move apart" : "The sides are as far apart as they were"
    return "\(verdict): line by line, \(pounds(before)) lay between them at first, and \(pounds(now)) now."
  }

  static func pounds(_ amount: Pence) -> String { (amount < .zero ? "-£" : "£") + size(amount) }

  /// An amount without its sign.
  private static func size(_ amount: Pence) -> String {
    TextTable.separated(Pence(abs(amount.amount)).description)
  }

  static func amount(_ amount: Pence) -> String { TextTable.separated(amount.description) }

  static func signed(_ amount: Pence) -> String {
    TextTable.separated((amount > .zero ? "+" : "") + amount.description)
  }
}
