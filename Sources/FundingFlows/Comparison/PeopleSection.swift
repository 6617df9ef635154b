import Quantities

/// The people of two runs by calendar year: what differs, and by which cause.
struct PeopleSection {
  /// What is shown, and whether its years add up: who is alive at the end of one year is so at that of the next.
  private static let shown: [(measure: PatientMeasure, label: String, addsUp: Bool)] = [
    (.cases, "New cases of cancer", true),
    (.cancerDeaths, "Deaths from the cancer", true),
    (.survivors, "People living with cancer at the end of the year", false),
  ]

  private let difference: RunDifference
  private let attribution: Attribution
  private let years: [Int]

  init(_ comparison: RunComparison) {
    difference = comparison.difference
    attribution = comparison.attribution
    years = Set(difference.people.map(\.key.year)).sorted()
  }

  var text: String {
    var table = TextTable(columns: years.map(\.description) + ["all years"])
    for (measure, label, addsUp) in Self.shown {
      table.heading(label)
      writeTotals(of: measure, addsUp, to: &table)
      writeCauses(of: measure, addsUp, to: &table)
    }
    table.note("People are counted by calendar year, money by financial year.")
    return table.text
  }

  private func writeTotals(of measure: PatientMeasure, _ addsUp: Bool, to table: inout TextTable) {
    struct Key: Hashable { let measure: PatientMeasure, year: Int }
    let totals = difference.peopleTotals { Key(measure: $0.measure, year: $0.year) }
    let counts = years.map { totals[Key(measure: measure, year: $0)] ?? .zero }
    table.row("Before", Self.cells(counts.map(\.before), addsUp))
    table.row("After", Self.cells(counts.map(\.after), addsUp))
    table.row("Difference", Self.cells(counts.map(\.difference), addsUp, isSigned: true))
  }

  private func writeCauses(of measure: PatientMeasure, _ addsUp: Bool, to table: inout TextTable) {
    struct Key: Hashable { let measure: PatientMeasure, year: Int, cause: Cause }
    let totals = attribution.patientTotals {
      Key(measure: $0.key.measure, year: $0.key.year, cause: $0.cause)
    }
    for cause in attribution.causes {
      let parts = years.map { totals[Key(measure: measure, year: $0, cause: cause)] ?? .zero }
      guard parts.contains(where: { $0 != .zero }) else { continue }
      table.row("  by \(cause.name)", Self.cells(parts, addsUp, isSigned: true))
    }
  }

  private static func cells(_ counts: [Activity], _ addsUp: Bool, isSigned: Bool = false) -> [String] {
    let sum = addsUp ? [counts.reduce(.zero, +)] : []
    let cells = (counts + sum).map { TextTable.oneDecimal($0.value, isSigned: isSigned) }
    return addsUp ? cells : cells + ["-"]
  }
}
