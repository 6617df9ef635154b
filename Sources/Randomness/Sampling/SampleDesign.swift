/// How the draws of an input are spread over its distribution.
public enum SampleDesign: Hashable, Sendable {
  /// Each draw is independent of the others, and there may be any number of them.
  case independent

  /// One draw falls into each of so many equally likely strata of the distribution: draws 0 to that number less
  /// one.
  ///
  /// Latin hypercube sampling (McKay, Beckman and Conover, *Technometrics* 21:239, 1979): means vary less from
  /// seed to seed, the more nearly the model adds up the effects of its inputs. The Monte Carlo error reckoned
  /// from independent draws is then too large. Of correlated inputs only the first of each group keeps exactly
  /// one draw in each stratum; the others, which are mixtures, keep it roughly.
  case latinHypercube(draws: Int)
}
