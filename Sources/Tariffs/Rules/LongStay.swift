import Quantities

/// Pays each day beyond the trim point.
///
/// Nights paid as critical care, rehabilitation or palliative care are taken out of the stay first, down to 0
/// (that they are is not verified). The trim point is the last day that is not long, and differs for elective
/// and non-elective spells; the price per day is the same for both (rule P7).
///
///     excess = max(0, nights - critical care - rehabilitation - palliative care - trim point)
///
/// Source: National Tariff 2017/19, Annex A.
/// Example: DZ17T in 2017/18, 40 nights, trim point 32, £208 a day: 8 × £208 = £1,664.
struct LongStay {
  func apply(to working: inout Working) {
    let line = working.line
    guard working.basis == .tariff else { return }
    let prices = working.tariffPrices
    let trim: Int?
    let trimColumn: String
    if line.pointOfDelivery == .electiveInpatient {
      trim = prices?.electiveTrimPoint
      trimColumn = "elective_trim_point_days"
    } else if line.pointOfDelivery.isNonElectiveAdmission {
      trim = prices?.nonElectiveTrimPoint
      trimColumn = "non_elective_trim_point_days"
    } else {
      return
    }
    guard let nights = line.lengthOfStay else {
      working.note("long stay not assessed: no length of stay given")
      return
    }
    let takenOut = line.criticalCareDays + line.rehabilitationDays + line.palliativeDays
    if takenOut > 0 {
      working.evidence = .unverified
      working.note("\(takenOut) days paid elsewhere taken out of the stay [unverified]")
    }
    guard let trim else {
      working.note("long stay not assessed: no trim point published")
      return
    }
    let excess = max(0, max(0, nights - takenOut) - trim)
    working.excessBedDays = excess
    guard excess > 0 else { return }
    guard let perDay = prices?.excessBedDay else {
      working.unpriced = "\(excess) days beyond the trim point, and no price per day is published"
      return
    }
    working.longStay = ExactPounds(perDay) * Int64(excess)
    let days = excess == 1 ? "1 day" : "\(excess) days"
    let trimYear = Self.otherYear(of: trimColumn, in: working)
    let rateYear = Self.otherYear(of: "excess_bed_day", in: working)
    working.note("long stay: \(days) beyond trim point \(trim)\(trimYear) × £\(perDay)\(rateYear)")
  }

  /// In words, the year of a figure that was published for another year than the line's.
  private static func otherYear(of column: String, in working: Working) -> String {
    guard let year = working.tariff?.valueYear(of: column), year != working.line.year else { return "" }
    return " (of \(year))"
  }
}
