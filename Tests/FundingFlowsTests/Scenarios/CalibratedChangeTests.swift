import Diagnostics
import FundingFlows
import Populations
import Quantities
import Tables
import Tariffs
import Testing

/// Changes of people whose deaths are brought to registered ones, and who recur: breast cancer in North East London.
struct CalibratedChangeTests {
  private static func model(_ method: String) -> Result<FundingModel, DiagnosticList> {
    Result { () throws(DiagnosticList) in
      let text = FollowedFlowsTests.scenario(more: "\"calibration\": \"\(method)\",")
      return try FundingModel(Scenario(InputFile(path: "a.json", text: text)), tariffs: Shipped.tariffs)
    }
  }

  private static let models = [model("cause-of-death"), model("excess-hazard")]

  private static func change(_ path: String, _ amount: ScenarioChange.Amount, from start: Int = 2026) throws
    -> ScenarioChange
  {
    ScenarioChange(try #require(ChangePath(path)), amount, from: FinancialYear(start: start))
  }

  @Test(arguments: 0..<2)
  func `people changed by nothing are those that were calibrated, to the last digit`(index: Int) throws {
    let model = try Self.models[index].get()
    let before = model.run()
    #expect(before.calibration.contains { $0.factor != 1 })
    let paths = ["population", "survival.breast.3", "stage.breast.2", "incidence.ratio.breast"]
    let changes = try paths.map { try Self.change($0, .multiply(.one)) }
    let after = try model.changed(as: "Same", by: changes).run()
    #expect(after.people() == before.people())
    #expect(after.money == before.money)
    #expect(after.calibration.map(\.factor) == before.calibration.map(\.factor))
  }

  @Test(arguments: 0..<2)
  func `better survival spares cancer deaths, and what was found for earlier years is held`(index: Int) throws
  {
    let model = try Self.models[index].get()
    let before = model.run()
    let number = try #require(ChangedNumber("0.95"))
    let after = try model.changed(
      as: "Better",
      by: [Self.change("survival.breast.3", .set(number), from: 2027)]
    )
    .run()
    #expect(after.lines { $0 < 2027 } == before.lines { $0 < 2027 })
    #expect(after.people { $0 < 2027 } == before.people { $0 < 2027 })
    let isMeant = { (row: PatientRow) in row.stage == .three && row.year >= 2027 }
    #expect(after.count(\.cancerDeaths, where: isMeant) < before.count(\.cancerDeaths, where: isMeant))
    #expect(after.count(\.survivors, where: isMeant) > before.count(\.survivors, where: isMeant))
    #expect(after.count(\.cases, where: isMeant) == before.count(\.cases, where: isMeant))
    #expect(after.calibration.map(\.factor) == before.calibration.map(\.factor))
  }
}
