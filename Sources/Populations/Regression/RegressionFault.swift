/// Why a regression has no result.
public enum RegressionFault: Error, Sendable, Hashable {
  /// There are no observations, or no column is left to estimate.
  case nothingToFit
  /// There are not as many counts or person-years as rows in the design.
  case differentLengths
  /// A count is negative or not a number; the row says which.
  case unusableCount(row: Int)
  /// Person-years are not above zero; the row says which.
  case withoutPersonYears(row: Int)
  /// As many columns are estimated as there are observations: nothing is left to judge the fit by.
  case noDegreesOfFreedom
  /// With the identity link a fitted mean came out at or below zero.
  case meanNotPositive
  /// The deviance became infinite, and shorter steps did not help.
  case deviates
  /// The weights left columns that cannot be told apart.
  case singular
  /// The deviance did not settle in so many steps.
  case notConverged(iterations: Int)
  /// The counts vary no more than Poisson counts do, so that a negative binomial has no finite θ.
  case noExcessVariation
}

extension RegressionFault: CustomStringConvertible {
  /// What is wrong, in words.
  public var description: String {
    switch self {
    case .nothingToFit: "there is nothing to fit"
    case .differentLengths: "counts, person-years and rows of the design differ in number"
    case .unusableCount(let row): "the count of row \(row + 1) is negative or not a number"
    case .withoutPersonYears(let row): "row \(row + 1) has no person-years"
    case .noDegreesOfFreedom: "as many effects as observations: no degrees of freedom are left"
    case .meanNotPositive: "a fitted mean is not above zero"
    case .deviates: "the deviance is not finite"
    case .singular: "some effects cannot be told apart"
    case .notConverged(let iterations): "the fit did not settle in \(iterations) iterations"
    case .noExcessVariation: "the counts vary no more than Poisson counts"
    }
  }
}
