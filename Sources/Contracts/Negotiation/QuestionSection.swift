import FundingFlows
import Quantities

/// What there is to ask about two schedules before their gap is talked about.
struct QuestionSection {
  private static let linesShown = 10
  private let gap: ScheduleGap

  init(_ gap: ScheduleGap) {
    self.gap = gap
  }

  var text: String {
    let questions = [matching, years, repeated, recoded, arithmetic, unpriced, unmoved].filter { !$0.isEmpty }
    guard !questions.isEmpty else { return "Questions to ask: none.\n" }
    return "Questions to ask\n" + questions.map { $0.joined(separator: "\n") + "\n" }.joined()
  }

  /// A sentence, and some of the lines that it is about.
  private func told(_ sentence: String, _ lines: [GapLine]) -> [String] {
    guard !lines.isEmpty else { return [] }
    let shown = lines.prefix(Self.linesShown).compactMap { line -> String? in
      guard let told = gap.offered(line) ?? gap.countered(line) else { return nil }
      return TextTable.wrapped("    \(told.lineID) of \(told.financialYear): \(gap.questions(about: line))")
    }
    let rest = lines.count - shown.count
    return [TextTable.wrapped("  " + sentence)] + shown
      + (rest > 0 ? ["    and \(rest) more, in gap.csv"] : [])
  }

  private var matching: [String] {
    guard !gap.lines.isEmpty, gap.lines.allSatisfy({ $0.offer == nil || $0.counter == nil }) else {
      return []
    }
    return ["  The two have no line in common: was the line_id changed on one side?"]
  }

  private var years: [String] {
    let (own, other) = (ScheduleGap.years(of: gap.offer), ScheduleGap.years(of: gap.counter))
    let told = { (years: Set<FinancialYear>) in years.sorted().map(\.description).joined(separator: ", ") }
    let pairs = [("offer", own.subtracting(other)), ("counter", other.subtracting(own))]
    return pairs.filter { !$0.1.isEmpty }.map { "  Only the \($0.0) has lines for \(told($0.1))." }
  }

  private var repeated: [String] {
    let sides = [("offer", gap.repeated.map(\.offer.count)), ("counter", gap.repeated.map(\.counter.count))]
    return sides.compactMap { side, counts in
      let lines = counts.reduce(0) { $0 + max(0, $1 - 1) }
      guard lines > 0 else { return nil }
      return TextTable.wrapped(
        "  The \(side) has \(lines) line\(lines == 1 ? "" : "s") more than once under the same id and year; they were "
          + "paired by what they say."
      )
    }
  }

  private var recoded: [String] {
    let lines = gap.lines.filter(\.isRecoded)
    return told("Coded otherwise under the same id, \(lines.count): is it still the same service?", lines)
  }

  private var arithmetic: [String] {
    let lines = gap.lines.filter { line in
      [line.offerWorth, line.counterWorth].contains { ($0?.misstatement ?? .zero) != .zero }
    }
    let sums = [\GapLine.offerWorth, \.counterWorth].map { side in
      lines.reduce(Pence.zero) { $0 + ($1[keyPath: side]?.misstatement ?? .zero) }
    }
    return told(
      "Stated values that are not activity × price × factor, \(lines.count), in all "
        + "\(NegotiationPage.pounds(sums[0])) in the offer and \(NegotiationPage.pounds(sums[1])) in the counter:",
      lines
    )
  }

  private var unpriced: [String] {
    let lines = gap.lines.filter(\.isUnpriced)
    return told("Without a value, \(lines.count): they count as nothing where they have none.", lines)
  }

  /// What differs and moves no money, besides codes.
  private var unmoved: [String] {
    let kinds = LineDifferences.names.filter { !LineDifferences.codes.contains($0.0) }
    let counts = kinds.compactMap { difference, name -> String? in
      let count = gap.lines.count { $0.differences.contains(difference) }
      return count == 0 ? nil : "\(name) of \(count)"
    }
    guard !counts.isEmpty else { return [] }
    return [
      TextTable.wrapped("  Lines that differ in what moves no money: \(counts.joined(separator: ", ")).")
    ]
  }
}
