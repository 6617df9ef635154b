/// The sum of coefficients[n] × xⁿ, by Horner's rule.
func polynomial(_ coefficients: [Double], at x: Double) -> Double {
  var sum = 0.0
  for coefficient in coefficients.reversed() { sum = sum * x + coefficient }
  return sum
}
