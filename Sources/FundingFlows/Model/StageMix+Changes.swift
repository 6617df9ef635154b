import Diagnostics
import Populations
import Quantities

extension StageMix {
  /// The same shares with those of some stages changed in some years of diagnosis, by the changes of one site.
  ///
  /// Stages that are not changed keep their proportions and make up the rest; with early stages changed, those of
  /// stages 1 and 2 keep theirs, those of 3 and 4 too, and who has no stage stays without.
  ///
  /// - Throws: `change.share` when the changed shares are more than 1, or no stage is left to make up the rest.
  func changed(
    _ site: String,
    by changes: [ScenarioChange],
    in years: ClosedRange<Int>
  ) throws(DiagnosticList) -> StageMix {
    var fault: Diagnostic?
    let evidence = changes.map(\.evidence).max() ?? .seen
    let mix = changed(site, in: years, evidence: evidence) { year, shares in
      guard changes.contains(where: { $0.reach(in: year) > 0 }) else { return shares }
      let before = Stage.atDiagnosis.map { shares[$0]?.value ?? 0 }
      guard let after = Self.changed(before, by: changes, in: year) else {
        fault = fault ?? Self.beyondOne(changes, site, year)
        return shares
      }
      return Dictionary(uniqueKeysWithValues: zip(Stage.atDiagnosis, Share.whole(of: after)))
    }
    if let fault { throw DiagnosticList(fault) }
    return mix
  }

  private static func beyondOne(_ changes: [ScenarioChange], _ site: String, _ year: Int) -> Diagnostic {
    Diagnostic(
      "change.share",
      at: changes.first?.position,
      "found stages of \(site) in \(year) that cannot add up to 1 when "
        + changes.map { "\($0.path) is \($0.words)" }.joined(separator: " and "),
      fix: "change them by less"
    )
  }

  /// The shares of the stages at diagnosis in their order; nil when they cannot make up a whole.
  private static func changed(_ before: [Double], by changes: [ScenarioChange], in year: Int) -> [Double]? {
    var after = before
    var fixed: Set<Int> = []
    for change in changes {
      switch change.path {
      case .stages:
        guard case .stages(let shares) = change.amount else { continue }
        let reach = change.reach(in: year)
        for (index, stage) in Stage.atDiagnosis.enumerated() {
          after[index] = before[index] + reach * ((shares[stage]?.value ?? 0) - before[index])
        }
        return after
      case .earlyStages:
        return early(before, change, year)
      case .stage(_, let stage):
        guard let index = Stage.atDiagnosis.firstIndex(of: stage) else { continue }
        after[index] = change.changed(before[index], in: year)
        fixed.insert(index)
      default: continue
      }
    }
    let taken = fixed.reduce(0) { $0 + after[$1] }
    let rest = before.indices.filter { !fixed.contains($0) }
    let left = rest.reduce(0) { $0 + before[$1] }
    guard taken <= 1 + 1e-9, left > 0 || abs(taken - 1) < 1e-9 else { return nil }
    for index in rest { after[index] = left > 0 ? before[index] * max(0, 1 - taken) / left : 0 }
    return after
  }

  /// Stages 1 and 2 as a changed share of those whose stage is known.
  private static func early(_ before: [Double], _ change: ScenarioChange, _ year: Int) -> [Double]? {
    let (early, late) = (before[0] + before[1], before[2] + before[3])
    guard early + late > 0 else { return nil }
    let share = change.changed(early / (early + late), in: year)
    guard share <= 1, early > 0 || share == 0, late > 0 || share == 1 else { return nil }
    let (more, less) = (
      early > 0 ? share * (early + late) / early : 0, late > 0 ? (1 - share) * (early + late) / late : 0
    )
    return [before[0] * more, before[1] * more, before[2] * less, before[3] * less, before[4]]
  }
}
