import Diagnostics
import FundingFlows
public import Quantities

/// What is paid in each year of a transition, for the same activity.
public struct TransitionYear: Sendable {
  /// The year.
  public let year: FinancialYear
  /// The share of the new tariff.
  public let share: Share
  /// What each provider is paid.
  public let providers: [(provider: ProviderCode, paid: Pence)]

  /// What is paid to all.
  public var total: Pence { providers.map(\.paid).total() }
}

extension ShadowLedger {
  private struct Pair: Hashable { let commissioner: CommissionerCode, provider: ProviderCode }

  /// What of the change does not take place yet, for each commissioner and provider.
  private func heldBack(_ share: Share) -> [(Pair, Pence)] {
    let totals = totals { Pair(commissioner: $0.flow.commissioner, provider: $0.flow.provider) }
    let pairs = totals.keys.sorted { ($0.commissioner, $0.provider) < ($1.commissioner, $1.provider) }
    return pairs.map { pair in
      let change = ExactPounds(totals[pair]?.difference ?? .zero)
      return (pair, (change * Factor(share).rest).rounded(.penceHalfUp))
    }
  }

  /// The years of a transition.
  func years(of transition: TariffPilot.Transition) -> [TransitionYear] {
    let full = totals { $0.flow.provider }
    return transition.shares.map { year, share in
      var paid = full.mapValues(\.pilot)
      for (pair, amount) in heldBack(share) { paid[pair.provider, default: .zero] += .zero - amount }
      let providers = paid.keys.sorted().map { ($0, paid[$0] ?? .zero) }
      return TransitionYear(year: year, share: share, providers: providers)
    }
  }

  /// Takes back what does not take place yet.
  mutating func blend(_ transition: TariffPilot.Transition, in year: FinancialYear) throws(DiagnosticList) {
    // Before the first year nothing has changed, and after the last everything that will.
    guard let first = transition.shares.first else { return }
    guard year >= first.year else {
      throw DiagnosticList(
        "pilot.transition",
        at: transition.position,
        "found a transition that begins in \(first.year), after the year \(year) of the activity",
        fix: "add the year \(year)"
      )
    }
    let share = transition.shares.last { $0.year <= year }?.share ?? first.share
    for (pair, amount) in heldBack(share) where amount != .zero {
      var entry = ShadowEntry(
        .transition,
        transition.name,
        year: year,
        commissioner: pair.commissioner,
        provider: pair.provider,
        evidence: .definition,
        pilot: .zero - amount
      )
      entry.note = "\(share) of the change takes place in \(year)"
      append(entry)
    }
  }
}
