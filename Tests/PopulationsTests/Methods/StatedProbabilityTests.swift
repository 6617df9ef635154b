import Testing

@testable import Populations

struct StatedProbabilityTests {
  @Test(
    arguments: [
      (1, "p = 1.0"), (0.996, "p = 1.0"), (0.994, "p = 0.99"), (0.73490603516504072, "p = 0.73"),
      (0.1, "p = 0.10"), (0.0996, "p = 0.10"), (0.0377, "p = 0.038"), (0.0067231358, "p = 0.0067"),
      (0.00012, "p = 0.00012"), (0.00009, "p < 0.0001"), (0, "p < 0.0001"),
      (.leastNonzeroMagnitude, "p < 0.0001"),
    ] as [(Double, String)]
  )
  func `a probability is stated to two figures`(value: Double, text: String) {
    #expect(stated(value) == text)
  }
}
