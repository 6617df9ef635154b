/// The share of an outcome's variance that one input explains: its first-order sensitivity index, from 0 to 1.
///
/// Var(E(Y | X))/Var(Y), with the conditional expectation as a spline over the draws, whose number of columns is
/// taken off as in the adjusted R². Nil unless both columns have the same number of draws, ten at least, and
/// finite numbers; 0 when either is constant. Source of the index: Saltelli and others, *Global Sensitivity
/// Analysis: The Primer* (2008), section 1.2.
public func firstOrderShare(of input: [Double], in outcome: [Double]) -> Double? {
  guard input.count == outcome.count, input.count >= 10, (input + outcome).allSatisfy(\.isFinite) else {
    return nil
  }
  let surface = ResponseSurface(
    [(0, InputCurve(input))],
    sizes: [1, 2, 4, 8],
    pairs: [],
    productWidth: 0,
    outcomes: [outcome]
  )
  return SurfaceFit(surface, outcome: 0, on: [0], draws: input.count).share
}
