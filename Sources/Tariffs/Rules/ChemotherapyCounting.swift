public import Quantities

/// Counts chemotherapy: a procurement for each cycle, a delivery for each attendance (rule K1).
///
/// Procurement is paid once a cycle, on its first day. The first attendance of a cycle is SB12Z, SB13Z or SB14Z
/// by the resources it needs, every later one SB15Z; a new cycle begins again. A cycle with two first
/// attendances is miscoded. The codes are rows of `rules.csv`.
///
/// Years: HRG4 on. Source: The National Tariff: how chemotherapy may be funded.
/// Example: twelve weekly doses as four cycles of three at the average costs of 2017/18, without procurement:
/// 4 × SB12Z + 8 × SB15Z = £3,489.66; wrongly as 12 × SB12Z £2,972.91.
public struct ChemotherapyCourse: Sendable {
  /// The currency of procurement; nil when it is paid otherwise.
  public var procurement: CurrencyCode?
  /// The currency of the first attendance of a cycle.
  public var firstAttendance: CurrencyCode
  /// The currency of its later attendances.
  public var laterAttendance: CurrencyCode?
  /// How many cycles.
  public var cycles: Int
  /// How many attendances each has.
  public var attendancesPerCycle: Int

  /// A course of chemotherapy; counts below 1 count as none.
  public init(
    procurement: CurrencyCode? = nil,
    firstAttendance: CurrencyCode,
    laterAttendance: CurrencyCode? = nil,
    cycles: Int,
    attendancesPerCycle: Int = 1
  ) {
    self.procurement = procurement
    self.firstAttendance = firstAttendance
    self.laterAttendance = laterAttendance
    self.cycles = max(0, cycles)
    self.attendancesPerCycle = max(0, attendancesPerCycle)
  }

  /// What is unbundled over the whole course.
  public var units: [UnbundledUnits] {
    guard attendancesPerCycle > 0, cycles > 0 else { return [] }
    var units: [UnbundledUnits] = []
    if let procurement { units.append(UnbundledUnits(procurement, units: Activity(Int64(cycles)))) }
    units.append(UnbundledUnits(firstAttendance, units: Activity(Int64(cycles))))
    let later = cycles * (attendancesPerCycle - 1)
    if let laterAttendance, later > 0 {
      units.append(UnbundledUnits(laterAttendance, units: Activity(Int64(later))))
    }
    return units
  }
}
