public import Quantities

/// Counts radiotherapy: one preparation for a course, a delivery for each fraction (rule K2).
///
///     course = 1 preparation + n fractions
///
/// Paid by the fraction, fewer and larger fractions lose the provider income.
///
/// Years: HRG4 on. Source: National Schedule of Reference Costs 2017/18, names of the currencies.
/// Example: breast at average costs of 2017/18: SC51Z + 15 × SC23Z = £2,769.11; in five fractions £1,423.28.
public struct RadiotherapyCourse: Sendable {
  /// The currency of the preparation.
  public var preparation: CurrencyCode
  /// The currency of one fraction.
  public var delivery: CurrencyCode
  /// How many fractions.
  public var fractions: Int

  /// A course of radiotherapy; a count below 0 counts as none.
  public init(preparation: CurrencyCode, delivery: CurrencyCode, fractions: Int) {
    self.preparation = preparation
    self.delivery = delivery
    self.fractions = max(0, fractions)
  }

  /// What is unbundled over the whole course.
  public var units: [UnbundledUnits] {
    let once = [UnbundledUnits(preparation)]
    return fractions > 0 ? once + [UnbundledUnits(delivery, units: Activity(Int64(fractions)))] : once
  }
}
