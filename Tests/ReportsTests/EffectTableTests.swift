import Testing

@testable import Reports

struct EffectTableTests {
  @Test(
    arguments: [
      (12_965.7, 13_201.2, ["12,966", "13,201", "+236"]),
      (21_415.84, 21_411.5, ["21,415.8", "21,411.5", "−4.3"]),
      (7.2, 7.2, ["7", "7", "0"]), (0, 0.96, ["0.0", "1.0", "+1.0"]), (-3, 0, ["-3.0", "0.0", "+3.0"]),
      (1_000_000, 0, ["1,000,000", "0", "−1,000,000"]), (3_210.000_004, 3_210, ["3,210", "3,210", "0"]),
    ] as [(Double, Double, [String])]
  )
  func `small differences have a decimal, large ones none`(before: Double, after: Double, texts: [String]) {
    #expect(EffectTable.texts(.init("x", before: before, after: after)) == texts)
  }

  @Test func `the table is as high as its labels need`() {
    let short = WaterfallChart.Effect("Cases", before: 1, after: 2)
    let long = WaterfallChart.Effect("People living with cancer at the end of 2031", before: 1, after: 2)
    #expect(EffectTable.height(of: [short]) < EffectTable.height(of: [long]))
    #expect(EffectTable.height(of: [short, short]) > EffectTable.height(of: [short]))
  }
}
