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
    let offered = one < 0 ? nil : offerFigures.figures(one)
    let countered = other < 0 ? nil : counterFigures.figures(other)
    let before = one < 0 ? nil : LineWorth(stated: offerFigures.value[one], offered)
    let after = other < 0 ? nil : LineWorth(stated: counterFigures.value[other], countered)
    guard (before != nil) == (one >= 0), (after != nil) == (other >= 0) else { return nil }
    let differences = one < 0 || other < 0 ? [] : differences(match)
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
