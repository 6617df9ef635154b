import Testing

@testable import Reports

struct AxisTests {
  @Test(arguments: [0.0, 0.3, 1, 2, 7, 9.9, 10, 12, 13, 99, 101, 1234, 60_000, 1e6, 3.3e9, 1e15])
  func `marks are whole, evenly apart, few, and reach beyond the largest`(largest: Double) {
    let axis = Axis(upTo: largest)
    #expect(axis.marks.first == 0)
    #expect(axis.end >= largest)
    #expect((2...8).contains(axis.marks.count))
    #expect(axis.marks.allSatisfy { $0 == $0.rounded() })
    let step = axis.marks[1]
    #expect(zip(axis.marks, axis.marks.dropFirst()).allSatisfy { $1 - $0 == step })
    #expect(axis.end - step < max(largest, 1))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `what is no number makes no scale of it`(value: Double) {
    #expect(Axis(upTo: value).end == 1)
    #expect(Axis.grouped(value) == "0")
  }

  @Test func `thousands are set apart`() {
    #expect(
      [0, 999, 1000, 12_345.6, 1_234_567, -0.4, -1234].map(Axis.grouped) == [
        "0", "999", "1,000", "12,346", "1,234,567", "0", "-1,234",
      ]
    )
  }
}
