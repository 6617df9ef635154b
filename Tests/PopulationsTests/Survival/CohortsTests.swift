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

struct CohortsTests {
  private static let seeds = 0..<60 as Range<UInt64>

  /// So near that only the rounding of the machine's numbers lies between, for amounts of this size.
  private func isSame(_ one: Double, _ other: Double, size: Double) -> Bool {
    abs(one - other) <= 1e-9 * max(1, size)
  }

  private func total(_ cohorts: Cohorts, _ count: (Cohorts.Year) -> Double) -> Double {
    cohorts.keys.reduce(0) { $0 + cohorts.figures(of: $1).reduce(0) { $0 + count($1) } }
  }

  @Test(arguments: seeds)
  func `survivors are those of the year before and the new cases without the dead`(seed: UInt64) throws {
    let cohorts = try RandomPopulation(seed).cohorts()
    for key in cohorts.keys {
      var before = 0.0
      for year in cohorts.figures(of: key) {
        let after = before + year.cases - year.cancerDeaths - year.otherDeaths
        #expect(isSame(year.survivors, after, size: year.cases + before))
        #expect(year.cancerDeaths >= 0)
        #expect(year.otherDeaths >= 0)
        #expect(year.survivors >= 0)
        before = year.survivors
      }
    }
  }

  @Test(arguments: seeds)
  func `the stages of a year add up to its cases, for each sex`(seed: UInt64) throws {
    let inputs = RandomPopulation(seed)
    let cohorts = try inputs.cohorts()
    for (index, year) in inputs.years.enumerated() {
      for sex in Sex.allCases {
        let staged = cohorts.keys.filter { $0.sex == sex }.map { cohorts.figures(of: $0)[index].cases }
        let cases = inputs.cases(in: year) { $0.sex == sex }
        #expect(isSame(staged.reduce(0, +), cases, size: cases))
      }
      for (stage, share) in zip(Stage.atDiagnosis, inputs.stageMillionths) {
        let own = cohorts.keys.filter { $0.stage == stage }.map { cohorts.figures(of: $0)[index].cases }
        let cases = inputs.cases(in: year) * Double(share) / 1e6
        #expect(isSame(own.reduce(0, +), cases, size: cases))
      }
    }
  }

  @Test(arguments: seeds)
  func `twice the people, twice the cases, survivors and deaths`(seed: UInt64) throws {
    var inputs = RandomPopulation(seed)
    let once = try inputs.cohorts()
    inputs.persons = inputs.persons.mapValues { $0.mapValues { $0 * 2 } }
    let twice = try inputs.cohorts()
    #expect(once.keys == twice.keys)
    for key in once.keys {
      for (one, two) in zip(once.figures(of: key), twice.figures(of: key)) {
        #expect(isSame(two.cases, 2 * one.cases, size: two.cases))
        #expect(isSame(two.survivors, 2 * one.survivors, size: two.survivors))
        #expect(isSame(two.cancerDeaths, 2 * one.cancerDeaths, size: two.cancerDeaths))
        #expect(isSame(two.otherDeaths, 2 * one.otherDeaths, size: two.otherDeaths))
      }
    }
  }

  @Test(arguments: seeds)
  func `without mortality nobody dies`(seed: UInt64) throws {
    var inputs = RandomPopulation(seed)
    inputs.survival = inputs.survival.map { _ in (1_000_000, 1_000_000) }
    inputs.deathRates = inputs.deathRates.mapValues { $0.map { _ in 0 } }
    let cohorts = try inputs.cohorts()
    #expect(total(cohorts) { $0.cancerDeaths + $0.otherDeaths } == 0)
    for key in cohorts.keys {
      var diagnosed = 0.0
      for year in cohorts.figures(of: key) {
        diagnosed += year.cases
        #expect(isSame(year.survivors, diagnosed, size: diagnosed))
      }
    }
  }

  @Test(arguments: seeds)
  func `who cannot die of the cancer dies of something else, and the other way round`(seed: UInt64) throws {
    var inputs = RandomPopulation(seed)
    inputs.survival = inputs.survival.map { _ in (1_000_000, 1_000_000) }
    #expect(total(try inputs.cohorts()) { $0.cancerDeaths } == 0)
    inputs = RandomPopulation(seed)
    inputs.deathRates = inputs.deathRates.mapValues { $0.map { _ in 0 } }
    let cohorts = try inputs.cohorts()
    let others = total(cohorts) { abs($0.otherDeaths) }
    #expect(isSame(others, 0, size: total(cohorts) { $0.cases }))
  }

  @Test(arguments: seeds)
  func `found at stage 1 instead of 4, as many fall ill, fewer die of it and more live`(seed: UInt64) throws {
    var inputs = RandomPopulation(seed)
    inputs.survival = [
      (990_000, 900_000), (900_000, 800_000), (600_000, 300_000), (400_000, 50_000), (500_000, 400_000),
    ]
    inputs.stageMillionths = [200_000, 100_000, 200_000, 400_000, 100_000]
    inputs.ratesPer100k = inputs.ratesPer100k.mapValues { _ in
      Dictionary(uniqueKeysWithValues: SexAge.all.map { ($0, 100) })
    }
    inputs.persons = inputs.persons.mapValues { _ in
      Dictionary(uniqueKeysWithValues: SexAge.all.map { ($0, 1000) })
    }
    let before = try inputs.cohorts()
    inputs.stageMillionths = [500_000, 100_000, 200_000, 100_000, 100_000]
    let after = try inputs.cohorts()
    for index in inputs.years.indices.enumerated().map(\.offset) {
      let sum = { (cohorts: Cohorts, count: (Cohorts.Year) -> Double) in
        cohorts.keys.reduce(0) { $0 + count(cohorts.figures(of: $1)[index]) }
      }
      #expect(isSame(sum(after) { $0.cases }, sum(before) { $0.cases }, size: sum(before) { $0.cases }))
      #expect(sum(after) { $0.cancerDeaths } < sum(before) { $0.cancerDeaths })
      #expect(sum(after) { $0.survivors } > sum(before) { $0.survivors })
    }
  }

  /// One cohort, followed from the formulas of the model with nothing of the program's.
  @Test(arguments: seeds)
  func `a cohort is its cases times net survival times that of everybody`(seed: UInt64) throws {
    var inputs = RandomPopulation(seed)
    var random = Seeded(seed)
    let band = AgeBand.all[random.int(0...18)]
    let group = SexAge(sex: random.bool() ? .female : .male, age: band)
    inputs.persons = inputs.persons.mapValues { _ in [group: 0] }
    inputs.persons[inputs.years.lowerBound] = [group: 100_000]
    inputs.ratesPer100k = inputs.ratesPer100k.mapValues { _ in [group: 500] }
    let cohorts = try inputs.cohorts()
    let rates = try #require(inputs.deathRates[group.sex])
    for (index, stage) in Stage.atDiagnosis.enumerated() where inputs.stageMillionths[index] > 0 {
      let key = Cohorts.Key(site: RandomPopulation.site, sex: group.sex, stage: stage)
      let cases = 500 * Double(inputs.stageMillionths[index]) / 1e6
      let points = inputs.survival[index]
      let first = -log(Double(points.one) / 1e6)
      let later = (-log(Double(points.five) / 1e6) - first) / 4
      let alive = cohorts.alive(of: key, diagnosed: inputs.years.lowerBound)
      let figures = cohorts.figures(of: key)
      var before = (net: 0.0, other: 0.0, alive: cases)
      for year in 0..<inputs.years.count {
        let since = Double(year) + 0.5
        let net = since <= 1 ? first * since : first + later * (since - 1)
        let other = (0..<2 * year + 1).reduce(0.0) { total, half in
          let age = Int(band.middle + (Double(half) + 0.5) / 2)
          return total + Double(rates[min(age, rates.count - 1)]) / 1e6 / 2
        }
        let now = cases * exp(-net - other)
        #expect(isSame(figures[year].survivors, now, size: cases))
        #expect(isSame(alive[year], now, size: cases))
        let ofCancer = (year == 0 ? [0.0] : [since - 1, since - 0.5]).reduce(0.0) { total, start in
          let reached = { (years: Double) in years <= 1 ? first * years : first + later * (years - 1) }
          let risen = reached(start + 0.5) - reached(start)
          let age = Int(band.middle + start + 0.25)
          let otherwise = Double(rates[min(age, rates.count - 1)]) / 1e6 / 2
          let others = (0..<Int(start * 2)).reduce(0.0) { total, half in
            let age = Int(band.middle + (Double(half) + 0.5) / 2)
            return total + Double(rates[min(age, rates.count - 1)]) / 1e6 / 2
          }
          let alive = cases * exp(-reached(start) - others)
          let all = risen + otherwise
          return total + (all > 0 ? alive * (1 - exp(-all)) * risen / all : 0)
        }
        #expect(isSame(figures[year].cancerDeaths, ofCancer, size: cases))
        #expect(
          isSame(figures[year].cancerDeaths + figures[year].otherDeaths, before.alive - now, size: cases)
        )
        before = (net, other, now)
      }
    }
  }

  @Test(arguments: seeds)
  func `the survivors of a year are those of each cohort`(seed: UInt64) throws {
    let inputs = RandomPopulation(seed)
    let cohorts = try inputs.cohorts()
    for key in cohorts.keys {
      for (index, year) in inputs.years.enumerated() {
        let alive = (0...index).reduce(0.0) { total, since in
          total + cohorts.alive(of: key, diagnosed: year - since)[since]
        }
        #expect(isSame(cohorts.figures(of: key)[index].survivors, alive, size: alive))
      }
    }
  }

  @Test(arguments: seeds)
  func `what comes later changes nothing before`(seed: UInt64) throws {
    var inputs = RandomPopulation(seed)
    let before = try inputs.cohorts()
    inputs.persons[inputs.years.upperBound] = [SexAge.all[10]: 1]
    let after = try inputs.cohorts()
    for key in before.keys {
      let (one, other) = (before.figures(of: key).dropLast(), after.figures(of: key).dropLast())
      #expect(one.map(\.survivors) == other.map(\.survivors))
      #expect(one.map(\.cancerDeaths) == other.map(\.cancerDeaths))
    }
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `the order of rows changes nothing`(seed: UInt64) throws {
    var inputs = RandomPopulation(seed)
    let one = try inputs.cohorts()
    inputs.order = seed + 1
    let other = try inputs.cohorts()
    #expect(one.keys == other.keys)
    for key in one.keys {
      #expect(one.figures(of: key).map(\.survivors) == other.figures(of: key).map(\.survivors))
      #expect(one.figures(of: key).map(\.cancerDeaths) == other.figures(of: key).map(\.cancerDeaths))
    }
  }

  @Test func `a group that there is not has no figures, and a year outside no survivors`() throws {
    let inputs = RandomPopulation(1)
    let cohorts = try inputs.cohorts()
    let key = Cohorts.Key(site: "breast", sex: .male, stage: .one)
    #expect(cohorts.figures(of: key).map(\.cases) == Array(repeating: 0, count: inputs.years.count))
    #expect(cohorts.alive(of: key, diagnosed: inputs.years.lowerBound).isEmpty)
    let known = try #require(cohorts.keys.first)
    #expect(cohorts.alive(of: known, diagnosed: inputs.years.lowerBound - 1).isEmpty)
    #expect(cohorts.alive(of: known, diagnosed: inputs.years.upperBound + 1).isEmpty)
  }

  @Test func `groups are in order of site, sex and stage`() throws {
    let cohorts = try RandomPopulation(1).cohorts()
    #expect(cohorts.keys == cohorts.keys.sorted())
    #expect(
      Cohorts.Key(site: "breast", sex: .male, stage: .four)
        < Cohorts.Key(site: "lung", sex: .female, stage: .one)
    )
  }

  // MARK: - What is missing

  private static let place = Position(file: "scenario.json", line: 5, column: 12)

  private func refusal(
    _ years: ClosedRange<Int>,
    population: String = "E01,2019,female,50-54,100",
    rates: String = "lung,female,50-54,2019,10",
    stages: [String] = ["lung,1,2019,1,seen"],
    survival: [String] = ["lung,1,1,0.9", "lung,1,5,0.5"]
  ) throws -> [String] {
    let named = { (name: String, header: String, rows: [String]) in
      InputFile(path: name, text: ([header] + rows).joined(separator: "\n"))
    }
    let people = try Population(named("people.csv", "area,year,sex,age,persons", [population]))
    let incidence = try Incidence.forecast(named("rates.csv", "site,sex,age,year,rate_per_100k", [rates]))
    let mix = try StageMix(named("stages.csv", "site,stage,year,share,evidence", stages))
    let net = try NetSurvival(named("survival.csv", "site,stage,years,net_survival", survival))
    let lives = try RandomPopulation(0).lifeTable()
    return faults { () throws(DiagnosticList) in
      try Cohorts(
        CohortInputs(
          sites: ["lung"],
          years: years,
          population: people,
          incidence: incidence,
          stages: mix,
          netSurvival: net,
          lifeTable: lives
        ),
        at: Self.place
      )
    }
  }

  @Test func `years without people are reported together, where they are asked for`() throws {
    #expect(
      try refusal(2018...2020) == [
        "scenario.json:5:12 found no population of 2018, 2020 in people.csv, which has 2019 to 2019"
          + " [model.no-population]"
      ]
    )
  }

  @Test func `a year without rates is reported with how incidence is predicted`() throws {
    #expect(
      try refusal(2019...2019, rates: "lung,female,50-54,2020,10") == [
        "scenario.json:5:12 found no incidence of lung in 2019 (forecast of rates.csv) [model.no-rates]"
      ]
    )
  }

  @Test func `a site without stages is reported`() throws {
    #expect(
      try refusal(2019...2019, stages: ["breast,1,2019,1,seen"]) == [
        "stages.csv found no stages of lung [model.no-stages]"
      ]
    )
  }

  @Test func `a stage that somebody has must have a survival, and one that nobody has need not`() throws {
    #expect(
      try refusal(2019...2019, stages: ["lung,1,2019,0.5,seen", "lung,3,2019,0.5,seen"]) == [
        "survival.csv found no survival of lung stage 3 [model.no-survival]"
      ]
    )
    #expect(try refusal(2019...2019, stages: ["lung,1,2019,1,seen", "lung,3,2019,0,seen"]).isEmpty)
  }
}
