import Quantities

/// Finds cycles and courses that are counted twice, whatever the order of the lines.
struct CourseCounting {
  private struct Key: Hashable {
    let provider: ProviderCode?
    let course: String
    let cycle: Int?
    let exception: UInt8
  }

  private var counts: [Key: Int64] = [:]

  /// Counts what a line says of its course.
  mutating func count(_ line: ActivityLine, _ figures: PricingFigures) {
    for (key, _, units) in Self.entries(of: line, figures) { counts[key, default: 0] += units }
  }

  /// What is wrong with the course of a line.
  func exceptions(of line: ActivityLine, _ figures: PricingFigures) -> LineExceptions {
    var found: LineExceptions = []
    for (key, exception, _) in Self.entries(of: line, figures) where counts[key, default: 0] > 1 {
      found.insert(exception)
    }
    return found
  }

  private static func entries(
    of line: ActivityLine,
    _ figures: PricingFigures
  ) -> [(Key, LineExceptions, Int64)] {
    guard let course = line.course else { return [] }
    return units(of: line, figures).compactMap { item in
      if item.usesCycle, line.cycle == nil { return nil }
      let key = Key(
        provider: line.provider,
        course: course,
        cycle: item.usesCycle ? line.cycle : nil,
        exception: item.exception.rawValue
      )
      return (key, item.exception, units(item.units, line.quantity.millionths))
    }
  }

  /// What one unit of a line counts towards, in millionths of a unit: the first attendance and the procurement of
  /// a cycle, the preparation of a course.
  static func units(
    of line: ActivityLine,
    _ figures: PricingFigures
  ) -> [(exception: LineExceptions, usesCycle: Bool, units: Int64)] {
    let items = [UnbundledUnits(line.currency)] + line.unbundled
    return items.compactMap { item in
      let code = item.currency.description
      let units = item.units.millionths
      if figures.chemotherapyFirst.value.contains(code) { return (.repeatedFirstAttendance, true, units) }
      if figures.chemotherapyProcurement.value.contains(code) { return (.repeatedProcurement, true, units) }
      let isPreparation = figures.radiotherapyPreparation.value.contains(where: code.hasPrefix)
      return isPreparation ? (.repeatedPreparation, false, units) : nil
    }
  }

  /// The units of all of a line, whole: a part of a unit is a unit begun, and a million is enough.
  static func units(_ each: Int64, _ quantity: Int64) -> Int64 {
    let product = Int128(each) * Int128(quantity) / 1_000_000
    return Int64(min((product + 999_999) / 1_000_000, 1_000_000))
  }
}
