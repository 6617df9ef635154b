import Populations
import Quantities

/// What the people of a run rest on, in words that follow from this very run.
public struct CohortBasis: Sendable {
  /// The calendar year from which on people are counted.
  public let countedFrom: Int
  /// What this run does not count.
  public let notCounted: [String]
  /// Whether people diagnosed before the run's first year are carried in, and from when.
  public let carrying: String
  /// By what people are followed, one sentence each.
  public let notes: [String]

  init(_ inputs: CohortInputs, _ cohorts: Cohorts) {
    countedFrom = cohorts.years.lowerBound
    let unread = inputs.sites.filter { !cohorts.sitesThatRecur.contains($0) }
    notCounted =
      ["people diagnosed before \(countedFrom)"] + unread.map { "recurrence of \($0): no rate was read" }
    carrying = Self.carrying(inputs, countedFrom)
    notes =
      [
        Self.conventions, Self.survival(inputs), Self.change(inputs), Self.otherCauses(inputs),
        Self.earlierStages(inputs, countedFrom), Self.recurrence(inputs, cohorts),
      ].compactMap { $0 } + Self.calibration(inputs, cohorts)
  }

  private static let conventions =
    "People are diagnosed at mid-year and followed by half-years. Survivors are counted at the end of a calendar "
    + "year, prevalence at mid-year."

  private static func carrying(_ inputs: CohortInputs, _ first: Int) -> String {
    guard first == inputs.years.lowerBound else {
      return "People diagnosed from \(first) on are counted."
    }
    let why =
      switch inputs.earliest {
      case nil: "no registered cases are named"
      case let earliest? where earliest >= first: "registered cases begin in \(earliest)"
      default:
        inputs.population[first - 1] == nil ? "the population begins in \(first)" : "rates begin in \(first)"
      }
    return "The first years are low: who was diagnosed before \(first) is not counted (\(why))."
  }

  // MARK: - Survival

  private static func survival(_ inputs: CohortInputs) -> String {
    let forms = inputs.sites.map { "\($0) \(inputs.netSurvival.forms[$0])" }
    return
      "Survival by stage, the same at every age, between and beyond 1 and 5 years: \(forms.joined(separator: ", "))."
  }

  private static func change(_ inputs: CohortInputs) -> String {
    guard let trend = inputs.trend else {
      return "Survival by stage is the same for every year of diagnosis."
    }
    var told: [String] = []
    for site in inputs.sites {
      for sex in Sex.allCases {
        guard let span = trend.span(site, sex) else {
          told.append("\(site) \(sex) not at all: none was published")
          continue
        }
        told.append("\(site) \(sex) \(year(span.lowerBound)) to \(year(span.upperBound))")
      }
    }
    return
      "Survival by stage changes with the year of diagnosis as that of all stages did, held before and after: "
      + told.joined(separator: ", ") + "."
  }

  private static func year(_ middle: Double) -> String {
    Int(exactly: middle).map(String.init) ?? "\(middle)"
  }

  private static func otherCauses(_ inputs: CohortInputs) -> String {
    let table = inputs.lifeTable
    guard let first = table.years.first, let last = table.years.last, first < last else {
      return "Other causes: death rates of \(table.year) in every year."
    }
    return "Other causes: death rates of each year from \(first) to \(last), then those of \(table.year)."
  }

  private static func earlierStages(_ inputs: CohortInputs, _ first: Int) -> String? {
    let told = inputs.sites.compactMap { site -> String? in
      guard let published = inputs.stages.firstYear(of: site), published > first else { return nil }
      return "\(site) before \(published)"
    }
    return told.isEmpty
      ? nil : "Stages are those of the first published year: \(told.joined(separator: ", "))."
  }

  // MARK: - Recurrence

  private static func recurrence(_ inputs: CohortInputs, _ cohorts: Cohorts) -> String? {
    guard let recurrence = inputs.recurrence, !cohorts.sitesThatRecur.isEmpty else { return nil }
    let told = cohorts.sitesThatRecur.sorted().map { site in
      let stages = recurrence.stages(of: site).map(\.rawValue).joined(separator: ", ")
      return "\(site) stages \(stages) up to \(recurrence.lastYear(of: site)) years after diagnosis"
    }
    return
      "Distant recurrence (\(recurrence.evidence.rawValue) rates): \(told.joined(separator: "; ")). Who has "
      + "one takes the steps of stage recurrent once, as of its year, and leaves the follow-up."
  }

  // MARK: - Calibration

  private static func calibration(_ inputs: CohortInputs, _ cohorts: Cohorts) -> [String] {
    guard let mortality = inputs.mortality else {
      return ["Cancer deaths are those of survival by stage: they are not brought to any others."]
    }
    var told: [String] = []
    var without: [String] = []
    for site in inputs.sites {
      for sex in Sex.allCases where cohorts.keys.contains(where: { $0.site == site && $0.sex == sex }) {
        let own = cohorts.calibration.filter { $0.site == site && $0.sex == sex }
        let ratios = own.compactMap(\.ratio)
        guard let low = ratios.min(), let high = ratios.max() else {
          without.append("\(site) \(sex)")
          continue
        }
        told.append("\(site) \(sex) \(decimals(low)) to \(decimals(high))")
      }
    }
    var notes: [String] = []
    let years = cohorts.calibration.filter { $0.target != nil }.map(\.year)
    if let first = years.min(), let last = years.max() {
      let how =
        switch inputs.calibrationMethod {
        case .excessHazard: "Excess hazards are scaled so that cancer deaths from \(first) to \(last) are met"
        case .causeOfDeath:
          "Of the excess deaths from \(first) to \(last) as many as are given, at most all, count as cancer "
            + "deaths and the rest as other deaths"
        }
      notes.append(
        "\(how) (\(mortality.method)); deaths over those modelled without it: "
          + "\(told.joined(separator: ", "))."
      )
      if last < cohorts.years.upperBound {
        notes.append("After \(last) the mean factor of the last five years is held.")
      }
    }
    if !without.isEmpty {
      let why = years.isEmpty ? "in years that are calibrated" : "of theirs"
      notes.append("Not calibrated, for no deaths \(why) are known: \(without.joined(separator: ", ")).")
    }
    return notes
  }

  private static func decimals(_ ratio: Double) -> Double { (ratio * 1000).rounded() / 1000 }
}
