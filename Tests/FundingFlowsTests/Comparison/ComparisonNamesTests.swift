import Testing

@testable import FundingFlows

struct ComparisonNamesTests {
  @Test func `names of both runs are known`() throws {
    let (one, other) = try (ModelRun(RandomScenario(1)).flows, ModelRun(RandomScenario(2)).flows)
    let names = ComparisonNames(one, other)
    #expect(names.before == one.scenario.name && names.after == other.scenario.name)
    for (step, _) in one.stepNames {
      #expect(names.steps[step] == other.stepNames[step] ?? one.stepNames[step])
    }
    for (provider, _) in other.providerNames { #expect(names.providers[provider] != nil) }
    for (provider, name) in one.providerNames where !name.isEmpty {
      #expect(names.providers[provider]?.isEmpty == false)
    }
  }
}
