public import Quantities
import Randomness

/// Cases of one kind, with what is paid for each.
public struct PaidCases: Sendable {
  /// What a case costs.
  public let cost: EpisodeCost
  /// What is paid for a case.
  public let payment: Pence
  /// The share of all cases that are of this kind: shares are in proportion, and need not add up to 1.
  public let share: Double

  /// Pays for cases of one kind.
  public init(_ cost: EpisodeCost, payment: Pence, share: Double = 1) {
    self.cost = cost
    self.payment = payment
    self.share = share
  }
}

/// A chance that was found by simulation.
public struct SimulatedChance: Hashable, Sendable {
  /// The share of the simulations in which it happened.
  public let probability: Double
  /// √(p (1 − p) / simulations): by how much that share would differ from run to run.
  public let standardError: Double

  init(_ times: Int, of simulations: Int) {
    probability = Double(times) / Double(simulations)
    standardError = (probability * (1 - probability) / Double(simulations)).squareRoot()
  }
}

/// The chance that a provider loses under a bundle price because of who happens to come.
///
/// It loses when the cost of its cases is above what is paid for them; to break even exactly is no loss. The
/// patients are drawn from the costs that a price was made from, so that an efficient provider's chance is meant:
/// with the mean as its price about one half, whatever the number of cases; with a price of so much more per case,
/// the smaller the more cases come.
///
/// With the mean as the price, the normal approximation is off by γ₁/(6 √(2πn)), γ₁ the skewness of one case: by one
/// percentage point at 100 cases where γ₁ is 1.5.
///
/// Simulated by counts: of n patients so many take each branch, by binomial and multinomial counts. Beside it
/// stand the normal approximation Φ(−M/S), with M and S the mean and standard deviation of the margin of all cases,
/// and that with its first correction for skewness γ, Φ(x) − γ/6 (x² − 1) φ(x) at x = −M/S (Edgeworth 1905).
public struct ChanceOfLoss: Sendable {
  /// The numbers of cases for which a table is usual.
  public static let standardCases = [10, 25, 50, 100, 200, 400, 800]
  /// The parts of the income whose loss is asked for.
  public static let partsOfIncome: [Factor] = [10_000, 20_000, 50_000].map { Factor(millionths: $0) }

  /// The loss of more than a part of the income.
  public struct Beyond: Hashable, Sendable {
    /// The part, such as 0.02.
    public let part: Factor
    /// The chance to lose more.
    public let chance: SimulatedChance
  }

  /// How many cases there are.
  public let cases: Int
  /// The expected margin for each case, in pounds.
  public let expectedMargin: Double
  /// The standard deviation of the margin for each case, in pounds: that of all cases over √n.
  public let standardDeviationOfOne: Double
  /// The skewness of the margin of all cases; that of one case over √n.
  public let skewness: Double
  /// The chance of a loss.
  public let simulated: SimulatedChance
  /// The chance of greater losses.
  public let beyond: [Beyond]
  /// The margin for each case, in pounds, that is not reached in 5 of 100 years.
  public let lowMargin: Double
  /// The margin for each case, in pounds, that is not reached in half of the years.
  public let medianMargin: Double
  /// The margin for each case, in pounds, that is not reached in 95 of 100 years.
  public let highMargin: Double
  /// The chance of a loss if margins were normally distributed.
  public let normal: Double
  /// The same with the first correction for skewness.
  public let skewnessCorrected: Double

  /// The simulated chance less the normal approximation.
  public var difference: Double { simulated.probability - normal }
  /// Whether the two agree within one percentage point.
  public var agrees: Bool { abs(difference) <= 0.01 }

  /// A number of cases of which each is of a kind by their shares.
  ///
  /// - Parameters:
  ///   - kinds: the kinds of cases.
  ///   - cases: how many cases there are.
  ///   - name: whose cases they are, such as a provider's code; others have other random numbers.
  ///   - seed: what makes one run differ from another.
  ///   - simulations: how many times the cases are drawn.
  ///   - threads: how many run at once; the outcome does not depend on it.
  /// - Returns: nil for less than one case, no kind with a share above 0, or a share that is none.
  public init?(
    _ kinds: [PaidCases],
    cases: Int,
    name: String = "",
    seed: UInt64,
    simulations: Int = 100_000,
    threads: Int
  ) {
    let sum = kinds.reduce(0) { $0 + $1.share }
    guard kinds.allSatisfy({ $0.share >= 0 }), sum > 0, sum.isFinite else { return nil }
    let parts = kinds.map { (share: $0.share / sum, moments: $0.margin) }
    self.init(
      .drawn(cases, shares: parts.map(\.share)),
      kinds,
      CostMoments(mixing: parts) * Double(cases),
      stream: RandomStream(seed: seed, path: "chance-of-loss").substream(name).substream(cases),
      simulations,
      threads
    )
  }

  /// Known numbers of cases of each kind, whose shares do not count.
  public init?(
    _ kinds: [PaidCases],
    counts: [Int],
    name: String = "",
    seed: UInt64,
    simulations: Int = 100_000,
    threads: Int
  ) {
    guard counts.count == kinds.count, counts.allSatisfy({ $0 >= 0 }) else { return nil }
    let moments = zip(kinds, counts).reduce(CostMoments()) { $0 + $1.0.margin * Double($1.1) }
    let stream = RandomStream(seed: seed, path: "chance-of-loss").substream(name)
    self.init(.known(counts), kinds, moments, stream: stream.substream("known"), simulations, threads)
  }

  private init?(
    _ numbers: MarginSimulation.Numbers,
    _ kinds: [PaidCases],
    _ margin: CostMoments,
    stream: RandomStream,
    _ simulations: Int,
    _ threads: Int
  ) {
    guard numbers.cases > 0, simulations > 0, threads > 0 else { return nil }
    let simulation = MarginSimulation(numbers, kinds, stream)
    guard let margins = simulation.run(simulations, threads) else { return nil }
    let cases = Double(numbers.cases)
    self.cases = numbers.cases
    expectedMargin = margin.mean / cases / CareNode.perPound
    standardDeviationOfOne = (margin.variance / cases).squareRoot() / CareNode.perPound
    skewness = margin.skewness
    simulated = margins.loss
    beyond = zip(Self.partsOfIncome, margins.beyond).map { Beyond(part: $0, chance: $1) }
    (lowMargin, medianMargin, highMargin) = margins.quantiles
    normal = margin.normalChanceBelowZero
    skewnessCorrected = margin.correctedChanceBelowZero
  }
}

extension PaidCases {
  /// The moments of payment less cost for one case, in thousand-millionths of a pound.
  fileprivate var margin: CostMoments {
    CostMoments(
      mean: Double(Int128(payment.amount) * CareNode.perPenny) - cost.moments.mean,
      variance: cost.moments.variance,
      third: -cost.moments.third
    )
  }
}
