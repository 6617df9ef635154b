import FundingFlows
import Quantities

extension ActivityPlan {
  /// The plan as a page of text: the months, and what the files hold.
  public var page: String {
    ([heading] + years.map(months) + [notes]).joined(separator: "\n")
  }

  private var heading: String {
    let value = lines.compactMap(\.line.value).total()
    let count = lines.count == 1 ? "1 line" : "\(lines.count) lines"
    return "\(count), \(TextTable.separated(value.description)) pounds in all\n"
  }

  private func months(of year: FinancialYear) -> String {
    let own = lines.filter { $0.line.financialYear == year }
    let phasing = phasings[year] ?? .equal
    let total = phasing.weights.reduce(0, +)
    var table = TextTable(columns: ["Pounds", "Share of the year"])
    table.heading("\(year) by \(phasing.name)")
    for month in 1...12 {
      let value = own.compactMap { $0.value?[month - 1] }.total()
      let share = Double(phasing.weights[month - 1]) / Double(max(total, 1)) * 100
      table.row(
        MonthName.name(of: month),
        [TextTable.separated(value.description), TextTable.oneDecimal(share) + "%"]
      )
    }
    return table.text
  }

  private var notes: String {
    var notes: [String] = []
    let unvalued = deliveredLines.count { $0.value == nil }
    if unvalued > 0 {
      notes.append("\(unvalued) of the lines have no value: they are in the files without one.")
    }
    if !leftOut.isEmpty {
      notes.append(
        "indicative-activity-plan.csv leaves out \(leftOutWords); plan-by-month.csv has all."
      )
    }
    let withoutActivity = lines.count { $0.isWithoutActivity && $0.activity != nil }
    if withoutActivity > 0 {
      notes.append(
        "\(withoutActivity) of the lines are of a point of delivery that carries no activity in an Indicative "
          + "Activity Plan, such as DRUG: their activity is 0 there, and kept in plan-by-month.csv."
      )
    }
    notes.append(
      "local-prices.csv has the unit prices, before market forces, of \(locallyPriced.count) lines: those that "
        + "are priced and not by the national tariff."
    )
    let unnamed = lines.count { $0.line.unitPrice != nil && $0.line.basis == nil }
    if unnamed > 0 { notes.append("\(unnamed) lines have a price of no stated basis: they are not in it.") }
    return notes.map { TextTable.wrapped($0) }.joined(separator: "\n")
  }
}

/// The months of a financial year by name.
enum MonthName {
  private static let names = [
    "April", "May", "June", "July", "August", "September", "October", "November", "December", "January",
    "February", "March",
  ]

  static func name(of month: Int) -> String { names[month - 1] }

  /// Several months, such as `April, June`.
  static func list(_ months: [Int]) -> String { months.map(name).joined(separator: ", ") }
}
