import Diagnostics
import Populations
import Tables
import TestSupport
import Testing

struct LifeTableTests {
  private static let header = "year,sex,age,death_rate"

  /// The rates of a sex at ages from 0 on, in a year.
  private static func rows(_ sex: Sex, _ year: Int = 2019, rates: [Double]) -> [String] {
    rates.enumerated().map { "\(year),\(sex),\($0.offset),\(decimal(Int(($0.element * 1e6).rounded())))" }
  }

  private static func lifeTable(_ female: [Double], _ male: [Double]) throws -> LifeTable {
    let lines = [header] + rows(.female, rates: female) + rows(.male, rates: male)
    return try LifeTable(InputFile(path: "t.csv", text: lines.joined(separator: "\n")), year: 2019, at: nil)
  }

  private static func randomRates(_ random: inout Seeded) -> [Double] {
    (0..<random.int(100...121)).map { _ in Double(random.int(0...2_000_000)) / 1e6 }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `hazards of stretches that follow one another add up`(seed: UInt64) throws {
    var random = Seeded(seed)
    let lives = try Self.lifeTable(Self.randomRates(&random), Self.randomRates(&random))
    for sex in Sex.allCases {
      let age = random.double(0...110)
      let (first, second) = (random.double(0...30), random.double(0...30))
      let sum =
        lives.cumulativeHazard(sex, from: age, after: first)
        + lives.cumulativeHazard(sex, from: age + first, after: second)
      #expect(abs(lives.cumulativeHazard(sex, from: age, after: first + second) - sum) < 1e-9)
    }
  }

  /// Days so short that the rate at their middle stands for them.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `the hazard is the sum of small steps, the last rate holding for the oldest`(seed: UInt64) throws {
    var random = Seeded(seed)
    let rates = Self.randomRates(&random)
    let lives = try Self.lifeTable(rates, Self.randomRates(&random))
    let (age, years) = (Double(random.int(0...440)) / 4, Double(random.int(0...160)) / 4)
    let steps = Int(years * 4)
    let naive = (0..<steps).reduce(0.0) { total, step in
      let at = Int(age + (Double(step) + 0.5) / 4)
      return total + 0.25 * rates[min(at, rates.count - 1)]
    }
    #expect(abs(lives.cumulativeHazard(.female, from: age, after: years) - naive) < 1e-9)
  }

  @Test func `no time, no hazard`() throws {
    let lives = try Self.lifeTable(Array(repeating: 0.1, count: 100), Array(repeating: 0.2, count: 100))
    #expect(lives.cumulativeHazard(.female, from: 52.5, after: 0) == 0)
    #expect(abs(lives.cumulativeHazard(.female, from: 52.5, after: 0.5) - 0.05) < 1e-12)
    #expect(abs(lives.cumulativeHazard(.male, from: 98, after: 10) - 2) < 1e-12)
  }

  @Test func `the rates of the year asked for are used`() throws {
    let lines =
      [Self.header] + Self.rows(.female, 2019, rates: Array(repeating: 0.1, count: 100))
      + Self.rows(.male, 2019, rates: Array(repeating: 0.1, count: 100))
      + Self.rows(.female, 2020, rates: Array(repeating: 0.3, count: 100))
      + Self.rows(.male, 2020, rates: Array(repeating: 0.3, count: 100)).reversed()
    let input = InputFile(path: "t.csv", text: lines.joined(separator: "\n"))
    for (year, rate) in [(2019, 0.1), (2020, 0.3)] {
      let lives = try LifeTable(input, year: year, at: nil)
      #expect(lives.year == year)
      for sex in Sex.allCases {
        #expect(abs(lives.cumulativeHazard(sex, from: 20, after: 1) - rate) < 1e-12)
      }
    }
  }

  @Test func `a year that is not whole is refused with the years there are, where it was asked for`() {
    let whole = Array(repeating: 0.1, count: 100)
    let files = [
      Self.rows(.female, rates: whole),
      Self.rows(.female, rates: whole) + Self.rows(.male, rates: Array(whole.dropLast())),
      Self.rows(.female, rates: whole) + Self.rows(.male, rates: whole).filter { !$0.contains(",50,") },
      Self.rows(.female, rates: whole) + Self.rows(.male, rates: whole) + ["2019,male,50,0.1"],
    ]
    let place = Position(file: "scenario.json", line: 3, column: 5)
    for rows in files {
      let input = InputFile(path: "t.csv", text: ([Self.header] + rows).joined(separator: "\n"))
      #expect(
        faults { () throws(DiagnosticList) in try LifeTable(input, year: 2019, at: place) } == [
          "scenario.json:3:5 found no whole life table of 2019 for male in t.csv [life-table.year]"
        ]
      )
      #expect(
        faults { () throws(DiagnosticList) in try LifeTable(input, year: 2018, at: nil) } == [
          "t.csv found no whole life table of 2018 for female in t.csv [life-table.year]"
        ]
      )
      #expect(
        fixes { () throws(DiagnosticList) in try LifeTable(input, year: 2018, at: nil) } == [
          "choose one of 2019"
        ]
      )
    }
  }

  @Test func `every fault of a row is reported with its place`() {
    let input = table(
      Self.header,
      "2019,female,121,0.1",
      "2019,x,1,0.1",
      "2019,female,1,-0.1",
      "x,female,1,1"
    )
    #expect(
      faults { () throws(DiagnosticList) in try LifeTable(input, year: 2019, at: nil) } == [
        "t.csv:2:13 found \"121\" as age, expected a whole number from 0 to 120 [value.out-of-range]",
        "t.csv:3:6 found \"x\" as sex, expected female or male [value.malformed]",
        "t.csv:4:15 found \"-0.1\" as death_rate, expected a number, 0 or more, such as 129.845 [value.malformed]",
        "t.csv:5:1 found \"x\" as year, expected a whole number from 1800 to 2200 [value.out-of-range]",
      ]
    )
  }

  @Test(arguments: 2001...2021)
  func `in England men die sooner than women, and the old sooner than the young`(year: Int) throws {
    let lives = try LifeTable(Repository.england("life-table.csv"), year: year, at: nil)
    for age in stride(from: 40.0, through: 85, by: 5) {
      let women = lives.cumulativeHazard(.female, from: age, after: 5)
      #expect(women < lives.cumulativeHazard(.male, from: age, after: 5))
      #expect(women < lives.cumulativeHazard(.female, from: age + 5, after: 5))
    }
  }

  @Test func `a calendar year takes its own rates, years before the first, and years after the one chosen`()
    throws
  {
    let lines =
      [Self.header]
      + [(2010, 0.1), (2011, 0.2), (2013, 0.4)].flatMap { year, rate in
        Sex.allCases.flatMap { Self.rows($0, year, rates: Array(repeating: rate, count: 100)) }
      }
    let input = InputFile(path: "t.csv", text: lines.joined(separator: "\n"))
    let lives = try LifeTable(input, year: 2011, at: nil)
    let rates = [2000: 0.1, 2010: 0.1, 2011: 0.2, 2012: 0.2, 2013: 0.4, 2014: 0.2, 2050: 0.2]
    for (year, rate) in rates { #expect(lives.deathRate(.male, age: 150, in: year) == rate, "\(year)") }
    #expect(lives.years == [2010, 2011, 2013])
    #expect([2000, 2012, 2013, 2014].map { lives.tableYear(for: $0) } == [2010, 2011, 2013, 2011])
  }

  @Test func `a year in part is refused, even one that was not chosen`() {
    let whole = Array(repeating: 0.1, count: 100)
    let lines =
      [Self.header] + Sex.allCases.flatMap { Self.rows($0, rates: whole) }
      + Self.rows(.male, 2020, rates: whole)
    let input = InputFile(path: "t.csv", text: lines.joined(separator: "\n"))
    let place = Position(file: "scenario.json", line: 3, column: 5)
    #expect(
      faults { () throws(DiagnosticList) in try LifeTable(input, year: 2019, at: place) } == [
        "t.csv found no whole life table of 2020 for female in t.csv [life-table.year]"
      ]
    )
  }
}
