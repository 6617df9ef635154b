import Pathways
public import Populations
public import Quantities
import Tariffs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension PathwayCosting {
  /// What a new patient of a stage is expected to cost within some days of referral, in pounds.
  ///
  /// The same activities and prices as everywhere, cut at a day: a step counts from the day on which it
  /// begins, evenly over its days; follow-up for the part of its years that is reached, by those alive; end of
  /// life by those who have died of the cancer by then. Drugs at list price can be left out, as studies of
  /// hospital cost do.
  public func cost(
    of stage: Stage,
    within days: Int,
    survival: NetSurvival,
    includingDrugs: Bool = true
  ) -> Double {
    let horizon = Double(days) / Timing.daysPerYear
    var total = 0.0
    for activity in activities where activity.stage == stage {
      guard case .priced(let value)? = activity.valuation else { continue }
      guard includingDrugs || value.basis != .drugListPrice else { continue }
      let times = occurrences(of: activity.step, stage, days, horizon, survival)
      total += activity.unitsPerOccurrence * times * value.price.approximatePounds
    }
    return total
  }

  private func occurrences(
    of step: PathwayStep,
    _ stage: Stage,
    _ days: Int,
    _ horizon: Double,
    _ survival: NetSurvival
  ) -> Double {
    let alive = { (years: Double) in
      exp(-(survival.cumulativeHazard(of: pathway.name, stage, after: years) ?? 0))
    }
    switch step.occurrence {
    case .case:
      guard step.overDays > 0 else { return step.day <= days ? 1 : 0 }
      return min(max(Double(days - step.day) / Double(step.overDays), 0), 1)
    case .survivorYear:
      return (step.years ?? 0...0).reduce(0) { total, year in
        total + alive(Double(year) + 0.5) * yearShare(reached: horizon - Double(year), year, stage, survival)
      }
    case .cancerDeath, .death:
      return 1 - alive(horizon)
    }
  }

  /// Of the follow-up of a year, the part that falls before some time in it: that of the time lived by then.
  private func yearShare(
    reached time: Double,
    _ year: Int,
    _ stage: Stage,
    _ survival: NetSurvival
  ) -> Double {
    let part = min(max(time, 0), 1)
    let hazards = [Double(year), Double(year + 1)].map {
      survival.cumulativeHazard(of: pathway.name, stage, after: $0) ?? 0
    }
    let hazard = hazards[1] - hazards[0]
    return hazard > 0 ? expm1(-hazard * part) / expm1(-hazard) : part
  }
}
