public import Diagnostics
public import Quantities
public import Tariffs

/// Takes off what is not paid for emergency readmissions within some days of discharge.
///
/// Years and formula, payment = Σ value × (share paid − 1):
/// - 2010/11, admissions from 1 December 2010: 14 days; the parties agree the share above their threshold.
/// - 2011/12: 30 days; nothing after an elective stay, and at most 0.75 after another.
/// - 2012/13 to 2018/19: 30 days; a local clinical review sets the share, whatever the index spell was.
/// - from 2019/20: paid in full; that the rule was abolished then is unverified.
///
/// A readmission with an exclusion (see `ReadmissionExclusion`) is paid in full. Cancer is one: a primary or
/// first-mentioned diagnosis of the readmission or of its index spell, so that the rule hardly ever touches a
/// cancer patient. Diagnosis and age are looked at in years for which rules.csv has them; in 2010/11, for which
/// it has not, only exclusions that the record states count. Each spell has its entry in the explanation.
/// It is settled before the marginal rate, which is unverified.
/// Source: HFMA news, 3 November 2010, 1 March 2011 and 5 March 2012; PMC5226021, table 1.
///
/// Example: 2017/18, £3,864 for JA12G nine days after discharge, primary diagnosis C50.9: paid £3,864.00.
/// 2011/12, £1,000 after an elective stay, K80.2, aged 60: paid £0.00.
public struct ReadmissionNonPayment: Clause {
  /// What is paid for one readmission, and why.
  public struct Outcome: Sendable {
    /// The spell.
    public let readmission: Readmission
    /// What is still paid for it.
    public let paid: ExactPounds
    /// Why that much.
    public let reason: String
    /// The exclusion by which it is paid in full.
    public let exclusion: ReadmissionExclusion?
    /// The row of the figure used.
    public let position: Position?
    /// How well the figure is supported.
    public let evidence: Evidence
  }

  /// What the contract calls it.
  public let name: String
  /// The lines that hold the readmissions' value.
  public let scope: LineScope
  /// What is paid for each readmission, in the order given.
  public let outcomes: [Outcome]
  private let year: FinancialYear

  /// It takes off what is not paid at all.
  public var role: ClauseRole { .nonPayment }

  /// Judges readmissions by the rules of a year.
  ///
  /// - Parameters:
  ///   - rules: the rules of the year.
  ///   - readmissions: the spells.
  ///   - localShare: the share that the parties agreed to pay, where the year leaves it to them.
  ///   - firstDay: the first day of admission to which the rule applies, when it began within the year.
  ///   - scope: the lines that hold their value.
  ///   - name: what the contract calls it.
  /// - Throws: `contract.no-rule`, `contract.no-local-share`, `contract.local-share-too-high`,
  ///   `contract.rate-out-of-range`, `contract.readmission-days`, `contract.readmission-undated`,
  ///   `contract.amount-negative`, `contract.amount-too-large`.
  public init(
    _ rules: PaymentRules,
    _ readmissions: [Readmission],
    localShare: Figure<Factor>? = nil,
    from firstDay: Day? = nil,
    scope: LineScope = .emergency,
    name: String = "readmissions"
  ) throws(DiagnosticList) {
    let rule = try ReadmissionRule(rules, localShare, firstDay, name)
    _ = try Amounts.total(readmissions.map(\.value), "the value of the readmissions")
    var faults = DiagnosticList()
    outcomes = readmissions.compactMap { readmission in
      faults.collect { () throws(DiagnosticList) in try rule.outcome(of: readmission) }
    }
    try faults.throwIfFaulty()
    self.name = name
    self.scope = scope
    year = rules.year
  }

  /// What is taken off: what is still paid less the value.
  ///
  /// - Throws: `contract.deduction-above-value` when the lines of the scope were paid less than is taken off.
  public func payment(in account: Account) throws(DiagnosticList) -> ClausePayment {
    try account.check(year, for: name)
    let value = outcomes.map(\.readmission.value).total()
    var explanation = Explanation()
    for outcome in outcomes {
      explanation.note(
        name,
        "spell \(outcome.readmission.id): \(outcome.reason)",
        to: explanation.total + outcome.paid,
        at: outcome.position,
        evidence: outcome.evidence
      )
    }
    let payment = try ClausePayment(name, paying: explanation, insteadOf: value)
    let held = try account.value(of: scope, for: name).amount
    guard held + payment.amount >= .zero || payment.amount == .zero else {
      throw DiagnosticList(
        "contract.deduction-above-value",
        "found £\(Pence.zero - payment.amount) to take off for \(name), expected at most the £\(held) "
          + "paid for the lines that hold it",
        fix: "give \(name) the scope of the lines in which the spells are"
      )
    }
    return payment
  }
}

/// The rule of one year, with what the parties agreed.
private struct ReadmissionRule {
  let year: FinancialYear
  let days: Figure<Int>
  let cancer: Figure<[String]>?
  let paidBelowAge: Figure<Int>?
  let afterElective: Figure<Factor>?
  let afterOther: Figure<Factor>?
  let localShare: Figure<Factor>?
  let firstDay: Day?

  init(
    _ rules: PaymentRules,
    _ localShare: Figure<Factor>?,
    _ firstDay: Day?,
    _ clause: String
  ) throws(DiagnosticList) {
    year = rules.year
    days = try rules.number(.readmissionDays, for: clause)
    cancer = rules.words(.readmissionCancerDiagnoses)
    paidBelowAge = rules.count(.readmissionPaidBelowAge)
    afterElective = rules.factor(.readmissionAfterElective)
    afterOther = rules.factor(.readmissionAfterOther)
    for rate in [afterElective, afterOther].compactMap(\.self) {
      try Amounts.share(rate, "the share paid for a readmission")
    }
    if let localShare { try Amounts.share(localShare, "the share agreed locally") }
    if let localShare, let most = afterOther, localShare.value > most.value {
      throw DiagnosticList(
        "contract.local-share-too-high",
        at: most.row,
        "found \(localShare.value) as the share agreed locally for \(rules.year), "
          + "expected at most \(most.value)",
        fix: "leave the local share out, or agree one that the year allows"
      )
    }
    self.localShare = localShare
    self.firstDay = firstDay
  }

  func outcome(of spell: Readmission) throws(DiagnosticList) -> ReadmissionNonPayment.Outcome {
    let value = try Amounts.atLeastNothing(spell.value, "the value of spell \(spell.id)")
    let inFull = {
      (reason: String, exclusion: ReadmissionExclusion?, position: Position?, evidence: Evidence) in
      ReadmissionNonPayment.Outcome(
        readmission: spell,
        paid: value,
        reason: "\(reason): paid in full",
        exclusion: exclusion,
        position: position,
        evidence: evidence
      )
    }
    guard spell.days >= 0 else { throw impossibleDays(spell) }
    if try isBeforeRule(spell) { return inFull("admitted before the rule began", nil, nil, .seen) }
    guard spell.days <= days.value else {
      return inFull("\(spell.days) days after discharge, beyond \(days.value)", nil, days.row, days.evidence)
    }
    if let exclusion = exclusion(of: spell) {
      return inFull(exclusion.text, exclusion.kind, exclusion.position, exclusion.evidence)
    }
    let share = try share(for: spell)
    let index = spell.isAfterElective ? "an elective stay" : "another stay"
    return ReadmissionNonPayment.Outcome(
      readmission: spell,
      paid: value * share.value,
      reason: "\(spell.days) days after \(index): \(share.value) of £\(spell.value) is paid",
      exclusion: nil,
      position: share.row,
      evidence: share.evidence
    )
  }

  private typealias Exclusion = (
    kind: ReadmissionExclusion, text: String, position: Position?, evidence: Evidence
  )

  /// The first exclusion that applies, cancer before others: it is what this package is about.
  private func exclusion(of spell: Readmission) -> Exclusion? {
    let diagnoses = [("the readmission", spell.diagnoses), ("the index spell", spell.indexDiagnoses)]
    for (stay, codes) in diagnoses {
      guard let cancer,
        let code = codes.first(where: { code in cancer.value.contains { code.text.hasPrefix($0) } })
      else { continue }
      return (.cancer, "\(stay) has the diagnosis \(code) of cancer", cancer.row, cancer.evidence)
    }
    if let stated = ReadmissionExclusion.allCases.first(where: spell.exclusions.contains) {
      return (stated, stated.rawValue, nil, .seen)
    }
    guard let limit = paidBelowAge, spell.age < limit.value else { return nil }
    return (.youngChild, "aged \(spell.age), below \(limit.value)", limit.row, limit.evidence)
  }

  private func share(for spell: Readmission) throws(DiagnosticList) -> Figure<Factor> {
    if spell.isAfterElective, let afterElective { return afterElective }
    guard let share = localShare ?? afterOther else {
      throw DiagnosticList(
        "contract.no-local-share",
        "found no agreed share for the readmission \(spell.id) in \(year), which leaves it to the parties",
        fix: "give the share that the local review agreed to pay, such as 0.75"
      )
    }
    return share
  }

  private func isBeforeRule(_ spell: Readmission) throws(DiagnosticList) -> Bool {
    guard let firstDay else { return false }
    guard let admitted = spell.admitted else {
      throw DiagnosticList(
        "contract.readmission-undated",
        "found no day of admission of spell \(spell.id), expected one as the rule began on \(firstDay)",
        fix: "give the day of admission"
      )
    }
    return admitted < firstDay
  }

  private func impossibleDays(_ spell: Readmission) -> DiagnosticList {
    DiagnosticList(
      "contract.readmission-days",
      "found \(spell.days) days from discharge to the admission of spell \(spell.id), expected 0 or more",
      fix: "look whether the index spell and the readmission were exchanged"
    )
  }
}
