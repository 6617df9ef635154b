import Diagnostics
import Quantities

extension Pathway {
  /// Whether a mix has parts that are delivered at a point; a fault when it has not.
  func check(
    _ mix: String,
    _ point: PointOfDelivery,
    _ guidelineYear: Int,
    _ change: PathwayChange,
    _ faults: inout DiagnosticList
  ) -> Bool {
    let parts = parts(of: mix, guidelineYear)
    if parts.contains(where: { $0.pointOfDelivery == point }) { return true }
    let known = Set(casemix.map(\.casemix)).sorted()
    let meant = parts.isEmpty ? Suggestion.closest(to: mix, among: known) : nil
    let what =
      parts.isEmpty
      ? "the casemix \(mix), which the \(name) pathway does not have in \(guidelineYear)"
      : "\(point) of the casemix \(mix), in which nothing is delivered so"
    faults.append(
      Diagnostic(
        "change.unknown",
        at: change.position,
        "found a change of \(what)",
        fix: meant.map { "did you mean \($0)?" }
          ?? "write a mix and a point of delivery of the casemix table"
      )
    )
    return false
  }

  private func parts(of mix: String, _ guidelineYear: Int) -> [CasemixPart] {
    casemix.filter { $0.casemix == mix && $0.guidelineYears.contains(guidelineYear) }
  }

  /// Changes the shares of some points at which each currency of a mix is delivered; each currency keeps its own.
  mutating func deliver(
    _ mix: String,
    _ changes: [PointOfDelivery: PathwayChange],
    _ guidelineYear: Int,
    _ faults: inout DiagnosticList
  ) {
    var shares: [Position: Share] = [:]
    let byCurrency = Dictionary(grouping: parts(of: mix, guidelineYear), by: \.currency)
    for (_, own) in byCurrency.sorted(by: { $0.key < $1.key }) {
      var fault: Diagnostic?
      for (part, share) in zip(own, Self.delivered(own, mix, changes, &fault)) {
        shares[part.position] = share
      }
      guard let fault else { continue }
      // Other currencies would have the same fault again.
      faults.append(fault)
      return
    }
    let evidence = changes.values.map(\.evidence).max() ?? .seen
    changeParts(of: mix) { part in shares[part.position].map { part.with($0, evidence) } ?? part }
  }

  /// The shares of the parts of one currency after a change of those at some points; together what they were.
  private static func delivered(
    _ parts: [CasemixPart],
    _ mix: String,
    _ changes: [PointOfDelivery: PathwayChange],
    _ fault: inout Diagnostic?
  ) -> [Share] {
    let byPoint = Dictionary(grouping: parts, by: \.pointOfDelivery).mapValues { $0.map(\.share.millionths) }
    let before = byPoint.mapValues { $0.reduce(0, +) }
    let whole = before.values.reduce(0, +)
    let points = before.keys.filter { changes[$0] != nil || before[$0, default: 0] > 0 }.sorted()
    let changed = points.compactMap { point in changes[point].map { (point, $0) } }
    guard whole > 0, points.count > 1, let last = changed.last else { return parts.map(\.share) }
    let asked = changed.map { point, change in
      change.change(Double(before[point, default: 0]) / Double(whole))
    }
    let taken = asked.reduce(0, +)
    let hasOthers = changed.count < points.count
    guard asked.allSatisfy({ $0 >= 0 }), hasOthers ? taken <= 1 + slack : abs(taken - 1) <= slack else {
      fault = beyondOne(changed.map(\.0), mix, parts, taken, hasOthers, last.1)
      return parts.map(\.share)
    }
    var left = whole
    var after: [PointOfDelivery: Int64] = [:]
    for ((point, _), share) in zip(changed, asked) {
      let rounded = Int64((min(1, share) * Double(whole)).rounded(.toNearestOrAwayFromZero))
      after[point] = min(left, rounded)
      left -= min(left, rounded)
    }
    if !hasOthers { after[last.0, default: 0] += left }
    let others = points.filter { changes[$0] == nil }
    for (point, amount) in zip(others, split(left, as: others.map { before[$0, default: 0] })) {
      after[point] = amount
    }
    var own = points.reduce(into: [PointOfDelivery: [Int64]]()) { amounts, point in
      amounts[point] = split(after[point, default: 0], as: byPoint[point] ?? [])
    }
    return parts.map { part in
      guard own[part.pointOfDelivery]?.isEmpty == false else { return part.share }
      return (own[part.pointOfDelivery]?.removeFirst()).flatMap { Share(millionths: $0) } ?? part.share
    }
  }

  private static func beyondOne(
    _ points: [PointOfDelivery],
    _ mix: String,
    _ parts: [CasemixPart],
    _ taken: Double,
    _ hasOthers: Bool,
    _ change: PathwayChange
  ) -> Diagnostic {
    let currency = parts.first.map { "\($0.currency)" } ?? mix
    return Diagnostic(
      "change.share",
      at: change.position,
      "found \((taken * 1e6).rounded() / 1e6) of \(currency) of the casemix \(mix) delivered as "
        + points.map(\.rawValue).joined(separator: " and ")
        + ", expected \(hasOthers ? "0 to 1" : "1, for it is delivered in no other way")",
      fix: "change it by less"
    )
  }

  /// An amount shared out in the proportions of some numbers; rounding is made up by the later ones.
  private static func split(_ amount: Int64, as proportions: [Int64]) -> [Int64] {
    var (left, rest) = (amount, proportions.reduce(0, +))
    // Where nobody had any, the first has all.
    guard rest > 0 else { return proportions.indices.map { $0 == proportions.startIndex ? amount : 0 } }
    return proportions.map { own in
      let part = rest > 0 ? Int64((Double(left) * Double(own) / Double(rest)).rounded()) : 0
      left -= part
      rest -= own
      return part
    }
  }
}
