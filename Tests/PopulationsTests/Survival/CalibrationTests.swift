import Diagnostics
import Populations
import Quantities
import Tables
import Testing

/// Deaths brought to those registered or forecast.
struct CalibrationTests {
  private static let years = 2000...2015

  /// People who do not die out, so that there is always somebody to die.
  private static func random(_ seed: UInt64) -> RandomPopulation {
    var random = RandomPopulation(seed, years: years)
    random.survival = [
      (990_000, 900_000), (900_000, 800_000), (600_000, 300_000), (400_000, 50_000), (500_000, 400_000),
    ]
    random.deathRates = random.deathRates.mapValues { $0.map { _ in 20_000 } }
    for year in years {
      for group in SexAge.all {
        random.persons[year, default: [:]][group] = 10_000
        random.ratesPer100k[year, default: [:]][group] = 100
      }
    }
    return random
  }

  /// Deaths of everybody at one rate, in some years.
  private static func mortality(_ rate: Double, in years: ClosedRange<Int>, sexes: [Sex] = Sex.allCases)
    -> Mortality
  {
    let rates = Dictionary(
      uniqueKeysWithValues: SexAge.all.filter { sexes.contains($0.sex) }.map { ($0, rate) }
    )
    return Mortality(files: [], method: "made up") { _, year in years.contains(year) ? rates : nil }
  }

  private func cohorts(_ seed: UInt64, _ mortality: Mortality?) throws -> Cohorts {
    var inputs = try Self.random(seed).inputs()
    inputs.mortality = mortality
    inputs.calibrationMethod = .excessHazard
    return try Cohorts(inputs, at: Position(file: "scenario.json", line: 5, column: 12))
  }

  private func deaths(_ cohorts: Cohorts, _ sex: Sex, in year: Int) -> Double {
    cohorts.keys.filter { $0.sex == sex }.reduce(0) { $0 + cohorts.figures(of: $1, in: year).cancerDeaths }
  }

  @Test(arguments: 0..<6 as Range<UInt64>, [0.0004, 0.0006, 0.0009])
  func `from the tenth year on so many die as were registered, and before nothing changes`(
    seed: UInt64,
    rate: Double
  ) throws {
    let calibrated = try cohorts(seed, Self.mortality(rate, in: Self.years))
    let plain = try cohorts(seed, nil)
    for sex in Sex.allCases {
      for year in Self.years {
        let own = deaths(calibrated, sex, in: year)
        guard year >= 2009 else {
          #expect(own == deaths(plain, sex, in: year))
          continue
        }
        let target = 10_000 * 19 * rate
        #expect(abs(own - target) < 1e-9 * target, "\(year)")
        let row = try #require(calibrated.calibration.first { $0.sex == sex && $0.year == year })
        #expect(abs(row.modelled - deaths(plain, sex, in: year)) < 1e-9 * target)
        #expect(abs(try #require(row.target) - target) < 1e-9)
        #expect(abs(try #require(row.ratio) - target / row.modelled) < 1e-12)
        #expect(row.factor > 0)
      }
    }
  }

  @Test func `calibrated people still neither appear nor disappear, and their phases add up`() throws {
    let calibrated = try cohorts(1, Self.mortality(0.0004, in: Self.years))
    for key in calibrated.keys {
      var before = 0.0
      for year in calibrated.figures(of: key) {
        let after = before + year.cases - year.cancerDeaths - year.otherDeaths
        #expect(abs(after - year.survivors) < 1e-9 * max(1, after))
        #expect(year.personYears.lastYearOfLife >= 0)
        before = year.survivors
      }
    }
  }

  @Test func `a year without deaths takes the mean factor of the last five that had them`() throws {
    let calibrated = try cohorts(1, Self.mortality(0.0006, in: 2000...2013))
    let own = calibrated.calibration.filter { $0.sex == .female }
    #expect(own.map(\.year) == Array(2009...2015))
    #expect(own.map { $0.target == nil } == [false, false, false, false, false, true, true])
    let mean = own.prefix(5).reduce(0) { $0 + $1.factor } / 5
    for row in own.suffix(2) {
      #expect(abs(row.factor - mean) < 1e-12)
      #expect(row.ratio == nil)
    }
  }

  @Test func `a sex whose deaths were not published is left as it is`() throws {
    let calibrated = try cohorts(1, Self.mortality(0.0006, in: Self.years, sexes: [.female]))
    let plain = try cohorts(1, nil)
    #expect(calibrated.calibration.allSatisfy { $0.sex == .female })
    for year in Self.years { #expect(deaths(calibrated, .male, in: year) == deaths(plain, .male, in: year)) }
    #expect(plain.calibration.isEmpty)
    #expect(plain.warnings.isEmpty)
  }

  @Test func `more deaths than there are people to die are not forced, and are told`() throws {
    let calibrated = try cohorts(1, Self.mortality(0.5, in: 2015...2015))
    let row = try #require(calibrated.calibration.last)
    #expect(row.factor == 1)
    #expect((row.ratio ?? 0) > 10)
    #expect(calibrated.warnings.count == 2)
  }

  @Test func `deaths far from those modelled are a warning and not an error`() throws {
    let calibrated = try cohorts(1, Self.mortality(0.0002, in: Self.years, sexes: [.female]))
    let warning = try #require(calibrated.warnings.first)
    #expect(calibrated.warnings.count == 1)
    #expect(warning.code == "model.calibration")
    #expect(warning.severity == .warning)
    #expect(warning.position?.description == "scenario.json:5:12")
    #expect(warning.message.hasPrefix("found deaths from lung of the female sex that are 0."))
    #expect(
      warning.message.hasSuffix(
        "times those modelled in 7 of 7 years (2009 to 2015), expected 0.8 to 1.25 times"
      )
    )
    let near = try cohorts(1, nil).keys.filter { $0.sex == .female }
      .reduce(0) { try $0 + cohorts(1, nil).figures(of: $1, in: 2012).cancerDeaths }
    let close = try cohorts(1, Self.mortality(near / 190_000, in: 2012...2012, sexes: [.female]))
    #expect(close.warnings.isEmpty)
    #expect(abs(try #require(close.calibration.first { $0.year == 2012 }).factor - 1) < 1e-9)
  }

  // MARK: - By cause of death

  @Test(arguments: [0.0003, 0.0004, 0.05])
  func `by cause of death survivors stay as published, and deaths move between causes`(rate: Double) throws {
    let mortality = Self.mortality(rate, in: 2000...2013)
    var inputs = try Self.random(2).inputs()
    inputs.mortality = mortality
    let calibrated = try Cohorts(inputs, at: nil)
    let plain = try cohorts(2, nil)
    for key in plain.keys {
      for (one, other) in zip(plain.figures(of: key), calibrated.figures(of: key)) {
        #expect(one.survivors == other.survivors)
        #expect(one.personYears == other.personYears)
        let deaths = one.cancerDeaths + one.otherDeaths
        #expect(abs(other.cancerDeaths + other.otherDeaths - deaths) < 1e-9 * max(1, deaths))
      }
    }
    for row in calibrated.calibration where row.target != nil {
      let own = deaths(calibrated, row.sex, in: row.year)
      #expect(abs(own - min(row.modelled, 190_000 * rate)) < 1e-6)
      #expect((0...1).contains(row.factor))
    }
    #expect(calibrated.calibration.map(\.factor).allSatisfy { $0 > 0 })
  }
}
