import FundingFlows
import Pathways
import Quantities

extension PilotActivity {
  private struct Use: Hashable {
    let pathway: String, stage: Stage, step: String, currency: CurrencyCode?, point: PointOfDelivery?
  }

  /// Predicted flows with each line divided by subtype, as the pathway has it; other activity as it is.
  ///
  /// The parts of a line add up to it, activity and value.
  func dividedBySubtype() -> PilotActivity {
    guard let care else { return self }
    let shares = Self.shares(care)
    let divided = lines.flatMap { line -> [PilotLine] in
      let flow = line.flow
      let use = Use(
        pathway: flow.pathway,
        stage: flow.stage,
        step: flow.step,
        currency: flow.currency,
        point: flow.pointOfDelivery
      )
      let parts = (shares[use] ?? []).filter { $0.units > 0 }
      guard !parts.isEmpty else { return [line] }
      let weights = parts.map { Int64(($0.units * 1e9).rounded()) }
      let activities = Pence(flow.activity.millionths).split(by: weights).map(\.amount)
      let values = flow.value?.split(by: activities.map { max(0, $0) })
      return parts.indices.map { place in
        PilotLine(
          name: line.name,
          flow: flow.with(Activity(millionths: activities[place]), value: values?[place]),
          subtype: parts[place].subtype
        )
      }
    }
    var activity = PilotActivity(kind, year: year, lines: divided, inputs: inputs)
    activity.stepNames = stepNames
    activity.providerNames = providerNames
    activity.care = care
    activity.newPatients = newPatients
    return activity
  }

  /// How much of a step the subtypes of a stage have, in the order of the pathway.
  private static func shares(_ care: PredictedCare) -> [Use: [(subtype: String, units: Double)]] {
    var shares: [Use: [(subtype: String, units: Double)]] = [:]
    for costing in care.costings {
      let names = costing.pathway.subtypes.map(\.name)
      for activity in costing.activities {
        let use = Use(
          pathway: costing.pathway.name,
          stage: activity.stage,
          step: activity.step.id,
          currency: activity.payment?.currency,
          point: activity.payment?.pointOfDelivery
        )
        let units = activity.share.value * activity.step.quantity.value
        var own = shares[use] ?? names.map { ($0, 0) }
        let weights =
          activity.subtype.map { [($0, 1.0)] }
          ?? costing.pathway.weights(at: activity.stage).map { ($0.subtype, $0.weight) }
        for (subtype, weight) in weights {
          guard let place = names.firstIndex(of: subtype) else { continue }
          own[place].units += units * weight
        }
        shares[use] = own
      }
    }
    return shares
  }
}
