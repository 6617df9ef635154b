import Diagnostics
import FundingFlows
import Quantities
import Tables

extension PilotActivity {
  /// The lines of patients that count in a year.
  ///
  /// An episode counts in the year of the line that begins it, with all that lies inside; a line outside episodes
  /// counts in its own. Where no year is asked for, it is that in which all episodes begin.
  ///
  /// - Throws: `pilot.year` when nothing is of the year, or none is asked for and there are several.
  func inItsYear(for bundles: [Bundle]) throws(DiagnosticList) -> PilotActivity {
    guard kind == .patients, !lines.isEmpty else { return self }
    var years = lines.map { $0.ownYear ?? year }
    var begun: [(bundle: String, patient: String, year: FinancialYear)] = []
    var taken: Set<Int> = []
    for bundle in bundles {
      let episodes = BundleEpisodes(bundle, self, taken: taken)
      let ofPool = episodes.pools.map { $0.episodes.first?.beganBy.map { lines[$0].ownYear ?? year } ?? year }
      for (pool, year) in zip(episodes.pools, ofPool) { begun.append((bundle.id, pool.patient, year)) }
      for inside in episodes.inside {
        taken.insert(inside.line)
        years[inside.line] = ofPool[inside.pool]
      }
    }
    let found = Set(begun.isEmpty ? years : begun.map(\.year)).sorted()
    let own = try asked(of: found, all: Set(years).sorted())
    let kept = zip(lines, years).filter { $0.1 == own }.map { $0.0.counted(in: own) }
    var activity = PilotActivity(.patients, year: own, lines: kept, inputs: inputs)
    activity.stepNames = stepNames
    activity.providerNames = providerNames
    activity.leftOut = LeftOut(zip(lines, years).filter { $0.1 != own }.map(\.0.flow.value))
    for episode in begun where episode.year != own {
      activity.begunElsewhere[episode.bundle, default: []].insert(episode.patient)
    }
    return activity
  }

  private func asked(of found: [FinancialYear], all: [FinancialYear]) throws(DiagnosticList) -> FinancialYear
  {
    let only = found.count == 1 ? found.first : nil
    if let own = isYearAsked ? year : only, all.contains(own) { return own }
    let list = (isYearAsked ? all : found).map(\.description).joined(separator: ", ")
    throw DiagnosticList(
      "pilot.year",
      at: inputs.first.map { Position(file: $0.path) },
      "found patients of \(list), expected \(isYearAsked ? "some of \(year)" : "one year")",
      fix: isYearAsked
        ? "name another year" : "name the year in the pilot: \"year\": \"\(found.last ?? year)\""
    )
  }
}

extension PilotActivity.LeftOut {
  init(_ values: [Pence?]) {
    self.init(lines: values.count, value: values.compactMap(\.self).total())
  }
}
