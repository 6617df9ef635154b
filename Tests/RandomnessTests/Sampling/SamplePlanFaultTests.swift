import Randomness
import Testing

struct SamplePlanFaultTests {
  private func plan(_ paths: [String], _ correlations: RankCorrelation...) throws(SamplePlanFault) {
    _ = try SamplePlan(seed: 1, paths: paths, correlations: correlations)
  }

  @Test func `a path given twice is named`() {
    #expect(throws: SamplePlanFault.repeatedPath("b")) { try plan(["a", "b", "b"]) }
  }

  @Test func `two paths of one hash are named`() throws {
    // Two words that 64-bit FNV-1a takes for one.
    let (one, other) = ("8yn0iYCKYHlIj4-BwPqk", "GReLUrM4wMqfg9yzV3KQ")
    try #require(RandomStream(seed: 1, path: one).pathHash == RandomStream(seed: 1, path: other).pathHash)
    #expect(throws: SamplePlanFault.sameNumbers(one, other)) { try plan([one, "c", other]) }
  }

  @Test func `a path that is not there is named`() {
    let unknown = RankCorrelation(between: "a", and: "c", is: 0.5)
    #expect(throws: SamplePlanFault.unknownPath("c", unknown)) { try plan(["a", "b"], unknown) }
    let turned = RankCorrelation(between: "c", and: "a", is: 0.5)
    #expect(throws: SamplePlanFault.unknownPath("c", turned)) { try plan(["a", "b"], turned) }
  }

  @Test(arguments: [1, -1, 1.2, -7, .nan])
  func `a rank correlation must be above minus one and below one`(rank: Double) {
    #expect {
      try plan(["a", "b"], RankCorrelation(between: "a", and: "b", is: rank))
    } throws: { error in
      guard case SamplePlanFault.rankOutOfRange = error else { return false }
      return true
    }
  }

  @Test func `a pair is given once, and of two inputs`() {
    let pair = RankCorrelation(between: "a", and: "b", is: 0.5)
    let turned = RankCorrelation(between: "b", and: "a", is: 0.4)
    #expect(throws: SamplePlanFault.repeatedPair(turned)) { try plan(["a", "b"], pair, turned) }
    let same = RankCorrelation(between: "a", and: "a", is: 0.5)
    #expect(throws: SamplePlanFault.correlatedWithItself(same)) { try plan(["a", "b"], same) }
  }

  @Test func `a group that cannot be so correlated is named`() {
    // Two inputs that both rise with a third cannot fall with each other so strongly.
    let correlations = [
      RankCorrelation(between: "y", and: "z", is: 0.1),
      RankCorrelation(between: "a", and: "b", is: 0.9),
      RankCorrelation(between: "c", and: "b", is: 0.9),
      RankCorrelation(between: "a", and: "c", is: -0.5),
    ]
    #expect(throws: SamplePlanFault.impossibleGroup(["a", "b", "c"])) {
      _ = try SamplePlan(seed: 1, paths: ["y", "c", "z", "a", "b"], correlations: correlations)
    }
  }

  @Test func `a Latin hypercube has at least one draw`() {
    #expect(throws: SamplePlanFault.noDraws) {
      _ = try SamplePlan(seed: 1, paths: ["a"], design: .latinHypercube(draws: 0))
    }
  }
}
