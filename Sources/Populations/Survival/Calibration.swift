import Diagnostics

/// How modelled deaths of one year and sex compare with those registered or forecast.
public struct Calibration: Sendable {
  /// The calendar year.
  public let year: Int
  /// The cancer.
  public let site: String
  /// The sex.
  public let sex: Sex
  /// Cancer deaths of the model when no hazard is scaled in any year.
  public let modelled: Double
  /// Cancer deaths registered or forecast; nil for a year of which there are none.
  public let target: Double?
  /// What the excess hazard of the year was multiplied by; with ``CalibrationMethod/causeOfDeath`` the share of
  /// excess deaths that count as deaths from the cancer.
  public let factor: Double

  /// Registered or forecast deaths over modelled ones; nil when one of them is missing or nought.
  public var ratio: Double? {
    guard let target, modelled > 0 else { return nil }
    return target / modelled
  }

  /// Ratios beyond which a reader is warned.
  public static let expected = 0.8...1.25

  /// The first year that is calibrated is the tenth that is carried: before it, too many of those who die were
  /// diagnosed before the first.
  static let yearsBefore = 9

  /// A year without deaths takes the mean factor of so many years before it that had them.
  static let heldYears = 5

  /// A factor beyond which deaths are not sought: with it nearly everybody with a hazard dies within the year.
  static let largestFactor = 1024.0

  /// A warning for each site and sex whose ratio leaves what is expected in some years.
  static func warnings(of rows: [Calibration], at position: Position?) -> [Diagnostic] {
    struct Group: Hashable { let site: String, sex: Sex }
    let groups = Dictionary(grouping: rows) { Group(site: $0.site, sex: $0.sex) }
    return groups.sorted { ($0.key.site, $0.key.sex) < ($1.key.site, $1.key.sex) }.compactMap { group, own in
      let ratios = own.compactMap { row in row.ratio.map { (row.year, $0) } }
      // What is applied counts too: scaled year after year, a hazard moves further than the deaths of one year.
      let factors = own.compactMap { row in row.ratio.map { _ in (row.year, row.factor) } }
      let far = factors.filter { !expected.contains($0.1) }
      let plain = ratios.filter { !expected.contains($0.1) }
      let outside = far.count > plain.count ? far : plain
      guard let first = outside.first, let last = outside.last else { return nil }
      let low = outside.map(\.1).min() ?? first.1
      let high = outside.map(\.1).max() ?? first.1
      return Diagnostic(
        "model.calibration",
        at: position,
        "found deaths from \(group.site) of the \(group.sex) sex that are \(rounded(low)) to \(rounded(high)) "
          + "times those modelled in \(outside.count) of \(ratios.count) years (\(first.0) to \(last.0)), "
          + "expected \(expected.lowerBound) to \(expected.upperBound) times",
        fix:
          "look at survival by stage, the stages of earlier years and local ratios; the run was calibrated to "
          + "the deaths",
        severity: .warning
      )
    }
  }

  private static func rounded(_ ratio: Double) -> Double { (ratio * 100).rounded() / 100 }
}
