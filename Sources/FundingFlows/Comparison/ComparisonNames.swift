public import Quantities

/// What two runs, their steps and their providers are called.
public struct ComparisonNames: Sendable {
  /// The first run.
  public let before: String
  /// The second run.
  public let after: String
  /// The steps, by id.
  public let steps: [String: String]
  /// The providers, by code.
  public let providers: [ProviderCode: String]

  /// Names the runs, the steps and the providers.
  public init(
    before: String,
    after: String,
    steps: [String: String],
    providers: [ProviderCode: String]
  ) {
    self.before = before
    self.after = after
    self.steps = steps
    self.providers = providers
  }

  /// The names of two runs; where both name a step or a provider, the second run's name is taken.
  public init(_ before: PredictedFlows, _ after: PredictedFlows) {
    self.init(
      before: before.scenario.name,
      after: after.scenario.name,
      steps: before.stepNames.merging(after.stepNames) { $1 },
      providers: before.providerNames.merging(after.providerNames) { $1.isEmpty ? $0 : $1 }
    )
  }
}
