import Populations
import Testing

struct NaturalSplineTests {
  private static let knots = [40.0, 47, 55, 71, 80]

  private func spline() throws -> NaturalSpline { try #require(NaturalSpline(knots: Self.knots)) }

  @Test func `it has one column fewer than knots, the first a straight line`() throws {
    let spline = try spline()
    #expect(spline.columnCount == 4)
    let steps = (0..<50).map { spline.columns(at: Double($0))[0] }
    for (a, (b, c)) in zip(steps, zip(steps.dropFirst(), steps.dropFirst(2))) {
      #expect(abs(a - 2 * b + c) < 1e-14)
    }
  }

  @Test func `beyond its outer knots it is linear, however far`() throws {
    let spline = try spline()
    for start in [80.0, 95, 1000, 0, -200] {
      let ends = [start, start + 3, start + 6].map { spline.columns(at: start < 40 ? $0 - 6 : $0) }
      for column in 0..<4 {
        #expect(abs(ends[0][column] - 2 * ends[1][column] + ends[2][column]) < 1e-12 * max(1, abs(start)))
      }
    }
  }

  @Test func `between and at the knots it is smooth to the second derivative`() throws {
    let spline = try spline()
    let step = 1e-3
    for knot in Self.knots {
      for column in 0..<4 {
        let value = { (x: Double) in spline.columns(at: x)[column] }
        let curve = { (x: Double) in (value(x - step) - 2 * value(x) + value(x + step)) / (step * step) }
        #expect(abs(curve(knot - 2 * step) - curve(knot + 2 * step)) < 1e-2)
      }
    }
  }

  @Test func `the order of the knots and knots named twice do not matter; fewer than two are none`() {
    #expect(NaturalSpline(knots: [3, 1, 2, 1]) == NaturalSpline(knots: [1, 2, 3]))
    #expect(NaturalSpline(knots: [1, 1]) == nil)
    #expect(NaturalSpline(knots: []) == nil)
    #expect(NaturalSpline(knots: [1, .infinity]) == nil)
    #expect(NaturalSpline(knots: [0, 10])?.columns(at: 10) == [1])
  }
}
