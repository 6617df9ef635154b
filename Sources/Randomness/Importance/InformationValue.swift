/// What it would be worth to know something before choosing, in the units of the net benefits.
public struct InformationValue: Hashable, Sendable {
  /// The expected gain; never below 0.
  public let value: Double
  /// The standard error of the gain from the number of draws; 0 where nothing that is learnt changes the choice.
  public let standardError: Double

  /// The mean of what each draw gains is the value where it is not given.
  init(gains: [Double], value: Double? = nil) {
    let mean = mean(of: gains)
    let centred = gains.map { $0 - mean }
    let variance = product(centred, centred) / Double(gains.count - 1)
    self.value = max(value ?? mean, 0)
    standardError = (variance / Double(gains.count)).squareRoot()
  }

  /// What is known without asking.
  static let nothing = InformationValue(gains: [0, 0])
}
