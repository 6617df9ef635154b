import Quantities

/// Flows of some commissioners, years, pathways and providers together; nil stands for all.
struct FlowTotal: Hashable, Sendable {
  var commissioner: CommissionerCode?
  var year: FinancialYear?
  var pathway: String?
  var provider: ProviderCode?

  /// The totals that an output is part of.
  static func containing(_ output: FlowOutput) -> [FlowTotal] {
    [
      FlowTotal(),
      FlowTotal(pathway: output.pathway),
      FlowTotal(commissioner: output.commissioner),
      FlowTotal(provider: output.provider),
    ].flatMap { total -> [FlowTotal] in
      var ofYear = total
      ofYear.year = output.year
      return [total, ofYear]
    }
  }
}

/// The outputs of a simulation: every flow, and after them totals.
struct FlowTotals: Sendable {
  /// The flows themselves.
  let outputs: [FlowOutput]
  /// The totals, that of everything first.
  let totals: [FlowTotal]
  private let places: [FlowTotal: Int]
  private let members: [[Int]]

  /// How many numbers a draw has.
  var count: Int { outputs.count + totals.count }

  /// The place of the total of everything.
  var everything: Int { outputs.count }

  init(_ outputs: [FlowOutput], _ pathways: [String]) {
    self.outputs = outputs
    let years = Set(outputs.map(\.year)).sorted()
    let providers = Set(outputs.map(\.provider)).sorted()
    let payers = Set(outputs.map(\.commissioner)).sorted()
    var totals = [FlowTotal()]
    totals += years.map { FlowTotal(year: $0) }
    totals += pathways.map { FlowTotal(pathway: $0) }
    totals += pathways.flatMap { pathway in years.map { FlowTotal(year: $0, pathway: pathway) } }
    totals += payers.flatMap { payer in
      [FlowTotal(commissioner: payer)] + years.map { FlowTotal(commissioner: payer, year: $0) }
    }
    totals += providers.flatMap { provider in
      [FlowTotal(provider: provider)] + years.map { FlowTotal(year: $0, provider: provider) }
    }
    self.totals = totals
    let places = Dictionary(zip(totals, totals.indices), uniquingKeysWith: { first, _ in first })
    self.places = places
    var members = [[Int]](repeating: [], count: totals.count)
    for (index, output) in outputs.enumerated() {
      for total in FlowTotal.containing(output) {
        if let place = places[total] { members[place].append(index) }
      }
    }
    self.members = members
  }

  /// The place of a total.
  func place(of total: FlowTotal) -> Int? { places[total].map { outputs.count + $0 } }

  /// The flows that make up a total.
  func flows(of total: Int) -> [Int] { members[total] }

  /// Fills the numbers of the draws of a block.
  func fill(_ results: inout MutableSpan<Double>, from scratch: CompiledFlows.Scratch, draws: Int) {
    for place in 0..<draws {
      let (vector, lane) = place.quotientAndRemainder(dividingBy: Lanes.scalarCount)
      for output in outputs.indices {
        results[output * draws + place] = scratch.outputs[output * SampleBlock.vectors + vector][lane]
      }
      for total in totals.indices {
        var sum = 0.0
        for output in members[total] { sum += scratch.outputs[output * SampleBlock.vectors + vector][lane] }
        results[(outputs.count + total) * draws + place] = sum
      }
    }
  }
}
