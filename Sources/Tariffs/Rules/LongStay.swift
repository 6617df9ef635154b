import Diagnostics
import Quantities
import Tables

/// Pays each day beyond the trim point.
///
/// Nights paid as critical care, rehabilitation or palliative care are taken out of the stay first, down to 0
/// (a row of `rules.csv`, not verified). The trim point is the last day that is not long, and differs for
/// elective and non-elective spells; the price per day is the same for both (rule P7).
///
///     excess = max(0, nights - critical care - rehabilitation - palliative care - trim point)
///
/// Source: National Tariff 2017/19, Annex A.
/// Example: DZ17T in 2017/18, 40 nights, trim point 32, £208 a day: 8 × £208 = £1,664.
struct LongStay: PaymentRule {
  func apply(to working: inout Working) {
    let line = working.line
    guard working.isAdjustable, working.basis == .tariff, let pointOfDelivery = working.pointOfDelivery,
      let column = Self.trimColumn(at: pointOfDelivery)
    else { return }
    let prices = working.tariffPrices
    let trim =
      pointOfDelivery == .electiveInpatient ? prices?.electiveTrimPoint : prices?.nonElectiveTrimPoint
    guard let nights = line.lengthOfStay else {
      working.note(.stayNotGiven, "long stay not assessed: no length of stay given")
      return
    }
    let figures = working.tables.figures
    let takenOut = Self.daysTakenOut(of: line, figures)
    if takenOut > 0 {
      working.note(
        .daysTakenOut,
        "\(takenOut) days paid elsewhere taken out of the stay",
        at: figures.daysTakenOut.position,
        evidence: figures.daysTakenOut.evidence
      )
    }
    guard let trim else {
      working.note(.noTrimPoint, "long stay not assessed: no trim point published")
      return
    }
    let excess = max(0, max(0, nights - takenOut) - trim)
    working.excessBedDays = excess
    guard excess > 0 else { return }
    guard let published = prices?.excessBedDay, let tariff = working.tables.tariff else {
      working.unpriced = Self.noPricePerDay
      return
    }
    let perDay = working.tables.carriedPrice(published)
    working.longStay = ExactPounds(perDay) * Int64(excess)
    working.payable = working.adjusted + working.longStay
    let days = excess == 1 ? "1 day" : "\(excess) days"
    let trimYear = Self.otherYear(of: column, in: working)
    let rateYear = Self.otherYear(of: "excess_bed_day", in: working)
    working.note(
      .longStay,
      "long stay: \(days) beyond trim point \(trim)\(trimYear) × £\(perDay)\(rateYear)",
      at: prices.map { Position(file: tariff.file.path, line: $0.line) },
      publication: tariff.publication
    )
  }

  static let noPricePerDay = "days beyond the trim point, and no price per day is published here"

  /// The column of the trim point; nil where no stay is long.
  static func trimColumn(at pointOfDelivery: PointOfDelivery) -> String? {
    if pointOfDelivery == .electiveInpatient { return "elective_trim_point_days" }
    return pointOfDelivery.isNonElectiveAdmission ? "non_elective_trim_point_days" : nil
  }

  /// The days that do not count towards the trim point.
  static func daysTakenOut(of line: ActivityLine, _ figures: PricingFigures) -> Int {
    (figures.takesOutCriticalCare ? line.criticalCareDays : 0)
      + (figures.takesOutRehabilitation ? line.rehabilitationDays : 0)
      + (figures.takesOutPalliative ? line.palliativeDays : 0)
  }

  /// In words, the year of a figure that was published for another year than the line's.
  private static func otherYear(of column: String, in working: Working) -> String {
    guard let year = working.tables.tariff?.valueYear(of: column), year != working.line.year else {
      return ""
    }
    return " (of \(year))"
  }
}
