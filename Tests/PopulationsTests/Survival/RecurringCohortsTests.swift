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

/// People who recur, among those who do not.
struct RecurringCohortsTests {
  private static let seeds = 0..<40 as Range<UInt64>
  private static let subtypes = ["A", "B"]

  private func inputs(_ random: RandomPopulation, _ seed: UInt64) throws -> CohortInputs {
    var generator = Seeded(seed ^ 0xEC)
    var inputs = try random.inputs()
    let rows = ["1", "2", "3"].flatMap { stage in
      Self.subtypes.flatMap { subtype in
        ["0,2", "2,6"].map {
          "lung,\(stage),\(subtype),distant,\($0),\(decimal(generator.int(0...700_000))),seen"
        }
      }
    }
    let header = "site,stage,subtype,kind,from,to,conditional_risk,evidence"
    let text = ([header] + rows).joined(separator: "\n")
    inputs.recurrence = try Recurrence(InputFile(path: "recurrence.csv", text: text))
    let weights = generator.parts(2, of: 1_000_000)
    for stage in Stage.atDiagnosis {
      inputs.subtypes["lung", default: [:]][stage] = zip(Self.subtypes, weights).map {
        CohortInputs.SubtypeWeight(name: $0, weight: Double($1) / 1e6)
      }
    }
    return inputs
  }

  @Test(arguments: seeds)
  func `disease-free and recurrent are the survivors, and nobody is both`(seed: UInt64) throws {
    let random = RandomPopulation(seed, years: 2000...2012)
    let cohorts = try Cohorts(inputs(random, seed), at: nil)
    let plain = try random.cohorts()
    for key in cohorts.keys {
      let follows = [.one, .two, .three].contains(key.stage)
      #expect(cohorts.followsRecurrence(of: key) == follows)
      for (year, own) in zip(cohorts.years, cohorts.figures(of: key)) {
        #expect(own.recurrent >= 0)
        #expect(own.diseaseFree >= -1e-9)
        #expect(own.recurrences >= 0)
        #expect(follows || own.recurrent + own.recurrences == 0)
        let free = (cohorts.years.lowerBound...year).reduce(0.0) { total, diagnosed in
          total + cohorts.diseaseFree(of: key, diagnosed: diagnosed)[year - diagnosed]
        }
        #expect(abs(free - own.diseaseFree) <= 1e-7 * max(1, own.survivors))
        let bySubtype = Self.subtypes.reduce(0) { $0 + cohorts.recurrences(of: key, in: year, subtype: $1) }
        #expect(abs(bySubtype - own.recurrences) <= 1e-9 * max(1, own.recurrences))
      }
      // Recurring changes nobody's survival.
      #expect(cohorts.figures(of: key).map(\.survivors) == plain.figures(of: key).map(\.survivors))
      #expect(cohorts.figures(of: key).map(\.cancerDeaths) == plain.figures(of: key).map(\.cancerDeaths))
    }
  }

  @Test(arguments: seeds)
  func `who is recurrent has recurred and not died since`(seed: UInt64) throws {
    let random = RandomPopulation(seed, years: 2000...2012)
    let cohorts = try Cohorts(inputs(random, seed), at: nil)
    for key in cohorts.keys {
      var ever = 0.0
      for year in cohorts.figures(of: key) {
        ever += year.recurrences
        #expect(year.recurrent <= ever + 1e-7 * max(1, ever))
      }
    }
  }

  /// One cohort without other deaths or deaths of the cancer: who has not recurred is the product of the risks.
  @Test(arguments: 0..<10 as Range<UInt64>)
  func `if nobody dies so many recur as the conditional risks say`(seed: UInt64) throws {
    var random = RandomPopulation(seed, years: 2000...2012)
    random.survival = random.survival.map { _ in (1_000_000, 1_000_000) }
    random.deathRates = random.deathRates.mapValues { $0.map { _ in 0 } }
    let inputs = try inputs(random, seed)
    let recurrence = try #require(inputs.recurrence)
    let cohorts = try Cohorts(inputs, at: nil)
    for key in cohorts.keys where cohorts.followsRecurrence(of: key) {
      let cases = cohorts.figures(of: key, in: 2000).cases
      for subtype in inputs.subtypes["lung"]?[key.stage] ?? [] {
        let free = cohorts.diseaseFree(of: key, diagnosed: 2000, subtype: subtype.name)
        let first = recurrence.hazard(of: "lung", key.stage, subtype.name, after: 0) ?? 0
        let second = recurrence.hazard(of: "lung", key.stage, subtype.name, after: 2) ?? 0
        for (years, hazard) in [
          (0, first / 2), (1, first * 1.5), (3, 2 * first + 1.5 * second), (9, 2 * first + 4 * second),
        ] {
          let expected = cases * subtype.weight * exp(-hazard)
          #expect(abs(free[years] - expected) <= 1e-9 * max(1, cases), "\(key) \(years)")
        }
      }
    }
  }

  /// Nobody dies free of disease while there is somebody who has recurred to die first.
  @Test func `deaths of the cancer come first from those who have recurred`() throws {
    var random = RandomPopulation(7, years: 2000...2012)
    random.survival = random.survival.map { _ in (990_000, 950_000) }
    random.deathRates = random.deathRates.mapValues { $0.map { _ in 0 } }
    var inputs = try random.inputs()
    inputs.recurrence = try Recurrence(
      table("site,stage,subtype,kind,from,to,conditional_risk,evidence", "lung,2,,distant,0,20,0.9,seen")
    )
    let cohorts = try Cohorts(inputs, at: nil)
    for key in cohorts.keys where key.stage == .two {
      let cases = cohorts.figures(of: key, in: 2000).cases
      let free = cohorts.diseaseFree(of: key, diagnosed: 2000)
      for (year, count) in free.enumerated() {
        #expect(abs(count - cases * pow(0.1, (Double(year) + 0.5) / 20)) <= 1e-9 * max(1, cases))
      }
    }
  }

  // MARK: - What is lacking

  @Test func `subtypes that the pathway lacks, and subtypes without rates, are refused`() throws {
    var inputs = try inputs(RandomPopulation(3), 3)
    inputs.recurrence = try Recurrence(
      table(
        "site,stage,subtype,kind,from,to,conditional_risk,evidence",
        "lung,1,AA,distant,0,5,0.1,seen",
        "lung,1,A,distant,0,5,0.1,seen"
      )
    )
    inputs.subtypes["lung"]?[.one] = Self.subtypes.map { CohortInputs.SubtypeWeight(name: $0, weight: 0.5) }
    #expect(
      faults { () throws(DiagnosticList) in try Cohorts(inputs, at: nil) } == [
        "t.csv:2 found recurrences of lung AA, a subtype that the pathway does not have [recurrence.subtype]",
        "t.csv found no recurrences of lung stage 1 B, though other subtypes have them [recurrence.subtype]",
      ]
    )
  }
}
