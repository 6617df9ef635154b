import Testing

@testable import Reports

struct ChartFrameTests {
  @Test func `the title stands above what is drawn and the notes below it, all within the picture`() {
    let long = (0..<200).map { "word\($0)" }.joined(separator: " ")
    for (title, foot) in [("a", "b"), (long, long), ("", "")] {
      let frame = ChartFrame(title: title, foot: foot, width: 500)
      let svg = frame.drawing(downTo: frame.top + 100, description: "d").svg
      #expect(Picture(svg).isWellFormed && Picture(svg).outside == [])
      let places = svg.matches(of: /<text x="28" y="([^"]*)" font-size="(\d+)"/)
        .map { (size: $0.2, y: Double($0.1) ?? 0) }
      #expect(places.allSatisfy { $0.size == "20" ? $0.y < frame.top : $0.y > frame.top + 100 })
      #expect(places.contains { $0.size == "20" } && places.contains { $0.size == "11" })
    }
  }
}
