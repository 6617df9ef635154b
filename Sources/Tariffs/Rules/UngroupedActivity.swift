import Quantities

/// Pays activity that no group was found for what the rules say, and marks it for correction (rule C6).
///
/// The code (`UZ01Z`) and the price (0) are rows of `rules.csv`. The lists of 2017/18 and 2018/19 print the
/// price; that it holds in every year is unverified.
///
/// Years: all. Example: `UZ01Z`, any point of delivery: £0.00 and the exception `UNGROUPED`.
struct UngroupedActivity: PaymentRule {
  func apply(to working: inout Working) {
    let figures = working.tables.figures
    guard working.isOpen, Self.isUngrouped(working.line, figures) else { return }
    let value = UnitValue(
      price: figures.ungroupedPrice.value,
      basis: working.tables.list?.primary.basis ?? .tariff,
      evidence: figures.ungroupedPrice.evidence,
      source: "",
      position: figures.ungroupedPrice.position
    )
    working.take(value, as: .ungrouped, "ungrouped activity", settled: true)
    working.trace.insert(.ungrouped, figures.ungroupedPrice.evidence)
    working.exceptions.insert(.ungrouped)
  }

  static func isUngrouped(_ line: ActivityLine, _ figures: PricingFigures) -> Bool {
    figures.ungroupedCurrency.value.contains(line.currency.description)
  }
}
