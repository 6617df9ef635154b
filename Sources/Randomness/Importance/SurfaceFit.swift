#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An outcome regressed on what matters of a surface.
///
/// From nothing on, the term or the finer curve is taken that most improves the criterion n ln RSS + k ln n of
/// Schwarz (*Annals of Statistics* 6:461, 1978), and 2 ln T more for each of T terms that begins to be used
/// (Chen and Chen, *Biometrika* 95:759, 2008, with γ = 1), until none improves it. So the basis grows with what
/// the draws can tell, and noise is seldom taken for an effect. A column that the others make up already
/// is left out.
struct SurfaceFit {
  /// The coefficients by column, for those that are used.
  private(set) var coefficients: [(column: Int, value: Double)] = []
  /// The inputs that are used, those that matter most first.
  private(set) var inputs: [Int] = []
  /// The share of the outcome's variance that is explained, corrected for the number of columns; 0 to 1.
  let share: Double

  /// Regresses an outcome of the surface on those of its terms all of whose inputs are among some.
  init(_ surface: ResponseSurface, outcome: Int, on inputs: [Int], draws: Int) {
    let terms = surface.terms.filter { term in term.inputs.allSatisfy(inputs.contains) }
    let total = surface.outcomeSquares[outcome]
    var sweep = Sweep(surface, terms.flatMap { Array($0.columns) }, outcome)
    var taken = [Int](repeating: 0, count: terms.count)
    let most = draws / 5
    while sweep.residual > 1e-12 * total {
      var best: (gain: Double, term: Int, size: Int)?
      for (place, term) in terms.enumerated() {
        let rest = Array(term.columns.dropFirst(taken[place]))
        let reductions = sweep.reductions(by: rest)
        for size in term.sizes where size > taken[place] {
          let (reduction, count) = reductions[size - taken[place] - 1]
          guard count > 0, sweep.usedCount + count <= most else { continue }
          // What is left is never less than rounding leaves.
          let left = max(sweep.residual - reduction, 1e-15 * total)
          let entry = taken[place] == 0 ? 2 * log(Double(terms.count)) : 0
          let gain = Double(draws) * log(sweep.residual / left) - Double(count) * log(Double(draws)) - entry
          if gain > best?.gain ?? 0 { best = (gain, place, size) }
        }
      }
      guard let best else { break }
      let term = terms[best.term]
      sweep.use(term.columns.dropFirst(taken[best.term]).prefix(best.size - taken[best.term]))
      taken[best.term] = best.size
      for input in term.inputs where !self.inputs.contains(input) { self.inputs.append(input) }
    }
    coefficients = sweep.coefficients
    let freedom = Double(draws - 1 - sweep.usedCount) / Double(draws - 1)
    share = total > 0 ? min(max(1 - sweep.residual / total / freedom, 0), 1) : 0
  }

  /// The fitted outcome of each draw, from the outcome's mean.
  func values(_ surface: ResponseSurface, around mean: Double, draws: Int) -> [Double] {
    var values = [Double](repeating: mean, count: draws)
    for (column, coefficient) in coefficients {
      let column = surface.columns[column]
      for draw in 0..<draws { values[draw] += coefficient * column[draw] }
    }
    return values
  }
}
