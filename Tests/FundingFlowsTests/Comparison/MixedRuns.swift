import TestSupport
import Diagnostics
import Pathways
import Populations
import Quantities

@testable import FundingFlows

/// Runs for every mix of some causes, with flows and people that come and go from mix to mix.
struct MixedRuns {
  let causes: Set<Cause>
  private let runs: [Set<Cause>: (ledger: Ledger, patients: [PatientRow])]

  init(_ seed: UInt64) {
    var random = Seeded(seed)
    let causes = Cause.allCases.filter { _ in random.happens(45) }
    let largest = random.pick([5, 1000, 10_000_000])
    var runs: [Set<Cause>: (ledger: Ledger, patients: [PatientRow])] = [:]
    for number in 0..<(1 << causes.count) {
      let mix = Set(causes.indices.filter { number & (1 << $0) != 0 }.map { causes[$0] })
      runs[mix] = (
        Ledger(Self.lines(&random, largest)), Self.patients(&random)
      )
    }
    self.causes = Set(causes)
    self.runs = runs
  }

  private static func lines(_ random: inout Seeded, _ largest: Int) -> [LedgerLine] {
    (0..<random.int(0...12)).map { _ in
      LedgerLine(
        year: random.int(2026...2027),
        commissioner: random.pick(["QMF", "NHSE"]),
        provider: random.pick(["R1H", "RF4"]),
        pathway: random.pick(["breast", "lung"]),
        phase: random.pick([.treatment, .followUp]),
        step: random.pick(["S1", "S2"]),
        value: random.happens(80) ? Int64(random.int(-largest...largest)) : nil,
        millionths: Int64(random.int(0...9_000_000))
      )
    }
  }

  private static func patients(_ random: inout Seeded) -> [PatientRow] {
    [2026, 2027].flatMap { year in
      ["breast", "lung"].filter { _ in random.happens(80) }.map { pathway in
        let counts = (0..<6).map { _ in random.double(0...500) }
        return PatientRow(year: year, pathway: pathway, stage: .one, counts: counts)
      }
    }
  }

  func ledger(_ mix: Set<Cause>) -> Ledger { runs[mix]?.ledger ?? Ledger([]) }

  func patients(_ mix: Set<Cause>) -> [PatientRow] { runs[mix]?.patients ?? [] }

  /// The flows of any mix.
  var keys: Set<FlowKey> { Set(runs.values.flatMap { $0.ledger.lines.map { FlowKey($0) } }) }

  func totals(_ mix: Set<Cause>) throws(DiagnosticList) -> RunTotals {
    try RunTotals(ledger(mix), patients(mix))
  }

  func comparison() throws(DiagnosticList) -> RunComparison {
    try RunComparison(from: totals([]), to: totals(causes), causes: causes) {
      mix throws(DiagnosticList) in try totals(mix)
    }
  }

  /// The parts of some number by permutations: what each cause adds in each order, summed over all orders.
  func summedOverOrders(_ number: (Set<Cause>) -> Int64) -> (sums: [Cause: Int128], orders: Int128) {
    var sums: [Cause: Int128] = [:]
    var orders: Int128 = 0
    func walk(_ taken: Set<Cause>, _ added: [Cause: Int64]) {
      guard taken != causes else {
        orders += 1
        for (cause, amount) in added { sums[cause, default: 0] += Int128(amount) }
        return
      }
      for cause in causes.subtracting(taken) {
        let next = taken.union([cause])
        walk(next, added.merging([cause: number(next) - number(taken)]) { $1 })
      }
    }
    walk([], [:])
    return (sums, orders)
  }
}

extension LedgerLine {
  /// A line with what comparisons look at.
  init(
    year: Int = 2026,
    commissioner: String = "QMF",
    provider: String = "R1H",
    pathway: String = "breast",
    phase: Phase = .treatment,
    step: String = "S1",
    value: Int64?,
    millionths: Int64 = 1_000_000
  ) {
    guard let commissioner = CommissionerCode(commissioner), let provider = ProviderCode(provider) else {
      preconditionFailure("these are codes")
    }
    self.init(
      financialYear: FinancialYear(start: year),
      commissioner: commissioner,
      provider: provider,
      pathway: pathway,
      phase: phase,
      step: step,
      stage: .one,
      currency: nil,
      pointOfDelivery: nil,
      treatmentFunction: nil,
      basis: value == nil ? .unpriced : .tariff,
      activity: Activity(millionths: millionths),
      unitPrice: nil,
      marketForces: .one,
      value: value.map { Pence($0) },
      serviceCategory: "12",
      evidence: .seen,
      source: ""
    )
  }
}

extension PatientRow {
  /// A row with its counts in the order of the measures.
  init(year: Int = 2026, pathway: String = "breast", stage: Stage = .one, counts: [Double]) {
    self.init(
      year: year,
      pathway: pathway,
      sex: .female,
      stage: stage,
      cases: counts[0],
      ruledOut: counts[5],
      survivors: counts[3],
      cancerDeaths: counts[1],
      otherDeaths: counts[2],
      recurrences: counts[4],
      recurrent: 0,
      personYears: PersonYears()
    )
  }
}

/// Pounds with two decimals and their sign as pence; nil when they are anything else.
func signedPence(_ text: some StringProtocol) -> Int64? {
  guard text.first == "-" || text.first == "+" else { return pence(text) }
  return pence(text.dropFirst()).map { text.first == "-" ? -$0 : $0 }
}

/// A number with up to six decimals and its sign in millionths; nil when it is anything else.
func signedMillionths(_ text: some StringProtocol) -> Int128? {
  guard text.first == "-" else { return scaled(text, 6) }
  return scaled(text.dropFirst(), 6).map { -$0 }
}
