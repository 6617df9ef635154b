import Diagnostics
import Pathways
import Populations
import Quantities
import Randomness
import Testing

@testable import FundingFlows

/// The model as sums of products beside the model itself.
struct CompiledFlowsTests {
  /// The flows where no input is drawn.
  private static func point(_ uncertain: UncertainFlows) -> [Double] {
    uncertain.values(at: [uncertain.inputs.map { _ in Double.nan }])[0]
  }

  @Test(arguments: 0..<24 as Range<UInt64>)
  func `without uncertainty the compiled flows are those of the ledger`(seed: UInt64) throws {
    let model = try FundingModel(RandomScenario(seed))
    let ledger = model.ledger()
    guard ledger.lines.contains(where: { $0.value != nil }) else { return }
    let alone = try UncertainFlows(unsureOfNothing: model)
    FlowSlack(model).expect(Self.point(alone), of: alone, are: ledger)
    #expect(alone.totals.count > alone.totals.outputs.count)
  }

  @Test(arguments: [2, 5, 11, 17, 21] as [UInt64])
  func `nor does it matter of how many inputs the model is unsure, while none is drawn`(seed: UInt64) throws {
    let model = try FundingModel(RandomScenario(seed))
    let inputs = model.unsureInputs
    #expect(inputs.count > 3)
    let uncertain = try model.draws(of: inputs)
    FlowSlack(model).expect(Self.point(uncertain), of: uncertain, are: model.ledger())
  }

  @Test(arguments: [0.02, 0.999])
  func `survival that is drawn far from its own leaves the flows alone, while it is not drawn`(mean: Double)
    throws
  {
    let model = try FundingModel(RandomScenario(5))
    let candidates = Stage.atDiagnosis.map {
      Unsure(.survival(model.scenario.pathways[0], $0), .beta, .standardDeviation(0.0005), mean: mean)
    }
    let uncertain = try model.draws(of: candidates)
    #expect(uncertain.inputs.count == candidates.count)
    FlowSlack(model).expect(Self.point(uncertain), of: uncertain, are: model.ledger())
    let drawn = uncertain.values(at: [uncertain.inputs.map { _ in 0 }])[0]
    #expect(drawn.allSatisfy { $0.isFinite && $0 >= 0 })
  }

  @Test(arguments: [3, 8, 13, 22] as [UInt64])
  func `changes that begin in different years are compiled with the years that they change`(seed: UInt64)
    throws
  {
    let model = try FundingModel(RandomScenario(seed))
    let years = model.scenario.years
    let site = model.scenario.pathways[0]
    let from = { (later: Int) in FinancialYear(start: min(years.lowerBound + later, years.upperBound)) }
    let provider = try #require(model.read.shares.all.first)
    let double = ScenarioChange.Amount.multiply(try #require(Factor("2")))
    let half = ScenarioChange.Amount.multiply(try #require(Factor("0.5")))
    let changed = try model.changed(
      as: "Changed",
      by: [
        ScenarioChange(.population, half, from: from(1)),
        ScenarioChange(.price(nil, nil), double, from: from(0)),
        ScenarioChange(.referrals(site), double, from: from(2), over: 3),
        ScenarioChange(.incidenceRatio(site, nil), double, from: from(2)),
        ScenarioChange(.stage(site, .three), half, from: from(1), over: 2),
        ScenarioChange(.survival(site, .two), half, from: from(3)),
        ScenarioChange(.providerShare(provider, pathway: nil, nil), half, from: from(1)),
      ].filter { (try? model.changed(as: "One", by: [$0])) != nil }
    )
    let inputs = changed.unsureInputs
    let uncertain = try changed.draws(of: inputs)
    #expect(changed.scenario.changes.count > 4)
    FlowSlack(changed).expect(Self.point(uncertain), of: uncertain, are: changed.ledger())
  }

  @Test(arguments: [CalibrationMethod.excessHazard, .causeOfDeath])
  func `recurrence and calibrated deaths are compiled too`(method: CalibrationMethod) throws {
    let model = try FundingModel(recurring: RandomScenario(46, isSteady: true), method)
    #expect(model.read.cohorts.calibration.contains { abs($0.factor - 1) > 0.01 })
    let ledger = model.ledger()
    #expect(ledger.lines.contains { $0.stage == .recurrent && $0.value != nil })
    let site = model.scenario.pathways[0]
    let uncertain = try model.draws(of: [Unsure(.survival(site, .one), .beta, .size(30))])
    FlowSlack(model).expect(Self.point(uncertain), of: uncertain, are: ledger)
  }
}

extension UncertainFlows {
  /// A model compiled as certain.
  init(unsureOfNothing model: FundingModel) throws {
    // An input of which nothing is drawn leaves all flows as they are.
    self = try model.draws(of: [Unsure(.population, .normal, .variation(0.1))])
  }
}

extension FundingModel {
  /// A random scenario whose people may recur and whose deaths are brought to those of registrations.
  init(recurring scenario: RandomScenario, _ method: CalibrationMethod) throws {
    let risks = scenario.pathways.flatMap { pathway in
      ["1", "2", "3"].map { "\(pathway.name),\($0),,distant,0,5,0.3,seen,\n" }
    }
    let registered = scenario.registrations.map {
      "\($0.site),\($0.group.sex),\($0.group.age),\($0.year),\($0.cases),\($0.cases / 3),\($0.population)\n"
    }
    let header = "site,stage,subtype,kind,from,to,conditional_risk,evidence,source\n"
    try self.init(
      scenario,
      tables: scenario.pathways.map(Self.subtypes) + [
        ("recurrence.csv", header + risks.joined()),
        ("registrations.csv", "site,sex,age,year,cases,deaths,population\n" + registered.joined()),
      ],
      as: scenario.scenario.replacing(
        "\"stages\"",
        with: "\"recurrence\": \"recurrence.csv\", \"calibration\": \"\(method)\", \"stages\""
      )
    )
  }

  /// The subtypes of a pathway, those of stage 1 for people who recur too.
  private static func subtypes(of pathway: RandomPathway) -> (name: String, text: String) {
    let rows = pathway.subtypes.flatMap { subtype in
      zip(Stage.atDiagnosis + [.recurrent], subtype.shares + subtype.shares.prefix(1)).map {
        "\(pathway.name),\(subtype.name),\($0),\(decimal($1)),seen,,\n"
      }
    }
    return (
      "pathways/\(pathway.name)-subtypes.csv",
      "pathway,subtype,stage,share,evidence,source,note\n" + rows.joined()
    )
  }
}
