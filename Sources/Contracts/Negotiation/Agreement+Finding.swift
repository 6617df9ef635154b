extension Agreement {
  /// How far two sides agree on a line; nil stands for a side that does not have it.
  init(
    _ offer: (worth: LineWorth?, figures: LineFigures?),
    _ counter: (worth: LineWorth?, figures: LineFigures?),
    isRecoded: Bool
  ) {
    guard let one = offer.worth else {
      self = .onlyInCounter
      return
    }
    guard let other = counter.worth else {
      self = .onlyInOffer
      return
    }
    guard let before = one.value, let after = other.value else {
      self = .unpriced
      return
    }
    if offer.figures == counter.figures {
      let same: Agreement = isRecoded ? .figuresNotCodes : .everything
      self = before == after ? same : offer.figures == nil ? .notLumpSum : .figuresNotValue
      return
    }
    guard let first = offer.figures, let second = counter.figures else {
      self = .notLumpSum
      return
    }
    let isPriceSame = first.price == second.price && first.factor == second.factor
    self = isPriceSame ? .priceNotActivity : first.activity == second.activity ? .activityNotPrice : .neither
  }
}
