import Diagnostics
import Quantities

/// Which years have tables to price from.
struct TableYears {
  let tariffs: Set<FinancialYear>
  let all: Set<FinancialYear>

  init(_ library: TariffLibrary, basis: CostBasis? = nil) {
    tariffs = basis == .averageCost ? [] : Set(library.years(having: "prices.csv"))
    all = basis == .tariff ? tariffs : tariffs.union(library.years(having: "unit-costs.csv"))
  }

  var isEmpty: Bool { all.isEmpty }

  /// The year's own table, or the last before it when prices are carried on; nil when there is none.
  func source(for year: FinancialYear, beyond: BeyondPublishedPrices) -> PriceSource? {
    let found = beyond == .error ? (all.contains(year) ? year : nil) : all.filter { $0 <= year }.max()
    return found.map { PriceSource(year: $0, basis: tariffs.contains($0) ? .tariff : .averageCost) }
  }

  func missing(_ year: FinancialYear, at position: Position, _ beyond: BeyondPublishedPrices) -> Diagnostic {
    let known = all.sorted().map(\.description).joined(separator: ", ")
    let isBefore = all.min().map { year < $0 } ?? true
    let carry = beyond == .error && !isBefore ? ", or carry prices on with --beyond hold or uplift" : ""
    return Diagnostic(
      "tariff.no-table",
      at: position,
      "found the year \(year), of which there is neither a national tariff nor average costs",
      fix: "choose a year that has one: \(known)\(carry)"
    )
  }
}
