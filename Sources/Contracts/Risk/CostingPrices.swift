import FundingFlows
import Pathways
import Quantities
import Tariffs

/// The prices of a costing, by what a step is paid by.
struct CostingPrices {
  private struct Key: Hashable {
    let step: String
    let currency: CurrencyCode
    let pointOfDelivery: PointOfDelivery
    let setting: String
    let treatmentFunction: TreatmentFunction?

    init(_ step: PathwayStep, _ part: CasemixPart) {
      self.step = step.id
      currency = part.currency
      pointOfDelivery = part.pointOfDelivery
      setting = part.setting
      treatmentFunction = step.treatmentFunction
    }
  }

  private let prices: [Key: UnitPrice]

  init(_ costing: PathwayCosting, _ stage: Stage) {
    var prices: [Key: UnitPrice] = [:]
    for activity in costing.activities where activity.stage == stage {
      guard let part = activity.payment, case .priced(let value)? = activity.valuation else { continue }
      prices[Key(activity.step, part)] = value.price
    }
    self.prices = prices
  }

  /// Pounds per unit; nil for what has no price.
  func price(of step: PathwayStep, _ part: CasemixPart) -> UnitPrice? { prices[Key(step, part)] }
}
