import CostedPathways
import Dispatch

/// How the uncertain inputs of a scenario are to be drawn.
struct Drawing {
  let draws: Int
  let seed: UInt64
  let threads: Int
  /// The only draw that is asked for; nil for all.
  let only: Int?

  /// Reads the options; nil when no draws are asked for.
  init?(_ arguments: Arguments) throws(Failure) {
    let draws: DrawCount? = try arguments.parsed("--draws")
    let seed: Seed? = try arguments.parsed("--seed")
    let threads: ThreadCount? = try arguments.parsed("--threads")
    let only: DrawCount? = try arguments.parsed("--draw")
    guard let draws else {
      let lone = [("--seed", seed != nil), ("--threads", threads != nil), ("--draw", only != nil)].first {
        $0.1
      }
      guard let lone else { return nil }
      throw .usage(Arguments.fault("found \(lone.0) without --draws", arguments.verb))
    }
    guard draws.number > 1 else {
      throw .usage(Arguments.fault("found 1 draw, expected 2 or more", arguments.verb))
    }
    if let only, only.number > draws.number {
      throw .usage(Arguments.fault("found draw \(only.number) of \(draws.number)", arguments.verb))
    }
    self.draws = draws.number
    self.seed = seed?.number ?? 1
    self.threads = threads?.number ?? Surroundings.processors
    self.only = only?.number
  }

  /// Draws a model and writes what it says.
  func files(
    _ model: FundingModel,
    _ flows: PredictedFlows,
    _ progress: (@Sendable (Double) -> Void)?
  ) throws(DiagnosticList) -> (
    page: String, files: [(name: String, bytes: [UInt8])]
  ) {
    let uncertain = try UncertainFlows(model, flows, seed: seed, draws: draws)
    if let only {
      let draw = uncertain.replay(draw: only)
      return (draw.page, draw.files(of: uncertain))
    }
    guard let simulation = uncertain.simulate(threads: threads, progress: progress) else { return ("", []) }
    return (simulation.page, simulation.files + simulation.charts)
  }
}

extension Drawing {
  /// Draws two models with the same random numbers and writes how sure their difference is.
  func files(
    comparing before: (model: FundingModel, flows: PredictedFlows),
    _ after: (model: FundingModel, flows: PredictedFlows),
    _ progress: (@Sendable (Double) -> Void)?
  ) throws(DiagnosticList) -> (page: String, files: [(name: String, bytes: [UInt8])]) {
    let pair = try UncertainPair(before, after, seed: seed, draws: draws)
    guard let simulation = pair.simulate(threads: threads, progress: progress) else { return ("", []) }
    let information = simulation.information()
    return (simulation.page(information), simulation.files(information))
  }
}

/// A number of draws, or one of them.
private struct DrawCount: ParsedValue {
  let number: Int

  init?(_ text: String) {
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text),
      (1...1_000_000).contains(number)
    else { return nil }
    self.number = number
  }

  static var expectation: String { "a whole number from 1 to 1000000" }
}

/// How many threads may work at once.
struct ThreadCount: ParsedValue {
  let number: Int

  init?(_ text: String) {
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text),
      (1...1024).contains(number)
    else { return nil }
    self.number = number
  }

  static var expectation: String { "a whole number of threads from 1 to 1024" }
}

private struct Seed: ParsedValue {
  let number: UInt64

  init?(_ text: String) {
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = UInt64(text) else { return nil }
    self.number = number
  }

  static var expectation: String { "a whole number, 0 or more" }
}
