import Diagnostics
import Populations
import Quantities

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension CohortInputs {
  /// The same inputs with people, incidence, stages and survival changed.
  ///
  /// - Parameters:
  ///   - lastRegistered: the last year of which cases were registered, not forecast.
  ///   - population: reads the people of a change.
  /// - Throws: `change.unknown` for a site or stage that there is not, `change.share`, `change.survival`.
  func changed(
    by changes: [ScenarioChange],
    lastRegistered: Int?,
    population read: ([Scenario.FilePlace]) throws(DiagnosticList) -> Population
  ) throws(DiagnosticList) -> CohortInputs {
    var faults = DiagnosticList()
    var inputs = self
    for change in changes where change.path == .population {
      faults.collect { () throws(DiagnosticList) in try inputs.changePopulation(change, read) }
    }
    inputs.changeIncidence(changes.filter { $0.path.isIncidence }, lastRegistered, &faults)
    let byStage = changes.filter { $0.path.isStage }
    let years = years.lowerBound...years.upperBound
    for site in Set(byStage.compactMap(\.path.site)).sorted() where inputs.knows(site, byStage, &faults) {
      let own = byStage.filter { $0.path.site == site }
      let mix = faults.collect { () throws(DiagnosticList) in
        try inputs.stages.changed(site, by: own, in: years)
      }
      if let mix { inputs.stages = mix }
    }
    for change in changes { inputs.changeSurvival(change, &faults) }
    try faults.throwIfFaulty()
    return inputs
  }

  private func knows(_ site: String, _ changes: [ScenarioChange], _ faults: inout DiagnosticList) -> Bool {
    guard !sites.contains(site) else { return true }
    let meant = Suggestion.closest(to: site, among: sites)
    for change in changes where change.path.site == site {
      faults.append(
        Diagnostic(
          "change.unknown",
          at: change.position,
          "found a change of \(change.path), but \(site) is no pathway of the scenario",
          fix: meant.map { "did you mean \($0)?" } ?? "write one of \(sites.joined(separator: ", "))"
        )
      )
    }
    return false
  }

  // MARK: - People and incidence

  private mutating func changePopulation(
    _ change: ScenarioChange,
    _ read: ([Scenario.FilePlace]) throws(DiagnosticList) -> Population
  ) throws(DiagnosticList) {
    guard case .files(let places) = change.amount else {
      population = population.scaled { change.changed(1, in: $0) }
      return
    }
    let other = try read(places)
    let odd = Set(other.areas).symmetricDifference(population.areas).sorted()
    guard odd.isEmpty else {
      throw DiagnosticList(
        Diagnostic(
          "population.areas",
          at: change.position,
          "found other areas than in \(population.names): only one of the two has "
            + odd.prefix(3).joined(separator: ", "),
          fix: "let both have the same areas"
        )
      )
    }
    population = population.followed(by: other, from: change.from.start)
  }

  private mutating func changeIncidence(
    _ changes: [ScenarioChange],
    _ lastRegistered: Int?,
    _ faults: inout DiagnosticList
  ) {
    var (ratios, forecasts): ([ScenarioChange], [ScenarioChange]) = ([], [])
    for change in changes {
      guard let site = change.path.site, knows(site, [change], &faults) else { continue }
      guard case .incidenceForecast = change.path else {
        ratios.append(change)
        continue
      }
      if let last = lastRegistered, last >= years.upperBound {
        faults.append(Self.noForecast(change, last))
      } else {
        forecasts.append(change)
      }
    }
    guard !ratios.isEmpty || !forecasts.isEmpty else { return }
    // A local ratio that is set is that of the rates as they are forecast in the end.
    let (first, then) = (ratios, forecasts)
    incidence = incidence.changingRatios { site, sex, year, ratio in
      let isForecast = lastRegistered.map { year > $0 } ?? true
      return (first + (isForecast ? then : [])).reduce(ratio) {
        $1.path.concerns(site, sex) ? $1.changed($0, in: year) : $0
      }
    }
  }

  private static func noForecast(_ change: ScenarioChange, _ last: Int) -> Diagnostic {
    Diagnostic(
      "change.unknown",
      at: change.position,
      "found a change of \(change.path), but cases are registered up to \(last)",
      fix: "change incidence.ratio, or choose later years"
    )
  }

  // MARK: - Survival

  /// Scales the excess hazard so that five-year net survival of the table is what it is changed to.
  private mutating func changeSurvival(_ change: ScenarioChange, _ faults: inout DiagnosticList) {
    guard case .survival(let site, let stage) = change.path, knows(site, [change], &faults) else { return }
    guard let hazard = netSurvival.cumulativeHazard(of: site, stage, after: 5), hazard > 0 else {
      faults.append(
        Diagnostic(
          "change.survival",
          at: change.position,
          "found a change of \(change.path), from which nobody dies within five years",
          fix: "change another stage, or correct the survival table"
        )
      )
      return
    }
    let before = exp(-hazard)
    for year in change.from.start...years.upperBound {
      let after = change.changed(before, in: year)
      guard after > 0, after <= 1 else {
        faults.append(
          Diagnostic(
            "change.survival",
            at: change.position,
            "found \(change.path) changed to \((after * 1e6).rounded() / 1e6), expected above 0 and at most 1",
            fix: "change it by less"
          )
        )
        return
      }
      let ratio = -log(after) / hazard
      if after != before { hazardRatios[SiteStage(site: site, stage: stage), default: [:]][year] = ratio }
    }
  }
}

extension ChangePath {
  /// The cancer that a path of people is about; nil for other paths.
  var site: String? {
    switch self {
    case .incidenceRatio(let site, _), .incidenceForecast(let site), .stages(let site), .stage(let site, _),
      .earlyStages(let site), .survival(let site, _):
      site
    default: nil
    }
  }

  /// Whether it changes who falls ill, at which stage, or how long they live.
  var isAboutPeople: Bool { self == .population || site != nil }

  /// Whether it changes how many fall ill.
  var isIncidence: Bool {
    switch self {
    case .incidenceRatio, .incidenceForecast: true
    default: false
    }
  }

  /// Whether it changes the stages at diagnosis.
  var isStage: Bool {
    switch self {
    case .stages, .stage, .earlyStages: true
    default: false
    }
  }

  /// Whether it changes the incidence of a site and sex.
  fileprivate func concerns(_ site: String, _ sex: Sex) -> Bool {
    switch self {
    case .incidenceRatio(let own, let ownSex): own == site && (ownSex == nil || ownSex == sex)
    case .incidenceForecast(let own): own == site
    default: false
    }
  }
}
