public import Quantities
import Randomness
import Tables

/// What each uncertain input makes of the total of all flows.
public struct InputInfluences: Sendable {
  /// One input.
  public struct Influence: Sendable {
    /// Its path.
    public let path: String
    /// The total in pounds with the input at its 2.5 % value and all others as they are.
    public let low: Double
    /// The same at its 97.5 % value.
    public let high: Double
    /// How the input and the total go together over the draws: Spearman's rank correlation.
    public let rankCorrelation: Double
    /// Its 2.5 % value over its own, in words, such as `× 0.91`.
    public let lowText: String
    /// Its 97.5 % value over its own, in words.
    public let highText: String
    /// Its distribution in words.
    public let distribution: String
    /// How well the distribution is supported.
    public let evidence: Evidence
    /// Where it comes from.
    public let source: String

    /// How far the total moves between the two.
    public var swing: Double { abs(high - low) }
  }

  /// The total without uncertainty, in pounds.
  public let centre: Double
  /// The inputs, those that move the total most first.
  public let inputs: [Influence]
}

extension InputInfluences {
  /// The normal score that a share of 97.5 % lies below.
  private static let upper = RandomStream.standardNormal(0.975)

  init(_ model: UncertainFlows, _ outcomes: SimulatedOutcomes) {
    let columns = model.compiled.columns
    let none = columns.map { _ in Double.nan }
    var scores = [none]
    for column in columns.indices {
      for score in [-Self.upper, Self.upper] {
        var own = none
        own[column] = score
        scores.append(own)
      }
    }
    let place = model.totals.everything
    let totals = model.values(at: scores).map { $0[place] }
    let drawn = columns.indices.map { model.scores(of: $0) }
    let ranked = InputInfluence.ranked(inputs: drawn, outcome: outcomes.values(of: place)) ?? []
    let correlations = Dictionary(
      ranked.map { ($0.input, $0.correlation) },
      uniquingKeysWith: { first, _ in first }
    )
    let inputs = columns.enumerated().map { column, path in
      let input = model.input(of: path)
      return Influence(
        path: path,
        low: totals[1 + 2 * column],
        high: totals[2 + 2 * column],
        rankCorrelation: correlations[column] ?? 0,
        lowText: Self.times(model.multiplier(of: column, at: -Self.upper)),
        highText: Self.times(model.multiplier(of: column, at: Self.upper)),
        distribution: input?.spread.words ?? "",
        evidence: input?.evidence ?? .unverified,
        source: input?.source ?? ""
      )
    }
    centre = totals[0]
    self.inputs = inputs.sorted { ($1.swing, $0.path) < ($0.swing, $1.path) }
  }
}

extension InputInfluences {
  private static func times(_ multiplier: Double?) -> String {
    guard let multiplier, multiplier < 1e12 else { return "" }
    return "× \(Factor(millionths: Int64((multiplier * 1000).rounded()) * 1000))"
  }
}

extension UncertainFlows {
  /// What an input is at a normal score over what it is without uncertainty; nil where that is not one number, as of
  /// a share that differs by stage, the survival of a stage, or a forecast of several years.
  func multiplier(of column: Int, at score: Double) -> Double? {
    var found: Double?
    for step in compiled.steps {
      switch step {
      case .value(column, let table, let own, _):
        let multiplier = max(0, table.quantile(normalScore: score)) / own
        guard found == nil || found == multiplier else { return nil }
        found = multiplier
      case .shares(let shares):
        guard let part = shares.columns.firstIndex(of: column) else { continue }
        return shares.multiplier(of: part, at: score)
      default: continue
      }
    }
    return found
  }

  /// The flows without uncertainty, as the ledger has them.
  var ledgerFlows: [Pence] {
    let totals = flows.ledger.totals { line in
      FlowOutput(
        commissioner: line.commissioner,
        year: line.financialYear,
        pathway: line.pathway,
        provider: line.provider
      )
    }
    return self.totals.outputs.map { totals[$0] ?? .zero }
  }
}

extension UncertainFlows {
  /// The input whose numbers a path has; one of the parts of a whole has those of the whole.
  func input(of path: String) -> UncertaintyPlan.Input? {
    let inputs = flows.scenario.uncertainty.inputs
    return inputs.first { $0.path.description == path }
      ?? inputs.first { path.hasPrefix("\($0.path).") }
  }

  /// The normal scores of an input at all draws.
  func scores(of column: Int) -> [Double] {
    var scores = [Double](repeating: 0, count: draws)
    var span = scores.mutableSpan
    plan.normalScores(of: column, draws: 0..<draws, into: &span)
    return scores
  }
}

extension InputInfluences {
  /// One row an input.
  var table: [UInt8] {
    var writer = CSVWriter(header: [
      "path", "distribution", "total_at_low_2.5", "total_at_high_97.5", "swing", "rank_correlation",
      "evidence", "source",
    ])
    for input in inputs {
      writer.text(input.path)
      writer.text(input.distribution)
      writer.number(Pence(rounding: input.low))
      writer.number(Pence(rounding: input.high))
      writer.number(Pence(rounding: input.swing))
      writer.number(PlainDecimal(input.rankCorrelation))
      writer.text(input.evidence.rawValue)
      writer.text(input.source)
      writer.endRow()
    }
    return writer.bytes
  }
}

/// A number between -1 and 1 with four decimals, as it is written in files.
private struct PlainDecimal: CustomStringConvertible {
  let description: String

  init(_ number: Double) {
    let tenThousandths = Int((number * 10_000).rounded(.toNearestOrAwayFromZero))
    let digits = String(tenThousandths.magnitude)
    let padded = String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
    description = (tenThousandths < 0 ? "-" : "") + padded.dropLast(4) + "." + padded.suffix(4)
  }
}
