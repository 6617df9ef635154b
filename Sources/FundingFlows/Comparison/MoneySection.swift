import Pathways
import Quantities

/// The money of two runs by financial year: what differs, by cause and by where it flows.
struct MoneySection {
  private static let stepsShown = 10
  private let difference: RunDifference
  private let attribution: Attribution
  private let names: ComparisonNames
  private let years: [FinancialYear]

  init(_ comparison: RunComparison, _ names: ComparisonNames) {
    difference = comparison.difference
    attribution = comparison.attribution
    self.names = names
    years = Set(
      difference.flows.map(\.key.financialYear) + attribution.flows.map(\.key.financialYear)
    ).sorted()
  }

  var text: String {
    var table = TextTable(columns: years.map(\.description) + ["all years"])
    writeTotals(to: &table)
    writeCauses(to: &table)
    writeDifferences(by: "pathway", to: &table) {
      $0.pathway
    } label: {
      $0
    }
    writeDifferences(by: "phase", to: &table) {
      $0.phase
    } label: {
      $0.rawValue
    }
    writeDifferences(by: "provider", to: &table) {
      $0.provider
    } label: {
      "\($0) \(names.providers[$0] ?? "")"
    }
    writeDifferences(by: "who pays", to: &table) {
      $0.commissioner
    } label: {
      $0.description
    }
    writeSteps(to: &table)
    return table.text
  }

  private func writeTotals(to table: inout TextTable) {
    let byYear = difference.totals { $0.financialYear }
    let values = years.map { byYear[$0] ?? .zero }
    let columns = values + [values.reduce(.zero, +)]
    table.heading("Pounds")
    table.row("Before", columns.map { TextTable.separated($0.before.description) })
    table.row("After", columns.map { TextTable.separated($0.after.description) })
    table.row("Difference", columns.map { Self.signed($0.difference) })
    table.row("  in per cent of before", columns.map { Self.percent($0) })
  }

  private static func percent(_ value: BeforeAndAfter<Pence>) -> String {
    guard value.before > .zero else { return "-" }
    let share = Double(value.difference.amount) / Double(value.before.amount)
    return TextTable.oneDecimal(share * 100, isSigned: true)
  }

  private func writeCauses(to table: inout TextTable) {
    guard !attribution.causes.isEmpty else { return }
    struct CauseYear: Hashable { let cause: Cause, year: FinancialYear }
    let totals = attribution.totals { CauseYear(cause: $0.cause, year: $0.key.financialYear) }
    table.heading("Difference by cause")
    for cause in attribution.causes {
      table.row(cause.name, amounts { totals[CauseYear(cause: cause, year: $0)] })
    }
  }

  private func writeDifferences<Key: Hashable & Comparable>(
    by what: String,
    to table: inout TextTable,
    key: (FlowKey) -> Key,
    label: (Key) -> String
  ) {
    let totals = difference.totals { KeyYear(key: key($0), year: $0.financialYear) }
    table.heading("Difference by \(what)")
    for key in Set(totals.keys.map(\.key)).sorted() {
      table.row(label(key), amounts { totals[KeyYear(key: key, year: $0)]?.difference })
    }
  }

  /// The steps whose value over all years differs most, up or down.
  private func writeSteps(to table: inout TextTable) {
    let all = difference.totals { StepKey($0) }.mapValues(\.difference).filter { $0.value != .zero }
    guard !all.isEmpty else { return }
    let byYear = difference.totals { KeyYear(key: StepKey($0), year: $0.financialYear) }
    let ordered = all.sorted {
      ($1.value.amount.magnitude, $0.key) < ($0.value.amount.magnitude, $1.key)
    }
    table.heading("Steps that differ most")
    for (step, _) in ordered.prefix(Self.stepsShown) {
      let label = "\(step.step) \(names.steps[step.step] ?? "")"
      table.row(label, amounts { byYear[KeyYear(key: step, year: $0)]?.difference })
    }
  }

  /// The signed amounts of each year and their sum.
  private func amounts(_ amount: (FinancialYear) -> Pence?) -> [String] {
    let amounts = years.map { amount($0) ?? .zero }
    return (amounts + [amounts.total()]).map { Self.signed($0) }
  }

  private static func signed(_ amount: Pence) -> String {
    TextTable.separated((amount > .zero ? "+" : "") + amount.description)
  }

  private struct KeyYear<Key: Hashable>: Hashable {
    let key: Key
    let year: FinancialYear
  }
}
