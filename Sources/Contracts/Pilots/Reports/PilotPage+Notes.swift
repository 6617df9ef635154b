import FundingFlows
import Quantities

extension PilotShadow {
  /// What a reader of the money should know.
  var notes: [String] {
    var notes: [String] = []
    if !bundles.isEmpty {
      notes.append(
        "Per episode: the gain for each episode that a provider leads, before quality and clauses."
      )
    }
    if !bundles.isEmpty, activity.kind != .patients {
      notes.append(
        "Whose patients a provider treats is not known in these flows: what others deliver is shared among leads as "
          + "the episodes are. A lead pays others the price of what they deliver × their own market forces factor."
      )
    }
    if activity.care != nil, !bundles.isEmpty {
      notes.append(
        "Of a step that others have too, the part inside is that of people who have the trigger, by the shares of "
          + "the pathway. Activity of this year stands for that of this year's episodes."
      )
    }
    if budget != nil || !clauses.isEmpty {
      notes.append("What is paid in one sum is shared among providers by what they are paid for their lines.")
    }
    for settled in bundles {
      if settled.bundle.takesMarketForces,
        settled.episodes.inside.contains(where: { activity.lines[$0.line].flow.marketForces == .one }),
        settled.episodes.inside.contains(where: { activity.lines[$0.line].flow.marketForces != .one })
      {
        notes.append(
          "The price of \(settled.bundle.id) takes the lead's market forces factor as a whole, also for what takes "
            + "none now, such as average costs."
        )
      }
      if settled.payable.isEmpty { notes.append("No line begins an episode of \(settled.bundle.id).") }
      if settled.episodes.inside.isEmpty { notes.append("No line lies inside \(settled.bundle.id).") }
      let ages = settled.payable.filter { $0.episode.age == nil }.count
      if !settled.bundle.ages.isEmpty, ages > 0, settled.bundle.ages.contains(where: { $0.share == nil }) {
        notes.append(
          "\(counted(ages, "payment")) of \(settled.bundle.id) without an age: paid without a multiplier."
        )
      }
    }
    notes += counts + warnings
    let weakest = activity.lines.map(\.flow.evidence).weakest()
    notes.append("The weakest of what the lines rest on: \(weakest.rawValue).")
    return notes
  }

  /// What is not paid as one might expect, counted.
  private var counts: [String] {
    var notes: [String] = []
    if activity.leftOut.lines > 0 {
      let value = TextTable.separated(activity.leftOut.value.description)
      notes.append("Left out, of other years: \(counted(activity.leftOut.lines, "line")), £\(value).")
    }
    if !unchanged.isEmpty {
      notes.append(
        "\(counted(unchanged.count, "line")) of new prices without a value, or without activity to price: as it is."
      )
    }
    for settled in bundles {
      let parts = zip(settled.episodes.inside, settled.values).filter { $0.1 == nil }.map(\.0.part)
      if !parts.isEmpty {
        let units = parts.reduce(.zero) { $0 + $1 }
        notes.append(
          "\(counted(parts.count, "line")) inside \(settled.bundle.id) without a price, activity \(units): in force "
            + "they count for nothing."
        )
      }
      if settled.episodes.later > 0 {
        notes.append(
          "\(counted(settled.episodes.later, "line")) would begin another episode of a patient, beyond the window of "
            + "the first: no \(settled.bundle.id) is paid for them."
        )
      }
    }
    return notes
  }
}
