#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A cohort in four states, the last of them death, followed for 40 years under one of six strategies.
struct MarkovModel: Sendable {
  /// What a year of the drug costs, strategy by strategy.
  static let drugCosts = [0, 1200, 2300, 3100, 4800, 7400.0]

  private let discounts = (0..<40).map { exp(-0.035 * Double($0)) }

  /// The discounted quality-adjusted life years and costs of a strategy in one draw.
  func outcome(_ columns: DrawnColumns, place: Int, strategy: Int) -> (qalys: Double, costs: Double) {
    let risk = columns[MarkovInputs.risks + strategy, place]
    let (to2, to3, to4) = (risk * columns[0, place], risk * columns[1, place], risk * columns[2, place])
    let (from2to3, from2to4, from3to4) = (
      risk * columns[3, place], risk * columns[4, place], risk * columns[5, place]
    )
    let (stay1, stay2, stay3) = (1 - to2 - to3 - to4, 1 - from2to3 - from2to4, 1 - from3to4)
    var (first, second, third) = (1.0, 0.0, 0.0)
    var (years1, years2, years3) = (0.0, 0.0, 0.0)
    for discount in discounts {
      years1 += discount * first
      years2 += discount * second
      years3 += discount * third
      third = first * to3 + second * from2to3 + third * stay3
      second = first * to2 + second * stay2
      first *= stay1
    }
    let weighed = { (start: Int) in
      years1 * columns[start, place] + years2 * columns[start + 1, place] + years3 * columns[start + 2, place]
    }
    let drugs = (years1 + years2 + years3) * Self.drugCosts[strategy]
    return (weighed(MarkovInputs.utilities), weighed(MarkovInputs.costs) + drugs)
  }
}
