package import Diagnostics
package import Quantities

/// A change of a pathway's figures for one version of care.
package struct PathwayChange: Sendable {
  /// What is changed.
  package enum Target: Hashable, Sendable {
    /// The share of a step among those who had its parent.
    case share(step: String)
    /// The units of a step for each person who has it.
    case quantity(step: String)
    /// The share of each currency of a mix that is delivered at a point.
    case delivery(mix: String, PointOfDelivery)
  }

  /// What is changed.
  package let target: Target
  /// What becomes of a number.
  package let change: @Sendable (Double) -> Double
  /// How well the change is supported.
  package let evidence: Evidence
  /// Where it is asked for.
  package let position: Position

  /// Asks for a change.
  package init(
    _ target: Target,
    evidence: Evidence,
    at position: Position,
    _ change: @escaping @Sendable (Double) -> Double
  ) {
    self.target = target
    self.change = change
    self.evidence = evidence
    self.position = position
  }
}

extension Pathway {
  /// The same pathway with some figures changed, for one guideline year.
  ///
  /// Where a step is one of some alternatives, those that are not changed keep their proportions and make up the
  /// rest, for every stage and subtype by itself. So it is with the points at which a currency of a mix is delivered;
  /// one that is delivered at a single point stays there.
  ///
  /// - Throws: `change.unknown` for a step, mix or point that there is not, `change.share` when shares leave 0 to 1
  ///   or alternatives cannot add up to 1, `model.too-much` for a quantity beyond that of a table.
  package func changed(by changes: [PathwayChange], guidelineYear: Int) throws(DiagnosticList) -> Pathway {
    var faults = DiagnosticList()
    var pathway = self
    var shares: [String: PathwayChange] = [:]
    var points: [String: [PointOfDelivery: PathwayChange]] = [:]
    for change in changes {
      switch change.target {
      case .share(let step):
        guard check(step, guidelineYear, change, &faults) else { continue }
        shares[step] = change
      case .quantity(let step):
        guard check(step, guidelineYear, change, &faults) else { continue }
        pathway.changeQuantity(of: step, change, &faults)
      case .delivery(let mix, let point):
        guard check(mix, point, guidelineYear, change, &faults) else { continue }
        points[mix, default: [:]][point] = change
      }
    }
    for (mix, own) in points.sorted(by: { $0.key < $1.key }) {
      pathway.deliver(mix, own, guidelineYear, &faults)
    }
    if !shares.isEmpty { pathway.change(shares, guidelineYear, &faults) }
    try faults.throwIfFaulty()
    return pathway
  }

  private func check(
    _ step: String,
    _ guidelineYear: Int,
    _ change: PathwayChange,
    _ faults: inout DiagnosticList
  ) -> Bool {
    let rows = steps.filter { $0.id == step }
    if rows.contains(where: { $0.guidelineYears.contains(guidelineYear) }) { return true }
    let known = Set(steps.filter { $0.guidelineYears.contains(guidelineYear) }.map(\.id)).sorted()
    let meant = Suggestion.closest(to: step, among: known)
    let when = rows.isEmpty ? "" : " in the guideline year \(guidelineYear)"
    faults.append(
      Diagnostic(
        "change.unknown",
        at: change.position,
        "found a change of \(step), a step that the \(name) pathway does not have\(when)",
        fix: meant.map { "did you mean \($0)?" } ?? "write the id of one of its steps"
      )
    )
    return false
  }

  private mutating func changeQuantity(
    of step: String,
    _ change: PathwayChange,
    _ faults: inout DiagnosticList
  ) {
    var isTooMuch = false
    changeRows(of: step) { row in
      let quantity = Activity(rounding: change.change(row.quantity.value))
      guard let quantity, quantity <= PathwayTables.largestQuantity else {
        isTooMuch = true
        return row
      }
      return row.with(quantity, change.evidence)
    }
    guard isTooMuch else { return }
    faults.append(
      Diagnostic(
        "model.too-much",
        at: change.position,
        "found \(step) changed to more than \(PathwayTables.largestQuantity) units for a person",
        fix: "change it by less"
      )
    )
  }

  // MARK: - Shares

  private mutating func change(
    _ changes: [String: PathwayChange],
    _ guidelineYear: Int,
    _ faults: inout DiagnosticList
  ) {
    var told: Set<String> = []
    for stage in Stage.allCases {
      for subtype in subtypes.map(\.name) {
        let active = steps.filter { $0.applies(to: stage, subtype: subtype, guidelineYear: guidelineYear) }
        for step in active {
          guard let change = changes[step.id] else { continue }
          let share = change.change(share(of: step, stage, subtype).share)
          guard !(0...1 + Self.slack).contains(share) else { continue }
          guard told.insert(step.id).inserted else { continue }
          faults.append(Self.beyondOne(step.id, share, stage, subtype, change))
        }
        for group in Self.alternatives(among: active)
        where group.contains(where: { changes[$0.id] != nil })
          && !group.contains(where: { told.contains($0.id) })
        {
          rebalance(group, changes, stage, subtype, &told, &faults)
        }
        for step in active where step.alternatives == nil {
          guard let change = changes[step.id] else { continue }
          let share = min(1, change.change(share(of: step, stage, subtype).share))
          set(share, of: step, stage, subtype, change.evidence)
        }
      }
    }
  }

  /// What rounding may leave beyond a whole.
  static let slack = 1e-9

  private static func beyondOne(
    _ step: String,
    _ share: Double,
    _ stage: Stage,
    _ subtype: String,
    _ change: PathwayChange
  ) -> Diagnostic {
    Diagnostic(
      "change.share",
      at: change.position,
      "found \(step) changed to a share of \((share * 1e6).rounded() / 1e6) for stage \(stage), \(subtype), expected 0 "
        + "to 1",
      fix: "change it by less"
    )
  }

  /// The groups of exclusive branches among some rows.
  private static func alternatives(among active: [PathwayStep]) -> [[PathwayStep]] {
    struct Group: Hashable { let name: String, parent: String }
    var order: [Group] = []
    var groups: [Group: [PathwayStep]] = [:]
    for step in active {
      guard let name = step.alternatives else { continue }
      let group = Group(name: name, parent: step.parent ?? "")
      if groups[group] == nil { order.append(group) }
      groups[group, default: []].append(step)
    }
    return order.compactMap { groups[$0] }
  }

  private mutating func rebalance(
    _ group: [PathwayStep],
    _ changes: [String: PathwayChange],
    _ stage: Stage,
    _ subtype: String,
    _ told: inout Set<String>,
    _ faults: inout DiagnosticList
  ) {
    let before = group.map { share(of: $0, stage, subtype).share }
    var after = before
    var (taken, left) = (0.0, 0.0)
    for (index, step) in group.enumerated() {
      if let change = changes[step.id] {
        after[index] = change.change(before[index])
        taken += after[index]
      } else {
        left += before[index]
      }
    }
    let changed = group.compactMap { changes[$0.id] }
    guard let first = changed.first else { return }
    let isWhole = left > 0 ? taken <= 1 + Self.slack : abs(taken - 1) <= Self.slack
    guard isWhole else {
      let name = group.first?.alternatives ?? ""
      guard told.insert("group \(name)").inserted else { return }
      let names = changed.count == 1 ? "" : " together"
      faults.append(
        Diagnostic(
          "change.share",
          at: first.position,
          "found the changed shares of \"\(name)\"\(names) at \((taken * 1e6).rounded() / 1e6) for stage \(stage), "
            + "\(subtype), expected \(left > 0 ? "at most 1" : "1, for no other branch is left")",
          fix: "change them so that all branches can add up to 1"
        )
      )
      return
    }
    let evidence = changed.map(\.evidence).max() ?? .unverified
    for (index, step) in group.enumerated() {
      if changes[step.id] == nil { after[index] = left > 0 ? before[index] * max(0, 1 - taken) / left : 0 }
      set(min(1, after[index]), of: step, stage, subtype, evidence)
    }
  }
}
