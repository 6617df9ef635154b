import Diagnostics
import Quantities

/// A line while the rules work on it.
struct Working {
  var line: ActivityLine
  let tables: YearTables
  /// How it was delivered, once that is known.
  var pointOfDelivery: PointOfDelivery?
  /// The price per unit before adjustments.
  var basePrice: UnitPrice?
  /// What is paid per unit but for long stay and top-up: the base price with its best practice.
  var adjusted = ExactPounds.zero
  var basis: CostBasis = .unpriced
  /// Whether adjustments no longer apply.
  var isSettled = false
  var isShortStay = false
  /// The base price that the reduced price of a short stay took the place of.
  var fullPrice: UnitPrice?
  var excessBedDays = 0
  var longStay = ExactPounds.zero
  /// What is paid per unit, before market forces.
  var payable = ExactPounds.zero
  var marketForces = Factor.one
  /// What is paid per unit beside the core, market forces included.
  var unbundled = ExactPounds.zero
  var coreValue: Pence?
  var unbundledValue: Pence?
  var unbundledBasis: CostBasis?
  var evidence: Evidence = .seen
  var unpriced: String?
  var exceptions: LineExceptions = []
  var trace = RuleTrace()
  var explanation = Explanation()
  /// Whether what the rules do is put into words.
  let explains: Bool

  init(_ line: ActivityLine, _ tables: YearTables, explains: Bool = true) {
    self.explains = explains
    self.line = line
    self.tables = tables
    pointOfDelivery = line.pointOfDelivery
  }

  /// Whether there is no price yet, nor a reason for there being none.
  var isOpen: Bool { basePrice == nil && unpriced == nil }

  /// Whether there is a price that rules may adjust.
  var isAdjustable: Bool { basePrice != nil && unpriced == nil && !isSettled }

  /// The tariff's figures of the line's currency; nil when it is not priced by the tariff.
  var tariffPrices: NationalTariff.Prices? { basis == .tariff ? tables.tariff?[line.currency] : nil }

  /// Notes what a rule did to what is payable.
  mutating func note(
    _ outcome: RuleOutcome,
    _ text: @autoclosure () -> String,
    at position: Position? = nil,
    publication: String = "",
    evidence: Evidence = .seen
  ) {
    trace.insert(outcome, evidence)
    if evidence == .unverified { self.evidence = .unverified }
    guard explains else { return }
    let mark = evidence == .unverified ? " [unverified]" : ""
    explanation.note(
      outcome.text,
      text() + mark,
      to: payable,
      at: position,
      publication: publication,
      evidence: evidence
    )
  }

  /// Takes a unit's worth as the base price, and notes it with each conversion.
  mutating func take(_ value: UnitValue, as outcome: RuleOutcome, _ what: String, settled: Bool = false) {
    basePrice = value.price
    basis = value.basis
    isSettled = settled
    evidence = evidence.weaker(value.evidence)
    adjusted = ExactPounds(value.published)
    payable = adjusted
    trace.insert(outcome)
    if explains {
      explanation.begin(with: value, outcome.text, what)
    }
    for step in value.conversions {
      adjusted = ExactPounds(step.price)
      payable = adjusted
      let isCarried =
        outcome != .localPrice && (step.conversion.name == .uplift || step.conversion.name == .held)
      if isCarried { trace.insert(.carriedPrice, step.conversion.evidence) }
      if explains { explanation.note(step) }
    }
  }
}

extension Explanation {
  /// Notes a published figure.
  package mutating func begin(with value: UnitValue, _ rule: String, _ what: String) {
    let origin = value.origin
    note(
      rule,
      "\(what) £\(value.published)" + (origin.isEmpty ? "" : " (\(origin))"),
      to: ExactPounds(value.published),
      at: value.position,
      publication: value.publication,
      evidence: value.publishedEvidence
    )
  }

  /// Notes what was done to a published figure.
  package mutating func note(_ step: UnitValue.Step) {
    let words = step.conversion.text.drop { $0 == ";" || $0 == "," || $0 == " " }
    let mark = step.conversion.evidence == .unverified ? " [unverified]" : ""
    note(
      step.conversion.name.rawValue,
      "\(words)\(mark)",
      to: ExactPounds(step.price),
      at: step.conversion.position,
      evidence: step.conversion.evidence
    )
  }
}

/// What is wrong with the coding of a line that was priced all the same.
public struct LineExceptions: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt8

  /// From bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// No group was found for the activity.
  public static let ungrouped = LineExceptions(rawValue: 1)
  /// A cycle of chemotherapy has more than one first attendance.
  public static let repeatedFirstAttendance = LineExceptions(rawValue: 2)
  /// A course of radiotherapy has more than one preparation.
  public static let repeatedPreparation = LineExceptions(rawValue: 4)
  /// A cycle of chemotherapy has more than one procurement.
  public static let repeatedProcurement = LineExceptions(rawValue: 8)

  static let names: [(LineExceptions, String)] = [
    (.ungrouped, "UNGROUPED"), (.repeatedFirstAttendance, "REPEATED-FIRST-ATTENDANCE"),
    (.repeatedPreparation, "REPEATED-PREPARATION"), (.repeatedProcurement, "REPEATED-PROCUREMENT"),
  ]
}

extension LineExceptions: CustomStringConvertible {
  /// The exceptions as written in files, separated by blanks.
  public var description: String {
    Self.names.filter { contains($0.0) }.map(\.1).joined(separator: " ")
  }
}
