import TestSupport
import Populations

/// A random regression: groups that stand for ages, a trend, and columns of anything.
struct RandomRegression {
  var names: [String] = []
  var rows: [[Double]] = []
  var counts: [Double] = []
  var personYears: [Double] = []

  init(_ seed: UInt64) {
    var random = Seeded(seed)
    let groups = random.int(2...8)
    let others = random.int(0...4)
    names = (1...groups).map { "group \($0)" } + ["trend"] + (0..<others).map { "other \($0)" }
    for group in 0..<groups {
      for time in 0..<random.int(8...12) {
        var row = (0..<groups).map { $0 == group ? 1.0 : 0 }
        row.append(Double(time))
        for _ in 0..<others { row.append(random.double(-1...1)) }
        rows.append(row)
        let people = random.double(1e4...1e6)
        personYears.append(people)
        let rate = 1e-3 * Double(1 + group) * (1 + 0.02 * Double(time))
        counts.append((people * rate * random.double(0.8...1.2)).rounded())
      }
    }
  }

  var design: DesignMatrix { DesignMatrix(names: names, rows: rows.map { SparseRow(dense: $0) }) }

  func fit(_ link: Link) throws(RegressionFault) -> RegressionFit {
    try PoissonRegression(design, link: link).fit(counts: counts, personYears: personYears)
  }
}
