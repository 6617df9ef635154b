import Diagnostics
import FundingFlows
import Quantities

/// Episodes of one bundle: who began them, and what of each line lies inside.
///
/// With patients, an episode begins at a patient's first line that the trigger names, and has the lines inside
/// the window. Without, the episodes of a stage are counted by the lines of the trigger, and of each line the
/// part lies inside that belongs to people who have the trigger.
struct BundleEpisodes: Sendable {
  /// People of one kind.
  struct Kind: Hashable, Sendable {
    let pathway: String
    let stage: Stage
    let subtype: String
  }

  /// Episodes with one lead and one payer.
  struct Episode: Sendable {
    let commissioner: CommissionerCode
    let lead: ProviderCode
    let count: Activity
    let age: Int?
    /// The line that began it, where there is one.
    let beganBy: Int?
  }

  /// Episodes whose lines are theirs together.
  struct Pool: Sendable {
    let kind: Kind
    let patient: String
    let day: Day?
    var episodes: [Episode]

    var count: Activity { episodes.reduce(.zero) { $0 + $1.count } }
  }

  /// The part of a line that lies inside.
  struct Inside: Sendable {
    let line: Int
    let pool: Int
    let part: Activity
  }

  let pools: [Pool]
  let inside: [Inside]
  /// Lines that would begin another episode of a patient, outside the window of the first.
  let later: Int

  init(_ bundle: Bundle, _ activity: PilotActivity, taken: Set<Int>) {
    self =
      activity.kind == .patients
      ? Self.ofPatients(bundle, activity, taken) : Self.ofFlows(bundle, activity, taken)
  }

  private init(pools: [Pool], inside: [Inside], later: Int = 0) {
    self.pools = pools
    self.inside = inside
    self.later = later
  }

  // MARK: - Patients

  private static func ofPatients(_ bundle: Bundle, _ activity: PilotActivity, _ taken: Set<Int>) -> Self {
    var places: [String: [Int]] = [:]
    var order: [String] = []
    for (index, line) in activity.lines.enumerated() {
      if places[line.patient] == nil { order.append(line.patient) }
      places[line.patient, default: []].append(index)
    }
    var pools: [Pool] = []
    var inside: [Inside] = []
    var later = 0
    let elsewhere = activity.begunElsewhere[bundle.id] ?? []
    for patient in order where !elsewhere.contains(patient) {
      let own = places[patient] ?? []
      let begins = own.filter { bundle.trigger.contains(activity.lines[$0].flow) }
      let first = begins.min {
        (activity.lines[$0].daysSinceEpoch, $0) < (activity.lines[$1].daysSinceEpoch, $1)
      }
      guard let first else { continue }
      let line = activity.lines[first]
      later += begins.count {
        !bundle.window.contains(activity.lines[$0].daysSinceEpoch - line.daysSinceEpoch)
      }
      let kind = Kind(pathway: line.flow.pathway, stage: line.flow.stage, subtype: line.subtype)
      let episode = Episode(
        commissioner: line.flow.commissioner,
        lead: bundle.lead ?? line.flow.provider,
        count: Activity(1),
        age: line.age,
        beganBy: first
      )
      for place in own where !taken.contains(place) {
        let other = activity.lines[place]
        guard bundle.inside.contains(other.flow),
          bundle.window.contains(other.daysSinceEpoch - line.daysSinceEpoch)
        else { continue }
        inside.append(Inside(line: place, pool: pools.count, part: other.flow.activity))
      }
      pools.append(Pool(kind: kind, patient: patient, day: line.day, episodes: [episode]))
    }
    return Self(pools: pools, inside: inside, later: later)
  }

  // MARK: - Flows

  private static func ofFlows(_ bundle: Bundle, _ activity: PilotActivity, _ taken: Set<Int>) -> Self {
    struct Payer: Hashable { let kind: Kind, commissioner: CommissionerCode, lead: ProviderCode }
    let parts = InsideParts(bundle, activity)
    var counts: [Payer: Int64] = [:]
    for line in activity.lines where bundle.trigger.contains(line.flow) {
      let payer = Payer(
        kind: line.kind,
        commissioner: line.flow.commissioner,
        lead: bundle.lead ?? line.flow.provider
      )
      counts[payer, default: 0] += line.flow.activity.millionths
    }
    var pools: [Pool] = []
    var poolOfKind: [Kind: Int] = [:]
    let payers = counts.keys.sorted {
      ($0.kind, $0.commissioner, $0.lead) < ($1.kind, $1.commissioner, $1.lead)
    }
    for payer in payers {
      let units = Activity(millionths: counts[payer] ?? 0)
      let episode = Episode(
        commissioner: payer.commissioner,
        lead: payer.lead,
        count: parts.episodes(for: units, of: payer.kind),
        age: nil,
        beganBy: nil
      )
      guard episode.count > .zero else { continue }
      if let pool = poolOfKind[payer.kind] {
        pools[pool].episodes.append(episode)
      } else {
        poolOfKind[payer.kind] = pools.count
        pools.append(Pool(kind: payer.kind, patient: "", day: nil, episodes: [episode]))
      }
    }
    var inside: [Inside] = []
    for (place, line) in activity.lines.enumerated()
    where !taken.contains(place) && bundle.inside.contains(line.flow) {
      guard let pool = poolOfKind[line.kind] else { continue }
      let part = parts.part(of: line)
      if part > .zero { inside.append(Inside(line: place, pool: pool, part: part)) }
    }
    return Self(pools: pools, inside: inside)
  }
}

extension BundleEpisodes.Kind: Comparable {
  static func < (one: Self, other: Self) -> Bool {
    (one.pathway, one.stage, one.subtype) < (other.pathway, other.stage, other.subtype)
  }
}

extension PilotLine {
  /// What kind of people it is about.
  var kind: BundleEpisodes.Kind {
    BundleEpisodes.Kind(pathway: flow.pathway, stage: flow.stage, subtype: subtype)
  }

  var daysSinceEpoch: Int { Int(day?.sinceEpoch ?? 0) }
}
