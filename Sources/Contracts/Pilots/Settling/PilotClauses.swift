import Diagnostics
import FundingFlows
public import Quantities
public import Tariffs

/// What a clause of a pilot pays, and how that comes about.
public struct PilotClausePayment: Sendable {
  /// What it is called.
  public let name: String
  /// What it pays, or takes off.
  public let amount: Pence
  /// The figures used, from nothing to the payment.
  public let explanation: Explanation
  /// How well it is supported.
  public let evidence: Evidence
  /// Where its figures come from.
  public let source: String
  /// Whether any line is in its scope.
  public var hasLines = true
}

/// Settles the clauses of a pilot over its shadow ledger.
struct PilotClauses {
  let clauses: [PilotClause]
  let year: FinancialYear
  let tariffs: TariffLibrary?

  /// Settles all clauses, and shares what they pay among commissioners and providers.
  ///
  /// A payment is one sum; it is shared in the proportions of what the pilot pays for the lines that the clause
  /// looks at. Lines that a clause pays for instead of their value are paid inside it.
  func settle(_ ledger: inout ShadowLedger, kind: ShadowEntry.Kind = .clause) throws(DiagnosticList)
    -> [PilotClausePayment]
  {
    var engines: [any Clause] = []
    var payments: [PilotClausePayment] = []
    var faults = DiagnosticList()
    for clause in clauses {
      faults.collect { () throws(DiagnosticList) in
        try DiagnosticList.at(clause.position) { () throws(DiagnosticList) in
          if case .marginalRateKeeping(let kept, let rate, let service) = clause.terms {
            payments.append(try backSolved(clause, kept, rate, service))
          } else if let engine = try engine(clause) {
            engines.append(engine)
          }
        }
      }
    }
    try faults.throwIfFaulty()
    guard !engines.isEmpty else { return payments }
    let paying = engines.filter { $0.role == .payment }.map(\.scope)
    let others = paying.reduce(LineScope.all) { $0.except($1) }
    let places = ledger.entries.indices.filter { ledger.entries[$0].includedIn.isEmpty }
    let lines = places.map {
      ledger.entries[$0].flow.with(ledger.entries[$0].flow.activity, value: ledger.entries[$0].pilot)
    }
    let base = ActivityAtValue(others, name: "what the pilot pays for its lines")
    let contract = Contract(Ledger(lines), in: year, clauses: [base] + engines)
    let settled = try DiagnosticList.at(clauses[0].position, contract.settled)
    for payment in settled.payments where payment.clause != base.name {
      guard let engine = engines.first(where: { $0.name == payment.clause }) else { continue }
      let stated = clauses.first { $0.name == payment.clause }
      payments.append(
        PilotClausePayment(
          name: payment.clause,
          amount: payment.amount,
          explanation: payment.explanation,
          evidence: payment.evidence.weaker(stated?.evidence ?? .seen),
          source: stated?.source ?? "",
          hasLines: isOfContract(engine) || lines.contains(where: engine.scope.contains)
        )
      )
      share(payment, engine, lines, kind, &ledger)
    }
    for engine in engines where engine.role == .payment {
      let covered = zip(places, lines).filter { engine.scope.contains($0.1) }.map(\.0)
      ledger.include(covered, in: engine.name)
    }
    return payments
  }

  private struct Pair: Hashable { let commissioner: CommissionerCode, provider: ProviderCode }

  /// Whether a clause is about the whole contract: about every line, or, as a payment for quality, about none.
  private func isOfContract(_ clause: any Clause) -> Bool { clause.scope == .all || clause.scope == .none }

  /// Adds an entry for each commissioner and provider.
  ///
  /// Where no line is in the scope, a payment goes to the providers that the scope names; where it names none, to
  /// nobody.
  private func share(
    _ payment: ClausePayment,
    _ clause: any Clause,
    _ lines: [LedgerLine],
    _ kind: ShadowEntry.Kind,
    _ ledger: inout ShadowLedger
  ) {
    let own = lines.filter(clause.scope.contains)
    var values: [Pair: Int64] = [:]
    for line in own.isEmpty && isOfContract(clause) ? lines : own {
      let pair = Pair(commissioner: line.commissioner, provider: line.provider)
      values[pair, default: 0] += line.value?.amount ?? 0
    }
    if own.isEmpty, !isOfContract(clause), let named = clause.scope.providers {
      let payers = clause.scope.commissioners ?? Set(lines.map(\.commissioner))
      for commissioner in payers {
        let paid = lines.filter { $0.commissioner == commissioner }.compactMap(\.value).total()
        for provider in named { values[Pair(commissioner: commissioner, provider: provider)] = paid.amount }
      }
    }
    let pairs = values.keys.sorted {
      ($0.commissioner, $0.provider) < ($1.commissioner, $1.provider)
    }
    let parts = payment.amount.split(by: pairs.map { max(0, values[$0] ?? 0) })
    for (pair, part) in zip(pairs, parts) where part != .zero {
      ledger.append(
        ShadowEntry(
          kind,
          payment.clause,
          year: year,
          commissioner: pair.commissioner,
          provider: pair.provider,
          evidence: payment.evidence,
          pilot: part
        )
      )
    }
  }

  // MARK: - The engines

  private func rules(_ clause: PilotClause) throws(DiagnosticList) -> PaymentRules {
    guard let tariffs else {
      throw DiagnosticList(
        "pilot.clause",
        at: clause.position,
        "found no rate in the clause \(clause.name), and no tables of payment rules",
        fix: "state its rate"
      )
    }
    return try tariffs.paymentRules(for: clause.year ?? year)
  }

  private func stated<Value: Sendable>(_ value: Value, _ clause: PilotClause) -> Figure<Value> {
    Figure(value, evidence: clause.evidence, at: clause.position)
  }

  private func engine(_ clause: PilotClause) throws(DiagnosticList) -> (any Clause)? {
    switch clause.terms {
    case .marginalRateKeeping: return nil
    case .marginalRate(let rate, let kind, let baseline, let scope):
      let baseline = stated(baseline, clause)
      if let rate {
        return try MarginalRate(
          rate: stated(rate, clause),
          baseline: baseline,
          scope: scope,
          name: clause.name
        )
      }
      return try MarginalRate(rules(clause), kind, baseline: baseline, scope: scope, name: clause.name)
    case .alignedPayment(let fixed, let variable, let rate, let multiple, let variableScope, let scope):
      guard let rate else {
        return try AlignedPayment(
          rules(clause),
          fixed: stated(fixed, clause),
          variable: variable,
          variableScope: variableScope,
          scope: scope,
          name: clause.name
        )
      }
      return try AlignedPayment(
        rate: stated(rate, clause),
        multiple: multiple.map { stated($0, clause) },
        fixed: stated(fixed, clause),
        variable: variable,
        variableScope: variableScope,
        scope: scope,
        name: clause.name
      )
    case .qualityPayment(let rate, let passThrough, let earned):
      guard let rate else {
        return try QualityPayment(rules(clause), passThrough: passThrough, earned: earned, name: clause.name)
      }
      return try QualityPayment(
        rate: stated(rate, clause),
        passThrough: passThrough,
        earned: earned,
        name: clause.name
      )
    case .gainShare(let plan, let above, let below, let stopLoss, let scope):
      return try GainShare(
        plan: stated(plan, clause),
        above: above,
        below: below,
        stopLoss: stopLoss,
        scope: scope,
        name: clause.name
      )
    case .lowVolume(let years, let expected, let scope):
      return try LowVolumePayment(
        rules(clause),
        years: stated(years, clause),
        expected: expected,
        scope: scope,
        name: clause.name
      )
    }
  }

  /// What lies above a baseline, from what of it is kept.
  private func backSolved(
    _ clause: PilotClause,
    _ kept: Pence,
    _ rate: Factor?,
    _ kind: MarginalRate.Kind
  ) throws(DiagnosticList) -> PilotClausePayment {
    let figure: Figure<Factor> =
      if let rate {
        stated(rate, clause)
      } else {
        try rules(clause).rate(kind.parameter, for: clause.name)
      }
    let value = try MarginalRate.value(keeping: kept, at: figure)
    var explanation = Explanation()
    explanation.note(
      clause.name,
      "value above the baseline: £\(kept) is kept, \(figure.value.rest) of it",
      to: ExactPounds(value.aboveBaseline.rounded(.penceHalfUp)),
      at: figure.row,
      evidence: figure.evidence
    )
    explanation.note(
      clause.name,
      "paid above the baseline: \(figure.value) of it",
      to: ExactPounds(value.paidAboveBaseline.rounded(.penceHalfUp)),
      at: figure.row,
      evidence: figure.evidence
    )
    return PilotClausePayment(
      name: clause.name,
      amount: value.paidAboveBaseline.rounded(.penceHalfUp),
      explanation: explanation,
      evidence: figure.evidence.weaker(clause.evidence),
      source: clause.source
    )
  }
}
