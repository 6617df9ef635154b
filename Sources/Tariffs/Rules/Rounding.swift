import Quantities

/// Rounds the value of a line once, from its exact amount (rule P10).
///
/// The core, with all its units and its market forces factor, and what is unbundled are rounded apart; nothing
/// is rounded before. How is a row of `rules.csv`: to the penny, halves away from zero. National systems keep
/// whole pounds beside it (unverified).
///
/// Years: all. Example: £100 × 1.00125 = £100.125: £100.13.
struct Rounding: PaymentRule {
  /// What is rounded.
  enum Part {
    case core, unbundled
  }

  let part: Part

  func apply(to working: inout Working) {
    guard working.basePrice != nil, working.unpriced == nil else { return }
    let quantity = Factor(millionths: working.line.quantity.millionths)
    let each =
      part == .core ? working.payable.multiplied(by: working.marketForces) : working.unbundled
    guard let all = each?.multiplied(by: quantity) else {
      working.unpriced = LinePricer.tooLarge
      return
    }
    let figure = working.tables.figures.rounding
    let value = all.rounded(figure.value)
    switch part {
    case .core:
      if working.explains, working.line.quantity != Activity(1) {
        working.explanation.note("quantity", "× \(working.line.quantity)", to: all, evidence: .seen)
      }
      working.coreValue = value
      note(value, figure, in: &working)
    case .unbundled:
      working.unbundledValue = value
      guard !working.line.unbundled.isEmpty else { return }
      note((working.coreValue ?? .zero) + value, figure, in: &working)
    }
  }

  private func note(_ value: Pence, _ figure: Figure<RoundingRule>, in working: inout Working) {
    working.trace.insert(.rounded, figure.evidence)
    if figure.evidence == .unverified { working.evidence = .unverified }
    guard working.explains else { return }
    working.explanation.note(
      RuleOutcome.rounded.text,
      "rounded \(figure.value.rawValue)",
      to: ExactPounds(value),
      at: figure.position,
      evidence: figure.evidence
    )
  }
}
