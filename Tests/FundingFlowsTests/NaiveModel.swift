import Pathways
import Populations
import Quantities

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The model worked out again the long way, from the figures that were drawn and from the page that fixes what
/// counts, with nothing of the program's own.
struct NaiveModel {
  let scenario: RandomScenario

  /// What a step is expected to need in a financial year, and by how much rounding may move it.
  struct Need {
    var units = 0.0
    var slack = 0.0
  }

  /// The units of every step that costs something, by year, pathway, step and stage.
  func needs() -> [String: Need] {
    var needs: [String: Need] = [:]
    for pathway in scenario.pathways {
      for start in scenario.years {
        for stage in Stage.allCases where stage != .recurrent {
          for row in pathway.rows where row.stages.contains(stage) {
            guard row.guideline.contains(scenario.guidelineYear), isPaid(row) else { continue }
            let people =
              0.75 * people(pathway, row, stage, start) + 0.25 * people(pathway, row, stage, start + 1)
            let key = "\(FinancialYear(start: start)) \(pathway.name) \(row.id) \(stage)"
            let quantity = Double(row.quantity) / 1e6
            needs[key, default: Need()].units += people * share(pathway, row, stage) * quantity
            let activities = Double(pathway.subtypes.count * 4)
            let lines = activities * Double(scenario.providers.count)
            needs[key, default: Need()].slack += lines * 0.5e-6 + people * quantity * activities * 0.5e-6
          }
        }
      }
    }
    return needs
  }

  private func isPaid(_ row: RandomPathway.Row) -> Bool {
    guard case .other(let name) = row.payment else { return true }
    return name == "gap"
  }

  // MARK: - Shares

  /// The share of the people of a stage who have a step: that of each subtype, weighted.
  private func share(_ pathway: RandomPathway, _ row: RandomPathway.Row, _ stage: Stage) -> Double {
    guard let index = Stage.atDiagnosis.firstIndex(of: stage) else {
      let first = pathway.subtypes[0].name
      return row.subtypes.isEmpty || row.subtypes.contains(first)
        ? chance(pathway, row, stage, first) : 0
    }
    return pathway.subtypes.reduce(0) { total, subtype in
      guard row.subtypes.isEmpty || row.subtypes.contains(subtype.name) else { return total }
      return total + Double(subtype.shares[index]) / 1e6 * chance(pathway, row, stage, subtype.name)
    }
  }

  private func chance(
    _ pathway: RandomPathway,
    _ row: RandomPathway.Row,
    _ stage: Stage,
    _ subtype: String
  ) -> Double {
    let own = Double(row.share) / 1e6
    guard let parent = row.parent else { return own }
    let above = pathway.rows.first {
      $0.id == parent && $0.applies(to: stage, subtype, scenario.guidelineYear)
    }
    return own * (above.map { chance(pathway, $0, stage, subtype) } ?? 0)
  }

  // MARK: - People

  /// The people of a stage to whom a step happens in a calendar year.
  private func people(_ pathway: RandomPathway, _ row: RandomPathway.Row, _ stage: Stage, _ year: Int)
    -> Double
  {
    let site = pathway.name
    let diagnosed = scenario.counted.lowerBound...year
    switch row.occurrence {
    case .case:
      return diagnosed.reduce(0) { total, start in
        total + cases(pathway, stage, start) * Self.falls(row.day, row.overDays, year - start)
      }
    case .survivorYear:
      return diagnosed.reduce(0) { total, start in
        (row.years ?? 0...0).reduce(total) { total, since in
          guard year - start == since || year - start == since + 1 else { return total }
          return total + 0.5 * alive(site, stage, start, Double(since) + 0.5)
        }
      }
    case .cancerDeath: return diagnosed.reduce(0) { $0 + deaths(site, stage, $1, in: year).ofCancer }
    case .death: return diagnosed.reduce(0) { $0 + deaths(site, stage, $1, in: year).all }
    }
  }

  /// The share of what begins some days after diagnosis and takes some days that falls in a later year, for
  /// diagnoses on any day of their year: the time since new year is spread like the sum of two dice.
  static func falls(_ day: Int, _ overDays: Int, _ later: Int) -> Double {
    let start = Double(day) / 365.25 - Double(later)
    guard overDays > 0 else { return max(0, 1 - abs(start)) }
    let length = Double(overDays) / 365.25
    let below = { (time: Double) -> Double in
      let inside = min(max(time, -1), 1)
      let side = (1 - abs(inside)) * (1 - abs(inside)) / 2
      return inside < 0 ? side : 1 - side
    }
    return (below(start + length) - below(start)) / length
  }

  /// New cases of a site in a calendar year, of all stages.
  func cases(of site: String, in year: Int) -> Double {
    groups.reduce(0) { $0 + cases(of: site, $1, year) }
  }

  private func cases(_ pathway: RandomPathway, _ stage: Stage, _ year: Int) -> Double {
    if stage == .ruledOut { return cases(of: pathway.name, in: year) * Double(pathway.ruledOutPerCase) / 1e6 }
    return cases(of: pathway.name, in: year) * share(of: stage, pathway.name, year)
  }

  func share(of stage: Stage, _ site: String, _ year: Int) -> Double {
    let published = scenario.stages[site] ?? [:]
    let latest = published.keys.filter { $0 <= year }.max() ?? 0
    guard let index = Stage.atDiagnosis.firstIndex(of: stage) else { return 0 }
    return Double(published[latest]?[index] ?? 0) / 1e6
  }

  private var groups: [SexAge] { Set(scenario.persons.map(\.group)).sorted() }

  private func cases(of site: String, _ group: SexAge, _ year: Int) -> Double {
    let people = scenario.persons.filter { $0.year == year && $0.group == group }.reduce(0) { $0 + $1.count }
    let ratio = scenario.ratios?.first { $0.site == site && $0.sex == group.sex }
    return Double(people) * rate(of: site, group, year) * (ratio.map { Double($0.ratio) / 1e6 } ?? 1)
  }

  private func rate(of site: String, _ group: SexAge, _ year: Int) -> Double {
    let isAsked = year >= scenario.years.lowerBound
    if isAsked, scenario.method == .forecast {
      let own = scenario.rates.first { $0.site == site && $0.year == year && $0.group == group }
      return Double(own?.rate ?? 0) / 1e10
    }
    let years = isAsked && scenario.method == .constant ? RandomScenario.registeredYears : [year]
    let own = scenario.registrations.filter {
      $0.site == site && years.contains($0.year) && $0.group == group
    }
    return Double(own.reduce(0) { $0 + $1.cases }) / Double(own.reduce(0) { $0 + $1.population })
  }

  // MARK: - Survival

  private func netHazard(_ site: String, _ stage: Stage, _ years: Double) -> Double {
    guard let index = Stage.atDiagnosis.firstIndex(of: stage), let points = scenario.survival[site]?[index]
    else { return 0 }
    let one = -log(Double(points.one) / 1e6)
    let five = -log(Double(points.five) / 1e6)
    return years <= 1 ? one * years : one + (five - one) * (years - 1) / 4
  }

  /// In half years: the middle of a band is half way through a year of age.
  private func otherHazard(_ group: SexAge, _ years: Double) -> Double {
    let rates = scenario.deathRates[group.sex] ?? []
    return (0..<Int(years * 2)).reduce(0) { total, half in
      let age = Int(group.age.middle + Double(half) / 2 + 0.25)
      return total + Double(rates[min(age, rates.count - 1)]) / 1e6 / 2
    }
  }

  private func alive(_ site: String, _ stage: Stage, _ diagnosed: Int, _ years: Double) -> Double {
    groups.reduce(0) { total, group in
      let hazard = netHazard(site, stage, years) + otherHazard(group, years)
      return total + cases(of: site, group, diagnosed) * share(of: stage, site, diagnosed) * exp(-hazard)
    }
  }

  private func deaths(_ site: String, _ stage: Stage, _ diagnosed: Int, in year: Int)
    -> (ofCancer: Double, all: Double)
  {
    let middle = Double(year - diagnosed)
    // Half a year to the end of the calendar year, and before it half a year from its beginning.
    let halves = year == diagnosed ? [0] : [middle - 0.5, middle]
    var deaths = (ofCancer: 0.0, all: 0.0)
    for group in groups {
      let people = cases(of: site, group, diagnosed) * share(of: stage, site, diagnosed)
      for start in halves {
        let net = netHazard(site, stage, start + 0.5) - netHazard(site, stage, start)
        let other = otherHazard(group, start + 0.5) - otherHazard(group, start)
        let hazard = netHazard(site, stage, start) + otherHazard(group, start)
        let died = people * (exp(-hazard) - exp(-hazard - net - other))
        deaths.ofCancer += net + other > 0 ? died * net / (net + other) : 0
        deaths.all += died
      }
    }
    return deaths
  }

  /// The people alive at the end of a calendar year, of those diagnosed since the first year counted.
  func survivors(of site: String, _ stage: Stage, in year: Int) -> Double {
    (scenario.counted.lowerBound...year).reduce(0) { $0 + alive(site, stage, $1, Double(year - $1) + 0.5) }
  }
}
