import Diagnostics
import FundingFlows
import Quantities

extension MonitoringRun {
  /// What the files say, as a page of text.
  public var page: String {
    [heading, positionSection, forecastSection, unmatchedSection, balanceSection, notes]
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var heading: String {
    """
    \(position.year) to \(MonthName.name(of: position.lastMonth)), against the plan by \(position.phasingName)
    """
  }

  private static func pounds(_ amount: Pence) -> String { TextTable.separated(amount.description) }

  private var positionSection: String {
    var table = TextTable(columns: ["Plan", "Actual", "Variance", "Volume", "Price", "One side only"])
    table.heading("Pounds to date")
    table.row("Total", cells(position.lines))
    table.heading("By provider")
    for (name, lines) in groups({ $0.provider.description }) { table.row(name, cells(lines)) }
    table.heading("By point of delivery")
    for (name, lines) in groups({ $0.pointOfDelivery?.description ?? "none" }) {
      table.row(name, cells(lines))
    }
    table.note("Volume is the difference in activity at the plan's price; price is what else differs.")
    return table.text
  }

  private func groups(_ name: (MonitoredService) -> String) -> [(String, [PositionLine])] {
    Dictionary(grouping: position.lines) { name($0.service) }.sorted { $0.key < $1.key }.map {
      ($0.key, $0.value)
    }
  }

  private func cells(_ lines: [PositionLine]) -> [String] {
    let amounts: [(PositionLine) -> Pence] = [
      \.plan, \.actual, \.variance, \.volume, \.price, { $0.notPlanned + $0.notDelivered + $0.notReceived },
    ]
    return amounts.map { amount in Self.pounds(lines.map(amount).total()) }
  }

  private var forecastSection: String {
    var table = TextTable(columns: [
      "Plan of the year", "Run rate", "To the plan", "Plan for rest", "To the plan",
    ])
    table.heading("Forecast outturn, pounds")
    table.row("Total", forecast(position.lines))
    for (name, lines) in groups({ $0.provider.description }) { table.row(name, forecast(lines)) }
    table.note(
      "Run rate divides what was charged by its months' share of the year; plan for the rest adds the plan of the "
        + "months not reported."
    )
    return table.text
  }

  private func forecast(_ lines: [PositionLine]) -> [String] {
    let plan = lines.map(\.planYear).total()
    let (rate, rest) = (lines.map(\.runRate).total(), lines.map(\.planForTheRest).total())
    return [plan, rate, rate - plan, rest, rest - plan].map(Self.pounds)
  }

  private var unmatchedSection: String {
    let kinds: [(PositionLine.Match, String, (PositionLine) -> Pence)] = [
      (.actualOnly, "reported and not in the plan", \.actual),
      (.planOnly, "planned, and of which the months reported hold nothing", \.plan),
      (.notReceived, "planned with a provider that reported nothing", \.plan),
    ]
    let lines = kinds.compactMap { match, words, amount -> String? in
      let own = position.lines.filter { $0.match == match }
      guard !own.isEmpty else { return nil }
      return "  \(own.count) \(words): \(Self.pounds(own.map(amount).total())) pounds"
    }
    return lines.isEmpty
      ? "" : (["Services on one side only, in unmatched.csv"] + lines).joined(separator: "\n") + "\n"
  }

  private var balanceSection: String {
    guard let balance else { return "" }
    var lines = ["Balance of the files, pounds"]
    for check in BalanceCheck.allCases where balance.lines.contains(where: { $0.check == check }) {
      let (aggregate, other) = balance.totals(of: check)
      let differing = balance.lines.filter { $0.check == check && $0.difference != .zero }
      lines.append(
        "  \(check.name): \(Self.pounds(aggregate)) and \(Self.pounds(other)), "
          + (differing.isEmpty ? "equal in every month" : "different by \(Self.pounds(aggregate - other))")
      )
      for line in differing.prefix(10) {
        let words =
          "    \(MonthName.name(of: line.cell.month)), \(line.cell.provider) to \(line.cell.commissioner): "
          + "\(Self.pounds(line.difference)): \(line.cause)"
        lines.append(TextTable.wrapped(words))
      }
      if differing.count > 10 { lines.append("    and \(differing.count - 10) more in balance.csv") }
    }
    for (check, reason) in balance.unchecked { lines.append("  \(check.name): not checked, \(reason)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private var notes: String {
    (unitPrices + missing + replacedNotes + otherYears + undelivered + fileNotes).map {
      TextTable.wrapped($0)
    }.joined(
      separator: "\n"
    )
  }

  private var unitPrices: [String] {
    guard position.looksLikeUnitPrices else { return [] }
    return [
      "The actual prices look like prices of units. They are read as what each row costs in all, as the total of "
        + "the file must equal the invoice: check the files before the figures are used."
    ]
  }

  private var missing: [String] {
    let pairs = Dictionary(grouping: position.missing) { "\($0.provider) to \($0.commissioner)" }
    return pairs.sorted { $0.key < $1.key }.map { name, cells in
      "Not reported by \(name): \(MonthName.list(cells.map(\.month)))."
    }
  }

  private var replacedNotes: [String] {
    replaced.map { found in
      let month =
        "\(MonthName.name(of: found.cell.month)), \(found.cell.provider) to \(found.cell.commissioner)"
      guard found.created != found.latestCreated else {
        return "\(month): \(found.file) says the same as \(found.latestFile) and counts once."
      }
      let types = found.types.filter { !$0.isEmpty }
      let kinds = types.count == 2 && types[0] != types[1] ? " (\(types[0]), then \(types[1]))" : ""
      return
        "\(month): the report made at \(Self.time(found.created)) in \(found.file) is replaced by that of "
        + "\(Self.time(found.latestCreated)) in \(found.latestFile)\(kinds)."
    }
  }

  private static func time(_ time: CreationTime?) -> String { time?.description ?? "no stated time" }

  private var otherYears: [String] {
    let count = position.linesOfOtherYears
    return count == 0 ? [] : ["\(count) lines of the plan are of other years and were left out."]
  }

  private var undelivered: [String] {
    let own = position.lines.filter { $0.service.pointOfDelivery == nil }
    guard !own.isEmpty else { return [] }
    let activity = own.flatMap(\.plannedActivityMonths).reduce(.zero, +)
    return [
      "Without point of delivery and value in the plan: \(own.count) services, "
        + "\(TextTable.separated(activity.description)) units of activity in the year. No report can be set beside them."
    ]
  }

  private var fileNotes: [String] {
    warnings.map { path, list in
      let first = list.warnings.first.map { ", first: \($0.message)" } ?? ""
      let count = list.warningCount == 1 ? "1 warning" : "\(list.warningCount) warnings"
      return "\(path): \(count)\(first). commission check \(path) lists them."
    }
  }
}
