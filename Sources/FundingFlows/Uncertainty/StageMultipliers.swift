import Quantities

/// What multiplies the people of each stage where the mix of a site's stages is uncertain.
struct StageMultipliers {
  private let site: String
  private let shares: [Stage: Double]

  /// The shares of a year of diagnosis.
  init(_ site: String, _ shares: [Stage: Share]) {
    self.site = site
    self.shares = shares.mapValues(\.value)
  }

  /// The multiplier of a stage; nil when its share is certain.
  func multiplier(of stage: Stage, _ numbers: inout NumberTable) -> Int? {
    if numbers.isUncertain(.stages(site)) { return ofWhole(stage, &numbers) }
    if numbers.isUncertain(.earlyStages(site)) { return ofEarly(stage, &numbers) }
    var members: [(stage: Stage, multiplier: Int, share: Double)] = []
    for own in Stage.atDiagnosis {
      guard let share = shares[own], let multiplier = numbers.multiplier(.stage(site, own), own: share) else {
        continue
      }
      members.append((own, multiplier, share))
    }
    guard !members.isEmpty else { return nil }
    let made = numbers.alternatives(members.map { ($0.multiplier, $0.share) })
    return members.firstIndex { $0.stage == stage }.map { made.members[$0] } ?? made.rest
  }

  private func ofWhole(_ stage: Stage, _ numbers: inout NumberTable) -> Int? {
    let present = Stage.atDiagnosis.filter { (shares[$0] ?? 0) > 0 }
    let own = present.map { shares[$0] ?? 0 }
    let made = numbers.stages(site, present, own)
    return present.firstIndex(of: stage).flatMap { made.isEmpty ? nil : made[$0] }
  }

  private func ofEarly(_ stage: Stage, _ numbers: inout NumberTable) -> Int? {
    let early = (shares[.one] ?? 0) + (shares[.two] ?? 0)
    let late = (shares[.three] ?? 0) + (shares[.four] ?? 0)
    guard stage != .notStaged, early > 0, late > 0 else { return nil }
    let share = early / (early + late)
    guard let multiplier = numbers.multiplier(.earlyStages(site), own: share) else { return nil }
    let made = numbers.alternatives([(multiplier, share)])
    return stage == .one || stage == .two ? made.members[0] : made.rest
  }
}
