import Pathways
import Quantities
import Randomness

/// What a commissioner pays a provider for a pathway in a year: one number of every draw.
struct FlowOutput: Hashable, Sendable, Comparable {
  let commissioner: CommissionerCode
  let year: FinancialYear
  let pathway: String
  let provider: ProviderCode

  static func < (one: FlowOutput, other: FlowOutput) -> Bool {
    (one.commissioner, one.year, one.pathway, one.provider)
      < (other.commissioner, other.year, other.pathway, other.provider)
  }
}

/// The flows of a model as sums of products, so that many draws cost little.
///
/// The model is linear in new cases, and multiplicative in the rest. With m the multipliers that follow from the
/// random numbers of a draw:
///
///     basis[j]  = Π m                 over who falls ill, at which stage, and how long they live
///     row[r]    = Σ coefficient × basis[j] × Π m      over care and prices; coefficients are pounds
///     output[o] = Σ row × share × Π m  over who gives the care
///
/// Money is floating point here: these are expectations, and no line of a ledger.
struct CompiledFlows: Sendable {
  /// A sum of basis vectors for some rows' care, times its multipliers.
  struct Row: Sendable {
    let group: Int
    let multipliers: [Int]
    var entries: [Entry]
  }

  struct Entry: Sendable {
    let basis: Int
    var coefficient: Double
  }

  /// What a provider has of a group of rows.
  struct Part: Sendable {
    let group: Int
    let output: Int
    let share: Double
    let multipliers: [Int]
  }

  /// The paths of the random numbers.
  let columns: [String]
  /// How many multipliers there are.
  let multiplierCount: Int
  let steps: [NumberStep]
  let bases: [[Int]]
  let rows: [Row]
  let groupCount: Int
  let parts: [Part]
  let outputs: [FlowOutput]

  /// What a thread works in.
  struct Scratch {
    var scores: [Lanes]
    var multipliers: [Lanes]
    var bases: [Lanes]
    var groups: [Lanes]
    var outputs: [Lanes]
  }

  /// Room for one block of draws.
  func scratch() -> Scratch {
    let room = { (count: Int) in [Lanes](repeating: Lanes(repeating: 1), count: count * SampleBlock.vectors) }
    return Scratch(
      scores: room(columns.count),
      multipliers: room(multiplierCount),
      bases: room(bases.count),
      groups: room(groupCount),
      outputs: room(outputs.count)
    )
  }

  /// Works out the outputs of the first draws of a block from their scores.
  func evaluate(_ scratch: inout Scratch, draws: Int) {
    let vectors = (draws + Lanes.scalarCount - 1) / Lanes.scalarCount
    for place in 0..<vectors {
      for lane in 0..<Lanes.scalarCount where place * Lanes.scalarCount + lane < draws {
        for step in steps { step.fill(&scratch.multipliers, at: place, from: scratch.scores, lane) }
      }
      multiply(&scratch, place)
      add(&scratch, place)
    }
  }

  private func multiply(_ scratch: inout Scratch, _ place: Int) {
    for (index, factors) in bases.enumerated() {
      scratch.bases[index * SampleBlock.vectors + place] = Self.product(factors, scratch.multipliers, place)
    }
  }

  private func add(_ scratch: inout Scratch, _ place: Int) {
    let width = SampleBlock.vectors
    for group in 0..<groupCount { scratch.groups[group * width + place] = .zero }
    for output in outputs.indices { scratch.outputs[output * width + place] = .zero }
    for row in rows {
      var sum = Lanes.zero
      for entry in row.entries { sum += scratch.bases[entry.basis * width + place] * entry.coefficient }
      scratch.groups[row.group * width + place] +=
        row.multipliers.isEmpty ? sum : sum * Self.product(row.multipliers, scratch.multipliers, place)
    }
    for part in parts {
      var flow = scratch.groups[part.group * width + place] * part.share
      if !part.multipliers.isEmpty { flow *= Self.product(part.multipliers, scratch.multipliers, place) }
      scratch.outputs[part.output * width + place] += flow
    }
  }

  private static func product(_ factors: [Int], _ multipliers: [Lanes], _ place: Int) -> Lanes {
    var product = Lanes(repeating: 1)
    for factor in factors { product *= multipliers[factor * SampleBlock.vectors + place] }
    return product
  }
}
