/// The mean and standard deviation of a sample, added up one by one.
struct Moments {
  let mean: Double
  let standardDeviation: Double

  init(_ sample: [Double]) {
    let mean = sample.reduce(0, +) / Double(sample.count)
    let squares = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    standardDeviation = (squares / Double(sample.count - 1)).squareRoot()
  }
}
