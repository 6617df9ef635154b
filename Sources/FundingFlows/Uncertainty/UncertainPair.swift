public import Diagnostics
import Quantities
public import Randomness

/// Two models drawn with the same random numbers, so that only what differs between them differs in a draw.
public struct UncertainPair: Sendable {
  private let before: UncertainFlows
  private let after: UncertainFlows

  /// Compiles two models.
  ///
  /// - Throws: as ``UncertainFlows``.
  public init(
    _ before: (model: FundingModel, flows: PredictedFlows),
    _ after: (model: FundingModel, flows: PredictedFlows),
    seed: UInt64,
    draws: Int
  ) throws(DiagnosticList) {
    self.before = try UncertainFlows(before.model, before.flows, seed: seed, draws: draws)
    self.after = try UncertainFlows(after.model, after.flows, seed: seed, draws: draws)
  }

  /// Makes all draws of both.
  ///
  /// - Returns: nil when it was cancelled.
  public func simulate(
    threads: Int,
    progress: (@Sendable (Double) -> Void)? = nil,
    isCancelled: @Sendable () -> Bool = { false }
  ) -> DifferenceSimulation? {
    let totals =
      [FlowTotal()] + after.years.map { FlowTotal(year: $0) }
      + after.flows.scenario.pathways.map { FlowTotal(pathway: $0) }
    let places = totals.map { (before.totals.place(of: $0), after.totals.place(of: $0)) }
    let outcomes = Simulation(draws: before.draws, threads: threads).run(
      outputs: 3 * totals.count,
      progress: progress,
      isCancelled: isCancelled,
      scratch: { (before.compiled.scratch(), after.compiled.scratch()) },
      model: { draws, scratch, results in
        let first = before.values(of: draws, &scratch.0)
        let second = after.values(of: draws, &scratch.1)
        for (index, place) in places.enumerated() {
          for draw in 0..<draws.count {
            let one = place.0.map { first[$0 * draws.count + draw] } ?? 0
            let two = place.1.map { second[$0 * draws.count + draw] } ?? 0
            results[3 * index * draws.count + draw] = one
            results[(3 * index + 1) * draws.count + draw] = two
            results[(3 * index + 2) * draws.count + draw] = two - one
          }
        }
      }
    )
    return outcomes.map { outcomes in
      DifferenceSimulation(
        totals: totals,
        outcomes: outcomes,
        summaries: outcomes.summaries(threads: threads),
        inputs: inputs
      )
    }
  }

  /// The normal scores of the inputs of either: of those that both have, as the second draws them.
  private var inputs: [(path: String, scores: [Double])] {
    let own = after.inputs.enumerated().map { ($1, after.scores(of: $0)) }
    let known = Set(after.inputs)
    let others = before.inputs.enumerated().filter { !known.contains($1) }
    return own + others.map { ($1, before.scores(of: $0)) }
  }
}

/// How sure the difference between two models is, and what it would be worth to know more.
public struct DifferenceSimulation: Sendable {
  let totals: [FlowTotal]
  let outcomes: SimulatedOutcomes
  let summaries: [OutcomeSummary]
  let inputs: [(path: String, scores: [Double])]

  /// The difference in all, after less before, in pounds.
  public var difference: OutcomeSummary { summaries[2] }

  /// The share of the draws in which the second costs less.
  public var shareOfSavings: Double {
    let differences = outcomes.values(of: 2)
    return Double(differences.count { $0 < 0 }) / Double(differences.count)
  }

  /// What it would be worth, in pounds over all years, to know inputs before choosing the one that costs less.
  ///
  /// Only cost is weighed: what the two do for patients is beside it, in patients.csv.
  public func information() -> [ValueOfKnowing] {
    let benefits = [0, 1].map { outcomes.values(of: $0).map { -$0 } }
    guard let value = ValueOfInformation(netBenefits: benefits, inputs: inputs.map(\.scores)) else {
      return []
    }
    let kinds = Set(inputs.map { Self.kind($0.path) }).sorted()
    let groups = kinds.map { kind in
      (kind, inputs.indices.filter { Self.kind(inputs[$0].path) == kind })
    }
    let singles = inputs.indices.map { (inputs[$0].path, [$0]) }
    let asked = singles + groups.filter { $0.1.count > 1 }.map { ("\($0.0).*", $0.1) }
    let found = value.partial(ofEach: asked.map(\.1))
    let rows = zip(asked, found).map { ValueOfKnowing(what: $0.0, value: $1) }
    let all = ValueOfKnowing(what: "everything", value: value.perfect)
    return [all] + rows.sorted { ($1.value.value, $0.what) < ($0.value.value, $1.what) }
  }

  /// The first word of a path.
  private static func kind(_ path: String) -> String {
    path.split(separator: ".").first.map(String.init) ?? path
  }
}

/// What it would be worth to know some inputs.
public struct ValueOfKnowing: Sendable {
  /// A path, several of one kind such as `stage.*`, or everything.
  public let what: String
  /// The expected gain in pounds, and its standard error.
  public let value: InformationValue
}
