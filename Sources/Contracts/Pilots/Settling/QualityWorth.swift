import FundingFlows
public import Quantities

/// What a quality condition is worth to a provider, met and not met.
public struct QualityWorth: Sendable {
  /// The condition.
  public let condition: QualityCondition
  /// Who pays.
  public let commissioner: CommissionerCode
  /// Who is paid.
  public let provider: ProviderCode
  /// The payment of which a part depends on it.
  public let payment: Pence
  /// That part: what is paid when it is met, and what is lost when nothing of it is.
  public let worth: Pence
  /// What was achieved; nil when it is not known.
  public let achieved: Share?
  /// What is withheld for what was achieved; nothing while that is not known.
  public let withheld: Pence

  init(
    _ condition: QualityCondition,
    _ commissioner: CommissionerCode,
    _ provider: ProviderCode,
    _ payment: Pence
  ) {
    self.condition = condition
    self.commissioner = commissioner
    self.provider = provider
    self.payment = payment
    let exact = ExactPounds(max(payment, .zero)) * Factor(condition.part)
    worth = exact.rounded(.penceHalfUp)
    achieved = condition.achievedBy[provider] ?? condition.achieved
    guard let achieved, achieved < condition.target else {
      withheld = .zero
      return
    }
    guard condition.isProportional,
      let ratio = Factor(ratioOf: achieved.millionths, to: condition.target.millionths)
    else {
      withheld = worth
      return
    }
    withheld = (exact * ratio.rest).rounded(.penceHalfUp)
  }
}

extension ShadowLedger {
  /// Withholds what quality conditions do not pay: of bundles where the pilot pays them, else of the
  /// lines in the scope.
  mutating func withhold(_ conditions: [QualityCondition], ofBundles: Bool, year: FinancialYear)
    -> [QualityWorth]
  {
    struct Pair: Hashable { let commissioner: CommissionerCode, provider: ProviderCode }
    let paid = entries
    var worths: [QualityWorth] = []
    for condition in conditions {
      var sums: [Pair: Pence] = [:]
      for entry in paid where ofBundles ? entry.kind == .bundle : condition.scope.contains(entry.flow) {
        let pair = Pair(commissioner: entry.flow.commissioner, provider: entry.flow.provider)
        sums[pair, default: .zero] += entry.pilot ?? .zero
      }
      let pairs = sums.keys.sorted { ($0.commissioner, $0.provider) < ($1.commissioner, $1.provider) }
      for pair in pairs {
        let worth = QualityWorth(condition, pair.commissioner, pair.provider, sums[pair] ?? .zero)
        worths.append(worth)
        guard worth.withheld != .zero else { continue }
        append(
          ShadowEntry(
            .quality,
            condition.name,
            year: year,
            commissioner: pair.commissioner,
            provider: pair.provider,
            evidence: condition.evidence,
            pilot: .zero - worth.withheld
          )
        )
      }
    }
    return worths
  }
}
