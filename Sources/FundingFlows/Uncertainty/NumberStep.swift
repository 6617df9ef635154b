import Randomness

/// The numbers of a block of draws: eight at a time, so many times.
typealias Lanes = SIMD8<Double>

/// One step from the normal scores of uncertain inputs to multipliers: what an input is in a draw over what it is
/// without uncertainty.
///
/// A score that is not a number stands for the input without uncertainty.
enum NumberStep: Sendable {
  /// A value by its distribution, over its own.
  case value(column: Int, TabulatedQuantile, own: Double, into: Int)
  /// The total of a forecast's draws, least first, over their mean.
  case forecast(column: Int, [Double], into: Int)
  /// Shares of a whole by a Dirichlet distribution, each over its own.
  case shares(SharesOfWhole)
  /// Some members of a group of alternatives as they are, at most the whole together, and the rest of the group.
  case alternatives(members: [Member], rest: Int)
  /// Parts of another whole, each times a multiplier, brought back to the whole.
  case whole(parts: [Member])
  /// The weights of the nodes between which people's survival lies.
  case survival(SurvivalNodes)

  /// One share of a whole.
  struct Member: Sendable {
    /// What multiplies it.
    let multiplier: Int
    /// The share without uncertainty.
    let share: Double
    /// Where what really multiplies it is kept.
    let into: Int
  }

  /// Fills the multipliers of one draw, which lies at a lane of a vector of the block.
  func fill(_ multipliers: inout [Lanes], at place: Int, from scores: [Lanes], _ lane: Int) {
    let block = SampleBlock.vectors
    let score = { (column: Int) in scores[column * block + place][lane] }
    switch self {
    case .value(let column, let table, let own, let into):
      let z = score(column)
      multipliers[into * block + place][lane] =
        z.isNaN ? 1 : max(0, table.quantile(normalScore: z)) / own
    case .forecast(let column, let factors, let into):
      let z = score(column)
      multipliers[into * block + place][lane] = z.isNaN ? 1 : Self.quantile(of: factors, z)
    case .shares(let shares):
      shares.fill(&multipliers, score) {
        $0 * block + place
      } lane: {
        lane
      }
    case .alternatives(let members, let rest):
      var (before, after) = (0.0, 0.0)
      for member in members {
        before += member.share
        after += member.share * multipliers[member.multiplier * block + place][lane]
      }
      // Where nobody else is left, they are brought back to the whole.
      let isWhole = before > 1 - 1e-9
      let limit = after > 1 || (isWhole && after > 0) ? 1 / after : 1
      for member in members {
        let own = multipliers[member.multiplier * block + place][lane]
        multipliers[member.into * block + place][lane] = own * limit
      }
      multipliers[rest * block + place][lane] = isWhole ? 1 : max(0, 1 - after * limit) / (1 - before)
    case .whole(let parts):
      var sum = 0.0
      for part in parts { sum += part.share * multipliers[part.multiplier * block + place][lane] }
      for part in parts {
        let own = multipliers[part.multiplier * block + place][lane]
        multipliers[part.into * block + place][lane] = own / sum
      }
    case .survival(let nodes):
      nodes.fill(&multipliers, score(nodes.column)) {
        $0 * block + place
      } lane: {
        lane
      }
    }
  }

  /// Type 7, as of a sorted sample.
  private static func quantile(of values: [Double], _ z: Double) -> Double {
    let share = RandomStream.probability(ofNormalScore: z)
    let position = Double(values.count - 1) * share
    let lower = min(max(Int(position), 0), values.count - 1)
    let upper = min(lower + 1, values.count - 1)
    return values[lower] + (position - Double(lower)) * (values[upper] - values[lower])
  }
}

/// How the draws of a block are laid out.
enum SampleBlock {
  /// So many vectors of eight numbers for each input.
  static let vectors = Simulation.blockSize / Lanes.scalarCount
}
