import Diagnostics
import FundingFlows
import Pathways
import Populations
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct CostWithinTests {
  /// A random pathway at random prices, and the survival of its patients.
  private func random(_ seed: UInt64) throws -> (costing: PathwayCosting, survival: NetSurvival) {
    let scenario = RandomScenario(seed)
    let folder = try TemporaryFolder()
    let paths = try scenario.write(to: folder)
    let survival = try NetSurvival(InputFile(reading: "\(folder.path)/scenario/survival.csv"))
    let costing = try PathwayCosting(
      Pathway(scenario.pathways[0].name, in: "\(folder.path)/scenario/pathways"),
      guidelineYear: scenario.guidelineYear,
      prices: PriceList(
        TariffLibrary(directory: paths.tariffs),
        primary: PriceSource(year: FinancialYear(start: 2017), basis: .averageCost)
      ),
      survival: survival
    )
    return (costing, survival)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `with time the cost never falls, and drugs never lower it`(seed: UInt64) throws {
    let (costing, survival) = try random(seed)
    for stage in Stage.atDiagnosis {
      var before = 0.0
      for days in stride(from: 0, through: 5000, by: 50) {
        let cost = costing.cost(of: stage, within: days, survival: survival)
        #expect(cost >= before * (1 - 1e-12), "stage \(stage), day \(days)")
        let bare = costing.cost(of: stage, within: days, survival: survival, includingDrugs: false)
        #expect(bare <= cost)
        before = cost
      }
    }
  }

  /// Deaths go on after five years, where the costed pathway stops counting them.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `in the end the cost is that of the costed pathway, with all deaths counted`(seed: UInt64) throws {
    let (costing, survival) = try random(seed)
    let days = 36_525
    for stage in Stage.atDiagnosis {
      let site = costing.pathway.name
      let hazard = { (years: Double) in survival.cumulativeHazard(of: site, stage, after: years) ?? 0 }
      var full = 0.0
      var slack = 0.0
      for activity in costing.activities where activity.stage == stage {
        guard case .priced(let value)? = activity.valuation else { continue }
        let price = Double(value.price.nanopounds) / 1e9
        let isByDeath = activity.step.occurrence == .cancerDeath || activity.step.occurrence == .death
        let quantity =
          isByDeath ? activity.step.quantity.value * (1 - exp(-hazard(100))) : activity.quantity.value
        full += activity.share.value * quantity * price
        slack += price * activity.share.value * 1e-6
      }
      let cost = costing.cost(of: stage, within: days, survival: survival)
      #expect(abs(cost - full) <= slack + 1e-9 * full)
    }
  }

  private func small(_ steps: [String], _ days: Int, survival: String = "0.5", five: String = "0.5") throws
    -> Double
  {
    let folder = try TemporaryFolder()
    let library = try SmallPathway.writePrices(to: folder, costs2017: ["AB01Z,Operation,DC,,,1,100,seen,"])
    return try PathwayCosting(
      SmallPathway.read(steps),
      guidelineYear: 2015,
      prices: PriceList(library, primary: SmallPathway.costs2017)
    ).cost(
      of: .one,
      within: days,
      survival: NetSurvival(
        InputFile(
          path: "s.csv",
          text: "site,stage,years,net_survival\nlung,1,1,\(survival)\nlung,1,5,\(five)\n"
        )
      )
    )
  }

  @Test func `a step counts from the day on which it begins`() throws {
    let steps = [SmallPathway.step("S1", share: "0.5", quantity: "3", day: 62)]
    #expect(try [0, 61, 62, 1000].map { try small(steps, $0) } == [0, 0, 150, 150])
  }

  @Test func `a step that takes days counts evenly over them`() throws {
    let steps = [SmallPathway.step("S1", day: 100, over: 200)]
    #expect(try [0, 100, 150, 200, 300, 301].map { try small(steps, $0) } == [0, 0, 25, 50, 100, 100])
  }

  @Test func `follow-up counts the part of its years that is reached, by those alive`() throws {
    let steps = [SmallPathway.step("S1", per: .survivorYear, years: "1-2")]
    let days = [365, 548, 731, 1096, 4000]
    let costs = try days.map { try small(steps, $0) }
    let expected = [0, 25, 50, 100, 100.0]
    for (cost, expected) in zip(costs, expected) { #expect(abs(cost - expected) < 0.1) }
  }

  @Test func `the end of life counts those who have died by then`() throws {
    let steps = [SmallPathway.step("S1", per: .cancerDeath)]
    let cost = try small(steps, 1461, survival: "0.6", five: "0.6")
    #expect(abs(cost - 40) < 1e-9)
  }
}
