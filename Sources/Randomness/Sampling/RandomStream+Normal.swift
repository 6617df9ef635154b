extension RandomStream {
  /// A number from the normal distribution with mean 0 and standard deviation 1.
  public func standardNormal(draw: Int, index: Int = 0) -> Double {
    Self.standardNormal(uniform(draw: draw, index: index))
  }

  /// The number of that distribution below which a share of it lies; the share is above 0 and below 1.
  public static func standardNormal(_ share: Double) -> Double { normalQuantile(share) }
}

extension RandomStream {
  /// The share of the standard normal distribution below a score: the uniform number that gives it.
  public static func probability(ofNormalScore score: Double) -> Double { normalProbability(below: score) }
}
