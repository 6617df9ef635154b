import Diagnostics
import Populations
import Quantities
import Tables
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// People followed after their diagnosis: time lived, prevalence, recurrence, calibration and earlier years.
struct FollowingTests {
  private static let seeds = 0..<40 as Range<UInt64>

  private func isSame(_ one: Double, _ other: Double, size: Double) -> Bool {
    abs(one - other) <= 1e-9 * max(1, size)
  }

  private func total(_ cohorts: Cohorts, in year: Int, _ count: (Cohorts.Year) -> Double) -> Double {
    cohorts.keys.reduce(0) { $0 + count(cohorts.figures(of: $1, in: year)) }
  }

  // MARK: - Time lived

  /// Person-years of a cohort by short steps, from its half-yearly survivors alone.
  @Test(arguments: seeds)
  func `the phases add up to the time lived`(seed: UInt64) throws {
    let cohorts = try RandomPopulation(seed).cohorts()
    for key in cohorts.keys {
      var before = 0.0
      for year in cohorts.figures(of: key) {
        let phases = year.personYears
        for part in [phases.initial, phases.continuing, phases.lastYearOfLife] { #expect(part >= -1e-9) }
        // Who is there at the beginning lives at most the year, who is diagnosed in it half of it.
        #expect(phases.total <= before + year.cases / 2 + 1e-6)
        let dead = year.cancerDeaths + year.otherDeaths
        #expect(phases.total >= before + year.cases / 2 - dead - 1e-6)
        before = year.survivors
      }
    }
  }

  @Test func `people who all live are in their first year, then continuing, and never in their last`() throws
  {
    var inputs = RandomPopulation(5)
    inputs.survival = inputs.survival.map { _ in (1_000_000, 1_000_000) }
    inputs.deathRates = inputs.deathRates.mapValues { $0.map { _ in 0 } }
    let cohorts = try inputs.cohorts()
    for key in cohorts.keys {
      var (last, diagnosed) = (0.0, 0.0)
      for year in cohorts.figures(of: key) {
        #expect(year.personYears.lastYearOfLife == 0)
        #expect(isSame(year.personYears.initial, (last + year.cases) / 2, size: diagnosed))
        #expect(isSame(year.personYears.continuing, diagnosed - last / 2, size: diagnosed))
        diagnosed += year.cases
        last = year.cases
      }
    }
  }

  /// One cohort with one constant hazard: the last year of life is the share that does not live another year.
  @Test func `under one constant hazard the last year of life is the same share of all time lived`() throws {
    var inputs = RandomPopulation(3)
    let hazard = 0.3
    inputs.survival = inputs.survival.map { _ in
      (Int((exp(-hazard) * 1e6).rounded()), Int((exp(-5 * hazard) * 1e6).rounded()))
    }
    inputs.deathRates = inputs.deathRates.mapValues { $0.map { _ in 0 } }
    let cohorts = try inputs.cohorts()
    for key in cohorts.keys {
      for year in cohorts.figures(of: key) {
        let share = year.personYears.lastYearOfLife / max(1e-9, year.personYears.total)
        #expect(year.cases == 0 || abs(share - (1 - exp(-hazard))) < 1e-4)
      }
    }
  }

  // MARK: - Prevalence

  @Test(arguments: seeds)
  func `prevalence by years since diagnosis adds up to the mean of the survivors before and after`(
    seed: UInt64
  )
    throws
  {
    let cohorts = try RandomPopulation(seed).cohorts()
    for key in cohorts.keys {
      var before = 0.0
      for year in cohorts.years {
        let classes = cohorts.prevalence(of: key, in: year)
        #expect(classes.count == 11)
        #expect(classes.allSatisfy { $0 >= 0 })
        let survivors = cohorts.figures(of: key, in: year).survivors
        #expect(isSame(classes.reduce(0, +), (before + survivors) / 2, size: survivors))
        before = survivors
      }
    }
  }

  // MARK: - Steady

  @Test func `a population with constant rates and a steady past has the same figures every year`() throws {
    var inputs = RandomPopulation(12, years: 2000...2060)
    let (people, rates) = (try #require(inputs.persons[2000]), try #require(inputs.ratesPer100k[2000]))
    for year in inputs.years {
      inputs.persons[year] = people
      inputs.ratesPer100k[year] = rates
    }
    inputs.deathRates = inputs.deathRates.mapValues { $0.map { _ in 600_000 } }
    let cohorts = try inputs.cohorts()
    for key in cohorts.keys {
      let steady = cohorts.figures(of: key).suffix(10)
      let first = try #require(steady.first)
      for year in steady {
        #expect(isSame(year.survivors, first.survivors, size: first.survivors))
        #expect(isSame(year.cancerDeaths, first.cancerDeaths, size: first.survivors))
        #expect(
          isSame(year.personYears.lastYearOfLife, first.personYears.lastYearOfLife, size: first.survivors)
        )
        #expect(isSame(year.cancerDeaths + year.otherDeaths, year.cases, size: first.survivors))
      }
    }
  }

  // MARK: - Earlier years

  /// Runs the last years only, and has the years before carried in.
  private func carried(_ random: RandomPopulation, from first: Int, earliest: Int?) throws -> Cohorts {
    let whole = try random.inputs()
    var inputs = CohortInputs(
      sites: whole.sites,
      years: first...random.years.upperBound,
      population: whole.population,
      incidence: whole.incidence,
      stages: whole.stages,
      netSurvival: whole.netSurvival,
      lifeTable: whole.lifeTable
    )
    inputs.earliest = earliest
    return try Cohorts(inputs, at: nil)
  }

  @Test(arguments: seeds)
  func `people carried in are those of a run that began with them`(seed: UInt64) throws {
    let random = RandomPopulation(seed)
    let whole = try random.cohorts()
    let late = try carried(random, from: random.years.upperBound, earliest: random.years.lowerBound)
    #expect(late.years == whole.years)
    for key in whole.keys {
      let (one, other) = (whole.figures(of: key), late.figures(of: key))
      #expect(one.map(\.survivors) == other.map(\.survivors))
      #expect(one.map(\.cancerDeaths) == other.map(\.cancerDeaths))
    }
    let cold = try carried(random, from: random.years.upperBound, earliest: nil)
    #expect(cold.years.count == 1)
  }

  @Test func `people are counted from the first year after a gap in the population`() throws {
    var random = RandomPopulation(8, years: 2000...2008)
    random.persons[2003] = nil
    #expect(try carried(random, from: 2007, earliest: 1990).years == 2004...2008)
    #expect(try carried(random, from: 2007, earliest: 2006).years == 2006...2008)
    #expect(try carried(random, from: 2007, earliest: 2030).years == 2007...2008)
  }

  @Test func `earlier years take what was registered, and the years asked for what is predicted`() throws {
    let random = RandomPopulation(9, years: 2000...2004)
    var inputs = try random.inputs()
    inputs = CohortInputs(
      sites: inputs.sites,
      years: 2002...2004,
      population: inputs.population,
      incidence: inputs.incidence,
      stages: inputs.stages,
      netSurvival: inputs.netSurvival,
      lifeTable: inputs.lifeTable
    )
    let rows = (2001...2003).flatMap { year in
      SexAge.all.map { "lung,\($0.sex),\($0.age),\(year),7,1000" }
    }
    let text = (["site,sex,age,year,cases,population"] + rows).joined(separator: "\n")
    inputs.past = .observed(try Registrations(InputFile(path: "r.csv", text: text)))
    inputs.earliest = 2000
    let cohorts = try Cohorts(inputs, at: nil)
    #expect(cohorts.years == 2000...2004)
    for year in cohorts.years {
      let cases = total(cohorts, in: year) { $0.cases }
      let people = SexAge.all.reduce(0) { $0 + (random.persons[year]?[$1] ?? 0) }
      let expected = year == 2001 ? Double(people) * 0.007 : random.cases(in: year)
      #expect(isSame(cases, expected, size: expected), "\(year)")
    }
  }

  // MARK: - Survival over time

  @Test func `survival of a year of diagnosis is scaled from the cohort of the table`() throws {
    var random = RandomPopulation(4, years: 2000...2012)
    random.deathRates = random.deathRates.mapValues { $0.map { _ in 0 } }
    var inputs = try random.inputs()
    inputs.trend = try NetSurvivalTrend(
      table(
        "site,sex,diagnosed,years,net_survival",
        "lung,persons,2002,1,0.3",
        "lung,persons,2002,5,0.1",
        "lung,persons,2010,1,0.5",
        "lung,persons,2010,5,0.3"
      )
    )
    let cohorts = try Cohorts(inputs, at: nil)
    let first = { (year: Double) -> Double in
      let (one, other) = (-log(0.3), -log(0.5))
      return (one + (other - one) * (min(max(year, 2002), 2010) - 2002) / 8) / other
    }
    for key in cohorts.keys {
      let index = try #require(Stage.atDiagnosis.firstIndex(of: key.stage))
      let points = random.survival[index]
      for year in 2000...2012 {
        let alive = try #require(cohorts.alive(of: key, diagnosed: year).first)
        let cases = cohorts.figures(of: key, in: year).cases
        let hazard = -log(Double(points.one) / 1e6) / 2 * first(Double(year))
        #expect(isSame(alive, cases * exp(-hazard), size: cases), "\(key) \(year)")
      }
    }
  }

  @Test func `a change over time needs to know whom the survival by stage is of`() throws {
    var inputs = try RandomPopulation(4, hasCohort: false).inputs()
    inputs.trend = try NetSurvivalTrend(
      table("site,sex,diagnosed,years,net_survival", "lung,persons,2002,1,0.3", "lung,persons,2002,5,0.1")
    )
    let told = faults { () throws(DiagnosticList) in try Cohorts(inputs, at: nil) }
    #expect(told.allSatisfy { $0.hasSuffix("[survival.diagnosed]") })
    #expect(
      told.first
        == "t.csv found no years of diagnosis of lung stage 1, from which the change of survival over time"
        + " is counted [survival.diagnosed]"
    )
  }

  @Test func `each calendar year takes its own death rates`() throws {
    var random = RandomPopulation(4, years: 2018...2022)
    random.survival = random.survival.map { _ in (1_000_000, 1_000_000) }
    random.deathRates = random.deathRates.mapValues { $0.map { _ in 100_000 } }
    let constant = try random.cohorts()
    var inputs = try random.inputs()
    let rates = [2019: 0.1, 2020: 0.5]
    let rows = rates.sorted { $0.key < $1.key }.flatMap { year, rate in
      Sex.allCases.flatMap { sex in (0..<100).map { "\(year),\(sex),\($0),\(rate)" } }
    }
    let text = (["year,sex,age,death_rate"] + rows).joined(separator: "\n")
    inputs = CohortInputs(
      sites: inputs.sites,
      years: inputs.years,
      population: inputs.population,
      incidence: inputs.incidence,
      stages: inputs.stages,
      netSurvival: inputs.netSurvival,
      lifeTable: try LifeTable(InputFile(path: "l.csv", text: text), year: 2019, at: nil)
    )
    let varying = try Cohorts(inputs, at: nil)
    for year in [2018, 2019] {
      #expect(total(varying, in: year) { $0.otherDeaths } == total(constant, in: year) { $0.otherDeaths })
    }
    #expect(total(varying, in: 2020) { $0.otherDeaths } > 2 * total(constant, in: 2020) { $0.otherDeaths })
    let before = total(varying, in: 2020) { $0.survivors }
    let newly = total(varying, in: 2021) { $0.cases }
    let expected = before * (1 - exp(-0.1)) + newly * (1 - exp(-0.05))
    #expect(isSame(total(varying, in: 2021) { $0.otherDeaths }, expected, size: before))
  }
}
