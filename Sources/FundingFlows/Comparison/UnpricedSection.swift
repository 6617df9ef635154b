import Quantities

/// The activity of two runs that no price was found for, so that nothing is lost silently.
struct UnpricedSection {
  private let steps: [RunDifference.UnpricedStep]
  private let names: ComparisonNames

  init(_ difference: RunDifference, _ names: ComparisonNames) {
    steps = difference.unpriced
    self.names = names
  }

  var text: String {
    guard !steps.isEmpty else { return "Without a price: nothing.\n" }
    var table = TextTable(columns: ["before", "after"])
    let repriced = steps.filter(\.hasPriceInOneRunOnly)
    if !repriced.isEmpty {
      table.heading("Units priced in the other run only")
      write(repriced, to: &table)
      table.note("The pounds of these steps differ by what is priced, whatever their care.")
    }
    let others = steps.filter { !$0.hasPriceInOneRunOnly }
    let new = others.filter { $0.units.before == .zero || $0.units.after == .zero }
    if !new.isEmpty {
      table.heading("Units without a price, of one run only")
      write(new, to: &table)
    }
    let rest = others.count - new.count
    if rest > 0 {
      table.note("Steps with units that have no price in either run, in unpriced.csv: \(rest).")
    }
    return table.text
  }

  private func write(_ steps: [RunDifference.UnpricedStep], to table: inout TextTable) {
    for step in steps {
      let label = "\(step.key.step) \(names.steps[step.key.step] ?? "")"
      table.row(label, [step.units.before, step.units.after].map { TextTable.oneDecimal($0.value) })
    }
  }
}
