import Contracts
import Diagnostics
import FundingFlows
import Pathways
import Quantities
import Tariffs
import Testing

/// Bundles of the shipped pathways, at the average costs of 2024/25 with gaps filled from 2017/18.
enum Bundles {
  private static let costings = ["breast", "lung"].map { name in
    Result { () throws(DiagnosticList) in
      try PathwayCosting(
        Pathway(name, in: "\(Rules.library.directory)/pathways"),
        guidelineYear: 2024,
        prices: PriceList(
          Rules.library,
          primary: PriceSource(year: "2024/25", basis: .averageCost),
          fallbacks: [PriceSource(year: "2017/18", basis: .averageCost, isDeflated: true)]
        )
      )
    }
  }

  static func costing(_ name: String) throws -> PathwayCosting {
    try #require(costings.map { try $0.get() }.first { $0.pathway.name == name })
  }

  static func price(_ costing: PathwayCosting, _ stage: Stage, _ step: PathwayStep, _ part: CasemixPart)
    -> UnitPrice?
  {
    let own = costing.activities.first { activity in
      activity.stage == stage && activity.step.position == step.position
        && activity.payment?.currency == part.currency
        && activity.payment?.pointOfDelivery == part.pointOfDelivery
        && activity.payment?.setting == part.setting
    }
    guard case .priced(let value)? = own?.valuation else { return nil }
    return value.price
  }

  static let operations: Set<String> = [
    "B-T01", "B-T02", "B-T04", "B-T05", "B-T06", "B-T07", "B-T07C", "B-T08", "B-T09", "B-T10", "B-T11",
  ]
  private static let aroundOperation: Set<String> = ["B-T03", "B-T13", "B-T14", "B-T15", "B-C02", "B-C06"]

  /// Breast surgery to the end of adjuvant radiotherapy.
  static func surgery(_ stage: Stage, delayedReconstruction: Bool = false) throws -> EpisodeCost {
    try #require(
      EpisodeCost(costing("breast"), stage: stage, triggers: operations) { step, _ in
        operations.contains(step.id) || aroundOperation.contains(step.id) || step.id.hasPrefix("B-X0")
          || (delayedReconstruction && step.id == "B-T12")
      }
    )
  }

  /// Lung diagnostics from referral to the decision to treat.
  static func diagnostics(_ stage: Stage) throws -> EpisodeCost {
    try #require(
      EpisodeCost(costing("lung"), stage: stage) { step, _ in
        ["L-D", "L-S", "L-C01"].contains { step.id.hasPrefix($0) }
      }
    )
  }
}
