import Diagnostics
import Pathways
import Quantities

extension ProviderShares {
  /// The same shares with those of some providers changed in a year; the others keep their proportions.
  ///
  /// Where no phase is named, a provider's share changes in those in which it has one.
  ///
  /// - Throws: `change.unknown` for a provider, pathway or phase that there is not; `change.share` when the changed
  ///   shares are more than 1, or less with nobody left.
  func changed(by changes: [ScenarioChange], in start: Int) throws(DiagnosticList) -> ProviderShares {
    var faults = DiagnosticList()
    var shares = shares
    var found: Set<Int> = []
    for (pathway, phases) in shares.sorted(by: { $0.key < $1.key }) {
      for (phase, providers) in phases.sorted(by: { $0.key < $1.key }) {
        var mine: [ProviderCode: ScenarioChange] = [:]
        for (index, change) in changes.enumerated() {
          guard case .providerShare(let provider, let named, let namedPhase) = change.path else { continue }
          guard named == nil || named == pathway, namedPhase == nil || namedPhase == phase else { continue }
          guard namedPhase != nil || providers.contains(where: { $0.provider == provider }) else { continue }
          found.insert(index)
          mine[provider] = change
        }
        guard !mine.isEmpty else { continue }
        shares[pathway]?[phase] = Self.changed(providers, by: mine, in: start, pathway, phase, &faults)
      }
    }
    for (index, change) in changes.enumerated() where !found.contains(index) {
      let known = all.map(\.description)
      let meant = Suggestion.closest(to: change.path.description, among: known.map { "provider.share.\($0)" })
      faults.append(
        Diagnostic(
          "change.unknown",
          at: change.position,
          "found a change of \(change.path), of which the provider shares say nothing",
          fix: meant.map { "did you mean \($0)?" }
            ?? "name the phase too, or one of \(known.joined(separator: ", "))"
        )
      )
    }
    try faults.throwIfFaulty()
    let evidence = changes.map(\.evidence).reduce(evidence) { $0.weaker($1) }
    return ProviderShares(file: file, evidence: evidence, shares: shares)
  }

  private static func changed(
    _ providers: [(provider: ProviderCode, share: Share)],
    by changes: [ProviderCode: ScenarioChange],
    in start: Int,
    _ pathway: String,
    _ phase: Phase,
    _ faults: inout DiagnosticList
  ) -> [(provider: ProviderCode, share: Share)] {
    let added = changes.keys.filter { provider in !providers.contains { $0.provider == provider } }.sorted()
    let all = providers.map { ($0.provider, $0.share.value) } + added.map { ($0, 0) }
    var after: [Double] = []
    var (taken, left) = (0.0, 0.0)
    for (provider, before) in all {
      let own = changes[provider]?.changed(before, in: start)
      after.append(own ?? before)
      if let own { taken += own } else { left += before }
    }
    let isWhole = left > 0 ? taken <= 1 + 1e-9 : abs(taken - 1) <= 1e-9
    guard isWhole else {
      let change = all.compactMap { changes[$0.0] }.first
      faults.append(
        Diagnostic(
          "change.share",
          at: change?.position,
          "found changed providers with \((taken * 1e6).rounded() / 1e6) of \(pathway) \(phase) in "
            + "\(FinancialYear(start: start)), expected \(left > 0 ? "at most 1" : "1, for no other provider is left")",
          fix: "change them so that all providers can add up to 1"
        )
      )
      return providers
    }
    for (index, own) in all.enumerated() where changes[own.0] == nil {
      after[index] = left > 0 ? own.1 * max(0, 1 - taken) / left : 0
    }
    return zip(all, Share.whole(of: after)).map { (provider: $0.0, share: $1) }
  }
}

extension Share {
  /// Parts of a whole as shares that add up to exactly 1: each rounded, and what that leaves added to the largest.
  static func whole(of parts: [Double]) -> [Share] {
    let sum = parts.reduce(0, +)
    guard sum > 0 else { return parts.map { _ in .none } }
    var millionths = parts.map { Int64(($0 / sum * 1e6).rounded(.toNearestOrAwayFromZero)) }
    let largest = millionths.indices.max { (millionths[$0], -$0) < (millionths[$1], -$1) }
    if let largest { millionths[largest] += Share.all.millionths - millionths.reduce(0, +) }
    return millionths.map { Share(millionths: $0) ?? .none }
  }
}
