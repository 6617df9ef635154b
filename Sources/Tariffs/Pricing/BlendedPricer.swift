public import Quantities

/// Prices lines by a share of one tariff and the rest of another, as a tariff in transition is paid.
///
///     value = round((1 - share) × value by the first + share × value by the second)
///
/// Each value is exact; the line is rounded once. A line that either has no price for has none,
/// nor has one that they price on different bases.
public struct BlendedPricer: Sendable {
  /// The rules and tables of the rest.
  public let first: LinePricer
  /// The rules and tables of the share.
  public let second: LinePricer
  /// The share of the second.
  public let share: Share

  /// Blends two.
  public init(_ first: LinePricer, with second: LinePricer, share: Share) {
    self.first = first
    self.second = second
    self.share = share
  }

  /// Prices one line; the explanation has one entry for each of the two, and the rounding.
  public func price(_ line: ActivityLine) -> PricedLine {
    let one = first.price(line)
    let other = second.price(line)
    if let reason = one.unpriced ?? other.unpriced {
      return PricedLine(price: LinePrice(unpriced: reason), explanation: Explanation())
    }
    let weights = (
      rest: Factor(millionths: Share.all.millionths - share.millionths),
      share: Factor(millionths: share.millionths)
    )
    let mixed = { (value: (PricedLine) -> ExactPounds?) -> ExactPounds? in
      guard let own = value(one)?.multiplied(by: weights.rest),
        let others = value(other)?.multiplied(by: weights.share)
      else { return nil }
      return own + others
    }
    guard let core = mixed({ $0.exactCore(of: line) }),
      let unbundled = mixed({ $0.exactUnbundled(of: line) }),
      let payable = mixed({ $0.payable }), let longStay = mixed({ $0.longStay })
    else { return PricedLine(price: LinePrice(unpriced: LinePricer.tooLarge), explanation: Explanation()) }
    guard one.basis == other.basis, one.unbundledBasis == other.unbundledBasis else {
      let reason = "the two tariffs price it on different bases, which are not blended"
      return PricedLine(price: LinePrice(unpriced: reason), explanation: Explanation())
    }
    var price = one.price
    let rounding = first.years[line.year]?.figures.rounding.value ?? .penceHalfUp
    let bases = (one.basePrice?.nanopounds ?? 0, other.basePrice?.nanopounds ?? 0)
    price.basePrice = UnitPrice(nanopounds: Self.mean(bases, weights))
    price.payable = payable
    price.longStay = longStay
    price.coreValue = core.rounded(rounding)
    price.unbundledValue = unbundled.rounded(rounding)
    price.evidence = one.evidence.weaker(other.evidence)
    price.trace.formUnion(other.trace)
    price.exceptions.formUnion(other.exceptions)
    let explanation = explanation(of: line, one, other, core + unbundled, price, rounding)
    return PricedLine(price: price, explanation: explanation)
  }

  private static func mean(_ prices: (Int64, Int64), _ weights: (rest: Factor, share: Factor)) -> Int64 {
    let sum =
      Int128(prices.0) * Int128(weights.rest.millionths)
      + Int128(prices.1) * Int128(weights.share.millionths)
    return Int64((sum + 500_000) / 1_000_000)
  }

  private func explanation(
    of line: ActivityLine,
    _ one: PricedLine,
    _ other: PricedLine,
    _ exact: ExactPounds,
    _ price: LinePrice,
    _ rounding: RoundingRule
  ) -> Explanation {
    var explanation = Explanation()
    let shares = [(Share.all.millionths - share.millionths, one), (share.millionths, other)]
    for (index, (millionths, priced)) in shares.enumerated() {
      let factor = Factor(millionths: millionths)
      let rules = priced.rules.joined(separator: "; ")
      let whole = (priced.exactCore(of: line) ?? .zero) + (priced.exactUnbundled(of: line) ?? .zero)
      explanation.note(
        Conversion.Name.blend.rawValue,
        "\(factor) × £\(whole) (\(rules))",
        to: index == 0 ? whole.multiplied(by: factor) ?? .zero : exact,
        at: priced.explanation.entries.first?.position,
        publication: priced.explanation.entries.first?.publication ?? "",
        evidence: priced.evidence
      )
    }
    explanation.note(
      RuleOutcome.rounded.text,
      "rounded \(rounding.rawValue)",
      to: ExactPounds(price.value ?? .zero),
      evidence: .definition
    )
    return explanation
  }
}

extension PricedLine {
  /// What the core is worth before rounding.
  fileprivate func exactCore(of line: ActivityLine) -> ExactPounds? {
    price.payable.multiplied(by: price.marketForces)?.multiplied(
      by: Factor(millionths: line.quantity.millionths)
    )
  }

  /// What is unbundled is worth before rounding.
  fileprivate func exactUnbundled(of line: ActivityLine) -> ExactPounds? {
    unbundled.multiplied(by: Factor(millionths: line.quantity.millionths))
  }
}
