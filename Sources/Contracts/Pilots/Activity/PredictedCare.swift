import FundingFlows
import Quantities

/// The care behind predicted flows: who has a step among those who have another.
struct PredictedCare: Sendable {
  /// The pathways at the prices of the year.
  let costings: [PathwayCosting]
}
