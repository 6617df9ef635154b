import Diagnostics
import Populations
import Quantities
import Tables
import Testing

/// England's people, followed from 2001 on, beside what was registered and published.
struct EnglandCohortsTests {
  /// What the national example is made of, until 2020, at the observed rates of each year.
  private static func inputs() throws(DiagnosticList) -> CohortInputs {
    let registrations = try Registrations(Repository.england("registrations.csv"))
    var inputs = CohortInputs(
      sites: ["breast", "lung"],
      years: 2019...2020,
      population: try Population(Repository.england("population.csv")),
      incidence: .observed(registrations),
      stages: try StageMix(Repository.england("stage.csv")),
      netSurvival: try NetSurvival(Repository.england("survival-by-stage.csv")),
      lifeTable: try LifeTable(Repository.england("life-table.csv"), year: 2019, at: nil)
    )
    inputs.earliest = registrations.earliest(of: inputs.sites)
    inputs.trend = try NetSurvivalTrend(Repository.england("net-survival.csv"))
    inputs.recurrence = try Recurrence(Repository.england("recurrence.csv"))
    for stage in Stage.atDiagnosis {
      inputs.subtypes["breast", default: [:]][stage] = [("HR+HER2-", 0.7), ("HER2+", 0.2), ("TNBC", 0.1)].map
      {
        CohortInputs.SubtypeWeight(name: $0.0, weight: $0.1)
      }
    }
    inputs.mortality = .observed(registrations)
    inputs.calibrationMethod = .excessHazard
    return inputs
  }

  private static let calibrated = Result { () throws(DiagnosticList) in try Cohorts(inputs(), at: nil) }

  private static let uncalibrated = Result { () throws(DiagnosticList) in
    var bare = try inputs()
    bare.mortality = nil
    return try Cohorts(bare, at: nil)
  }

  private static let registrations = Result { () throws(DiagnosticList) in
    try Registrations(Repository.england("registrations.csv"))
  }

  private func total(
    _ cohorts: Cohorts,
    _ site: String,
    _ sex: Sex,
    in year: Int,
    _ count: (Cohorts.Year) -> Double
  )
    -> Double
  {
    cohorts.keys.filter { $0.site == site && $0.sex == sex }
      .reduce(0) { $0 + count(cohorts.figures(of: $1, in: year)) }
  }

  @Test(arguments: ["breast", "lung"], Sex.allCases)
  func `every registered case is counted, in its year`(site: String, sex: Sex) throws {
    let cohorts = try Self.calibrated.get()
    #expect(cohorts.years == 2001...2020)
    for year in cohorts.years {
      let registered = try Self.registrations.get().counts(of: site, in: year).filter { $0.key.sex == sex }
        .reduce(0) { $0 + $1.value.cases }
      #expect(abs(total(cohorts, site, sex, in: year) { $0.cases } - Double(registered)) < 0.001, "\(year)")
    }
  }

  /// Modelled over registered deaths of 2015 to 2019, from survival by stage alone.
  private func deathsOverRegistered(_ site: String, _ sex: Sex) throws -> Double {
    let cohorts = try Self.uncalibrated.get()
    var (modelled, registered) = (0.0, 0.0)
    for year in 2015...2019 {
      modelled += total(cohorts, site, sex, in: year) { $0.cancerDeaths }
      registered += try Self.registrations.get().counts(of: site, in: year).filter { $0.key.sex == sex }
        .reduce(0) { $0 + Double($1.value.deaths ?? 0) }
    }
    return modelled / registered
  }

  /// Measured, not fitted: survival by stage is rounded, partly unverified and the same at every age.
  @Test(arguments: [("breast", Sex.female, 1.1418), ("lung", .female, 1.186), ("lung", .male, 1.1315)])
  func `uncalibrated deaths beside those registered are as measured`(site: String, sex: Sex, measured: Double)
    throws
  {
    let ratio = try deathsOverRegistered(site, sex)
    #expect(abs(ratio - measured) < 0.001, "\(ratio)")
  }

  @Test(arguments: [("breast", Sex.female), ("lung", .female), ("lung", .male)])
  func `calibrated deaths are those registered from 2010 on`(site: String, sex: Sex) throws {
    let cohorts = try Self.calibrated.get()
    for year in 2010...2020 {
      let registered = try Self.registrations.get().counts(of: site, in: year).filter { $0.key.sex == sex }
        .reduce(0) { $0 + Double($1.value.deaths ?? 0) }
      let deaths = total(cohorts, site, sex, in: year) { $0.cancerDeaths }
      #expect(abs(deaths - registered) < 1e-6, "\(year)")
    }
    #expect(cohorts.calibration.filter { $0.site == "breast" }.allSatisfy { $0.sex == .female })
  }

  private func prevalence(_ cohorts: Cohorts, _ site: String, in year: Int) -> [Double] {
    cohorts.keys.filter { $0.site == site }.reduce(Array(repeating: 0, count: 11)) { total, key in
      zip(total, cohorts.prevalence(of: key, in: year)).map(+)
    }
  }

  /// Macmillan 2015 after Maddams 2012: 691,000 people live with breast cancer in the United Kingdom, however long
  /// ago it was found. England alone, of those diagnosed since 2001 only, must be fewer.
  @Test(arguments: [(true, 414_009.5), (false, 417_300.2)])
  func `people living with breast cancer in 2015 are as measured, and fewer than in all the kingdom`(
    isCalibrated: Bool,
    measured: Double
  ) throws {
    let cohorts = try (isCalibrated ? Self.calibrated : Self.uncalibrated).get()
    let people = prevalence(cohorts, "breast", in: 2015).reduce(0, +)
    #expect(people < 691_000)
    #expect(abs(people - measured) < 1, "\(people)")
  }

  @Test(arguments: [(true, 7_051.5), (false, 7_054.2)])
  func `recurrences of breast cancer in 2019 are as measured`(isCalibrated: Bool, measured: Double) throws {
    let cohorts = try (isCalibrated ? Self.calibrated : Self.uncalibrated).get()
    let recurrences = total(cohorts, "breast", .female, in: 2019) { $0.recurrences }
    #expect(abs(recurrences - measured) < 1, "\(recurrences)")
  }

  /// Why deaths are brought to the registered ones by their cause and not by scaling the hazard, which would let far
  /// more people live than are known to: published net survival of those diagnosed in 2014 to 2018 is 19.8 %.
  @Test func `scaling the hazard of lung cancer would leave survivors that nobody has seen`() throws {
    var byCause = try Self.inputs()
    byCause.calibrationMethod = .causeOfDeath
    let survivors = try [Cohorts(byCause, at: nil), Self.calibrated.get(), Self.uncalibrated.get()].map {
      cohorts in
      total(cohorts, "lung", .female, in: 2019) { $0.survivors }
        + total(cohorts, "lung", .male, in: 2019) { $0.survivors }
    }
    #expect(survivors[0] == survivors[2])
    #expect(survivors[1] / survivors[0] > 1.3)
  }
}
