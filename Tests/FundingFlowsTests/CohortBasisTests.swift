import Diagnostics
import FundingFlows
import Testing

struct CohortBasisTests {
  @Test(arguments: 0..<32 as Range<UInt64>)
  func `a run says from when people are counted, and why not from earlier`(seed: UInt64) throws {
    let scenario = RandomScenario(seed)
    let flows = try ModelRun(scenario).flows
    let first = scenario.counted.lowerBound
    #expect(flows.basis.countedFrom == first)
    #expect(flows.page.contains("  \(flows.basis.carrying)\n"))
    #expect(
      flows.basis.notCounted
        == ["people diagnosed before \(first)"]
        + scenario.pathways.map { "recurrence of \($0.name): no rate was read" }
    )
    guard first == scenario.years.lowerBound else {
      #expect(flows.basis.carrying == "People diagnosed from \(first) on are counted.")
      return
    }
    let why =
      scenario.namesRegistrations ? "the population begins in \(first)" : "no registered cases are named"
    let isEarly = scenario.namesRegistrations && first <= RandomScenario.registeredYears[0]
    #expect(
      isEarly
        || flows.basis.carrying
          == "The first years are low: who was diagnosed before \(first) is not counted (\(why))."
    )
  }

  @Test func `England's run says how people are followed`() throws {
    let flows = try Shipped.england.get().flows
    #expect(flows.basis.countedFrom == 2001)
    #expect(
      flows.basis.notCounted == ["people diagnosed before 2001", "recurrence of lung: no rate was read"]
    )
    let notes = flows.basis.notes.joined(separator: "\n")
    for part in [
      "prevalence at mid-year", "breast two-piece, lung two-piece",
      "breast male not at all: none was published",
      "death rates of each year from 2001 to 2021, then those of 2019",
      "breast before 2020, lung before 2018",
      "breast stages 1, 2, 3 up to 15 years", "Of the excess deaths from 2010 to 2020 as many as are given",
      "Not calibrated, for no deaths of theirs are known: breast male.",
    ] {
      #expect(notes.contains(part), "\(part)")
    }
    #expect(flows.warnings.allSatisfy { $0.code == "model.calibration" })
    #expect(
      flows.page.split(separator: "\n").filter { $0.hasPrefix("  Warning: ") }.count == flows.warnings.count
    )
  }
}
