import Populations
import Testing

struct DesignMatrixTests {
  private func design(_ rows: [[Double]]) -> DesignMatrix {
    let names = (rows.first ?? []).indices.map { "\($0)" }
    return DesignMatrix(names: names, rows: rows.map { SparseRow(dense: $0) })
  }

  @Test func `a column that depends on those before it is aliased, the earlier ones stay`() {
    let rows: [[Double]] = [[1, 0, 1, 2, 5], [1, 0, 1, 3, 6], [0, 1, 1, 4, 6], [0, 1, 1, 6, 9]]
    let design = design(rows)
    #expect(design.isAliased == [false, false, true, false, false])
    #expect(design.estimated == [0, 1, 3, 4])
    #expect(design.place(of: 3) == 2)
    #expect(design.place(of: 2) == nil)
  }

  @Test func `the age, period and cohort factors of a table lose what R's glm drops`() {
    var rows: [[Double]] = []
    for age in 0..<4 {
      for period in 0..<3 {
        var row = [Double](repeating: 0, count: 4 + 1 + 2 + 5)
        row[age] = 1
        row[4] = Double(period + 1)
        if period > 0 { row[4 + period] = 1 }
        let cohort = 3 - age + period
        if cohort > 0 { row[6 + cohort] = 1 }
        rows.append(row)
      }
    }
    #expect(design(rows).isAliased.indices.filter { design(rows).isAliased[$0] } == [6, 11])
  }

  @Test func `a column of zeros, and columns more than rows, are aliased`() {
    #expect(design([[0, 1], [0, 2]]).isAliased == [true, false])
    #expect(design([[1, 0, 1], [0, 1, 2]]).isAliased == [false, false, true])
  }

  @Test func `a column nearly dependent stays above a ten-millionth of its length and drops below`() {
    let far = [[1, 1], [1, 1 + 1e-5], [1, 1]]
    let near = [[1, 1], [1, 1 + 1e-9], [1, 1]]
    #expect(design(far).isAliased == [false, false])
    #expect(design(near).isAliased == [false, true])
  }

  @Test func `a row adds up entries of one column and leaves out what comes to nothing`() {
    let row = SparseRow([(3, 1), (1, 2), (3, 4), (0, 1), (0, -1)])
    #expect(row == SparseRow(dense: [0, 2, 0, 5]))
    #expect(row.predictor([9, 1, 9, 10]) == 52)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `an aliased column has no coefficient and changes nothing`(seed: UInt64) throws {
    let plain = RandomRegression(seed)
    var doubled = plain
    doubled.names.append("again")
    doubled.rows = plain.rows.map { $0 + [2 * $0[0] - 3 * ($0.last ?? 0)] }
    for link in Link.allCases {
      let (one, other) = (try plain.fit(link), try doubled.fit(link))
      #expect(other.coefficients.last == .some(nil))
      #expect(other["again"] == nil)
      #expect(Array(other.coefficients.dropLast()) == one.coefficients)
      #expect(other.degreesOfFreedom == one.degreesOfFreedom)
    }
  }
}
