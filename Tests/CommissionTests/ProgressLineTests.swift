import Testing

@testable import commission

struct ProgressLineTests {
  @Test func `nothing is said of work that is soon over`() {
    var line = ProgressLine(of: "draws")
    #expect(line.text(fraction: 0.5, seconds: 0.1) == nil)
    #expect(line.text(fraction: 0.9, seconds: 2) == nil)
    #expect(line.ending == nil)
  }

  @Test func `each per cent is said once, over the one before, and taken away at the end`() {
    var line = ProgressLine(of: "draws")
    #expect(line.text(fraction: 0.42, seconds: 2.1) == "\rdraws 42 %")
    #expect(line.text(fraction: 0.429, seconds: 2.2) == nil)
    #expect(line.text(fraction: 0.43, seconds: 2.3) == "\rdraws 43 %")
    #expect(line.ending == "\r\u{1B}[K")
  }

  @Test func `it never goes back, past its end, or away for want of a number`() {
    var line = ProgressLine(of: "draws")
    #expect(line.text(fraction: -1, seconds: 3) == "\rdraws 0 %")
    #expect(line.text(fraction: 0.5, seconds: 3) == "\rdraws 50 %")
    #expect(line.text(fraction: 0.3, seconds: 4) == nil)
    #expect(line.text(fraction: .nan, seconds: 4) == nil)
    #expect(line.text(fraction: 7, seconds: 5) == "\rdraws 100 %")
  }
}
