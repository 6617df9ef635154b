public import Pathways
public import Quantities
import Tables
import Tariffs

extension PathwayCosting {
  /// The costed pathway as a table: one row for each stage, step, and part of its casemix.
  public var table: [UInt8] {
    var writer = CSVWriter(header: [
      "pathway", "subtype", "stage", "phase", "step", "activity", "currency", "point_of_delivery",
      "treatment_function", "share", "quantity", "unit_price", "expected_cost", "basis", "evidence", "source",
    ])
    for activity in activities { write(activity, to: &writer) }
    return writer.bytes
  }

  private func write(_ activity: CostedActivity, to writer: inout CSVWriter) {
    let step = activity.step
    writer.text(pathway.name)
    writer.text(activity.subtype ?? "all")
    writer.text(activity.stage.rawValue)
    writer.text(step.phase.rawValue)
    writer.text(step.id)
    writer.text(describedActivity(activity))
    writer.text(activity.payment?.currency.description ?? "")
    writer.text(activity.payment?.pointOfDelivery.rawValue ?? "")
    writer.text(step.treatmentFunction?.description ?? "")
    writer.number(activity.share)
    writer.number(activity.quantity)
    switch activity.valuation {
    case .priced(let value)?:
      writer.number(value.price)
      writer.number(activity.expectedCost)
      writer.text(value.basis.rawValue)
      writer.text(activity.evidence.rawValue)
      writer.text("\(value.source); \(step.source)")
    case .unpriced(let reason)?:
      writer.blank()
      writer.blank()
      writer.text(CostBasis.unpriced.rawValue)
      writer.text(activity.evidence.rawValue)
      writer.text("unpriced: \(reason); \(step.source)")
    case nil:
      writer.blank()
      writer.blank()
      writer.text("bundled")
      writer.text(activity.evidence.rawValue)
      writer.text("paid inside the price of another step; \(step.source)")
    }
    writer.endRow()
  }

  /// The cost of each stage and phase, with the share of it that rests on unverified figures.
  public var summary: [UInt8] {
    var writer = CSVWriter(header: ["pathway", "stage", "phase", "expected_cost", "unverified_share"])
    for (stage, phase, cost, unverified) in totals {
      writer.text(pathway.name)
      writer.text(stage.rawValue)
      writer.text(phase.rawValue)
      writer.number(cost)
      writer.number(Self.share(of: unverified, in: cost))
      writer.endRow()
    }
    return writer.bytes
  }

  /// The cost of each stage and phase: the sum of the rows, and of those that rest on unverified figures.
  public var totals: [(stage: Stage, phase: Phase, cost: Pence, unverified: Pence)] {
    var totals: [(stage: Stage, phase: Phase, cost: Pence, unverified: Pence)] = []
    for stage in Stage.allCases {
      for phase in Phase.allCases {
        let own = activities.filter { $0.stage == stage && $0.step.phase == phase }
        guard !own.isEmpty else { continue }
        let cost = own.compactMap(\.expectedCost).total()
        let unverified = own.filter { $0.evidence == .unverified }.compactMap(\.expectedCost).total()
        totals.append((stage, phase, cost, unverified))
      }
    }
    return totals
  }

  /// A part of an amount, to four decimals.
  static func share(of part: Pence, in whole: Pence) -> String {
    guard whole.amount > 0 else { return "0" }
    let millionths = Factor(ratioOf: part.amount, to: whole.amount)?.millionths ?? 0
    return Factor(millionths: (millionths + 50) / 100 * 100).description
  }
}

extension PathwayCosting {
  /// What is done, and for whom when it is not once for each person of the stage.
  private func describedActivity(_ activity: CostedActivity) -> String {
    let step = activity.step
    switch step.occurrence {
    case .case:
      return step.activity
    case .survivorYear:
      let years = step.years.map { "\($0.lowerBound)-\($0.upperBound)" } ?? ""
      let whom = isWeightedBySurvival ? "those alive" : "a person alive throughout"
      return "\(step.activity) (in years \(years) since diagnosis, \(whom))"
    case .cancerDeath, .death:
      let whom = isWeightedBySurvival ? "those who die of the cancer within five years" : "a person who dies"
      return "\(step.activity) (\(whom))"
    }
  }
}
