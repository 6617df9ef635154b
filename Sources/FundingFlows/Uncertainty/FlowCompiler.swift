import Diagnostics
import Pathways
import Populations
import Quantities
import Randomness
import Tariffs

/// Turns a model and what it is unsure of into sums of products.
struct FlowCompiler {
  private let model: FundingModel
  private var numbers: NumberTable
  private var people: PeopleCompiler
  private var care: CareCompiler
  private var bases: [[Int]] = []
  private var basisOf: [[Int]: Int] = [:]
  private var rows: [CompiledFlows.Row] = []
  private var rowOf: [RowKey: Int] = [:]
  private var entryOf: [EntryKey: Int] = [:]
  private var groupOf: [GroupKey: Int] = [:]
  private var groups: [GroupKey] = []

  private struct RowKey: Hashable {
    let group: Int
    let multipliers: [Int]
  }

  private struct EntryKey: Hashable {
    let row: Int
    let basis: Int
  }

  /// Care of one phase that is paid and shared out alike.
  private struct GroupKey: Hashable {
    let year: Int
    let pathway: Int
    let phase: Phase
    let commissioner: CommissionerCode
    let takesMarketForces: Bool
  }

  /// Compiles a model with its scenario's uncertain inputs.
  ///
  /// - Throws: `uncertainty.distribution` for a distribution that cannot be, `change.unknown` for an input that the
  ///   model does not have.
  static func compile(_ model: FundingModel, _ forecast: CaseForecast?) throws(DiagnosticList)
    -> CompiledFlows
  {
    var compiler = FlowCompiler(model, forecast)
    return try compiler.compile()
  }

  private init(_ model: FundingModel, _ forecast: CaseForecast?) {
    self.model = model
    numbers = NumberTable(model.scenario.uncertainty)
    people = PeopleCompiler(model, forecast)
    care = CareCompiler()
  }

  private mutating func compile() throws(DiagnosticList) -> CompiledFlows {
    try people.prepare(&numbers)
    for start in model.scenario.years {
      guard let year = model.year(start) else { continue }
      for index in year.costings.indices { add(year, start, index) }
    }
    let (parts, outputs) = share()
    numbers.reportUnused()
    try numbers.faults.throwIfFaulty()
    return CompiledFlows(
      columns: numbers.columns,
      multiplierCount: numbers.count,
      steps: numbers.steps,
      bases: bases,
      rows: rows,
      groupCount: groups.count,
      parts: parts,
      outputs: outputs
    )
  }

  // MARK: - Rows

  private mutating func add(_ year: ModelYear, _ start: Int, _ index: Int) {
    let costing = year.costings[index]
    for activity in costing.activities {
      guard case .priced? = activity.valuation else { continue }
      let terms = people.terms(of: activity, costing.pathway, year, start, &numbers)
      guard !terms.isEmpty else { continue }
      let flow = model.flow(of: activity, year, start)
      let key = GroupKey(
        year: start,
        pathway: index,
        phase: activity.step.phase,
        commissioner: flow.commissioner,
        takesMarketForces: flow.takesMarketForces
      )
      let multipliers = care.multipliers(of: activity, costing, &numbers)
      let row = row(RowKey(group: group(key), multipliers: multipliers))
      let pounds = activity.unitsPerOccurrence * flow.price
      for term in terms { add(term.factors, pounds * term.people, to: row) }
    }
  }

  private mutating func group(_ key: GroupKey) -> Int {
    if let known = groupOf[key] { return known }
    groups.append(key)
    groupOf[key] = groups.count - 1
    return groups.count - 1
  }

  private mutating func row(_ key: RowKey) -> Int {
    if let known = rowOf[key] { return known }
    rows.append(CompiledFlows.Row(group: key.group, multipliers: key.multipliers, entries: []))
    rowOf[key] = rows.count - 1
    return rows.count - 1
  }

  private mutating func add(_ factors: [Int], _ coefficient: Double, to row: Int) {
    let basis: Int
    if let known = basisOf[factors] {
      basis = known
    } else {
      bases.append(factors)
      basis = bases.count - 1
      basisOf[factors] = basis
    }
    let place = EntryKey(row: row, basis: basis)
    if let entry = entryOf[place] {
      rows[row].entries[entry].coefficient += coefficient
    } else {
      entryOf[place] = rows[row].entries.count
      rows[row].entries.append(CompiledFlows.Entry(basis: basis, coefficient: coefficient))
    }
  }

  // MARK: - Providers

  private mutating func share() -> (parts: [CompiledFlows.Part], outputs: [FlowOutput]) {
    var flows: [(output: FlowOutput, group: Int, share: Double, multipliers: [Int])] = []
    for (group, key) in groups.enumerated() {
      guard let year = model.year(key.year) else { continue }
      let pathway = year.costings[key.pathway].pathway.name
      let providers = year.shares.providers(of: pathway, key.phase)
      let multipliers = care.multipliers(of: providers, pathway, key.phase, &numbers)
      for ((provider, share), own) in zip(providers, multipliers) where share > .none {
        let factor = key.takesMarketForces ? model.marketForces(of: provider) : 1
        let output = FlowOutput(
          commissioner: key.commissioner,
          year: FinancialYear(start: key.year),
          pathway: pathway,
          provider: provider
        )
        flows.append((output, group, share.value * factor, own))
      }
    }
    let outputs = Set(flows.map(\.output)).sorted()
    let places = Dictionary(uniqueKeysWithValues: outputs.enumerated().map { ($1, $0) })
    let parts = flows.map { flow in
      CompiledFlows.Part(
        group: flow.group,
        output: places[flow.output] ?? 0,
        share: flow.share,
        multipliers: flow.multipliers
      )
    }
    return (parts, outputs)
  }
}

extension NumberTable {
  /// Reports inputs that nothing in the model depends on: they would change nothing.
  mutating func reportUnused() {
    // After another fault, what it left out may be what an input is about.
    guard faults.isClean else { return }
    for path in paths({ _ in true }) where !used.contains(path) {
      guard let input = input(path) else { continue }
      report(
        Diagnostic(
          "change.unknown",
          at: input.position,
          "found a distribution of \(path), on which no flow depends, or whose value is certain",
          fix: "correct the path, or remove it"
        )
      )
    }
  }
}
