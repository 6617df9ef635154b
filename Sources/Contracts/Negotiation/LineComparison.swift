import Quantities

/// One line of two schedules, with what is needed to split its gap.
struct LineComparison {
  /// The line; its effects do not yet hold what the figures make.
  let line: GapLine
  /// The figures of both sides, where the line's value can be split; else nil.
  let figures: (offer: LineFigures, counter: LineFigures)?
}

extension ComparedSchedules {
  /// Compares what the two say of a line; nil when it is worth more than any contract.
  func comparison(of match: LineMatching.Match) -> LineComparison? {
    let (one, other) = (match.offer, match.counter)
    var offered = one < 0 ? nil : offerFigures.figures(one)
    var countered = other < 0 ? nil : counterFigures.figures(other)
    let shared = sharedFigures(of: match, offered, countered)
    if let shared { (offered, countered) = (shared, shared) }
    let before = one < 0 ? nil : LineWorth(stated: offerFigures.value[one], offered)
    let after = other < 0 ? nil : LineWorth(stated: counterFigures.value[other], countered)
    guard (before != nil) == (one >= 0), (after != nil) == (other >= 0) else { return nil }
    var differences = one < 0 || other < 0 ? [] : differences(match)
    if shared != nil { differences.insert(.decimals) }
    var line = GapLine(
      offer: one < 0 ? nil : one,
      counter: other < 0 ? nil : other,
      offerWorth: before,
      counterWorth: after,
      effects: GapEffects(),
      agreement: Agreement(
        (before, offered),
        (after, countered),
        isRecoded: !differences.isDisjoint(with: .codes)
      ),
      differences: differences
    )
    guard before?.value != nil, after?.value != nil, let offered, let countered else {
      line.effects = line.wholeEffect
      return LineComparison(line: line, figures: nil)
    }
    let misstated = (after?.misstatement ?? .zero) - (before?.misstatement ?? .zero)
    line.effects = GapEffects(.arithmetic, misstated)
    return LineComparison(line: line, figures: (offered, countered))
  }

  /// The figures behind both sides, where they state one value and one shows the figures with fewer decimals.
  private func sharedFigures(of match: LineMatching.Match, _ offered: LineFigures?, _ countered: LineFigures?)
    -> LineFigures?
  {
    guard let offered, let countered, offered != countered,
      let value = offerFigures.value[match.offer], value == counterFigures.value[match.counter]
    else { return nil }
    return LineFigures.shared(offered, countered)
  }
}

extension GapLine {
  /// The effects of a line whose value cannot be split.
  fileprivate var wholeEffect: GapEffects {
    let effect: GapEffect =
      switch status {
      case .onlyInOffer: .onlyInOffer
      case .onlyInCounter: .onlyInCounter
      case .unpriced: .unpriced
      case .agreed, .changed, .recoded: .lumpSums
      }
    return GapEffects(effect, (counterWorth?.value ?? .zero) - (offerWorth?.value ?? .zero))
  }

  /// More than any of its amounts, before its figures are split.
  var reach: UInt128 { (offerWorth?.reach ?? 0) + (counterWorth?.reach ?? 0) }
}

extension LineWorth {
  fileprivate var reach: UInt128 {
    UInt128((value ?? .zero).amount.magnitude) + UInt128((computed ?? .zero).amount.magnitude)
  }
}
