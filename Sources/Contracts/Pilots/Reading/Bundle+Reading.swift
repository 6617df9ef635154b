import Diagnostics
import Quantities
import Tables

extension Bundle {
  init?(_ object: JSONObject, _ faults: inout DiagnosticList) {
    object.refuseOthers(
      than: [
        "id", "trigger", "window", "include", "except", "novelDrugs", "price", "by", "ages", "marketForces",
        "lead", "note",
      ],
      of: "a bundle",
      &faults
    )
    let id: Words? = object.value("id", &faults)
    let _: String? = object.optional("note", &faults)
    let price = object.object("price", &faults).flatMap { Price($0, &faults) }
    let trigger = object.has("trigger") ? LineScope(object, "trigger", &faults) : LineScope.none
    let window = EpisodeWindow(object, &faults)
    var inside = object.has("include") ? LineScope(object, "include", &faults) : LineScope.none
    for other in object.objects("except", &faults) { inside = inside.except(LineScope(other, &faults)) }
    if object.choice("novelDrugs", of: ["inside", "outside"], &faults) == "outside" {
      inside = inside.except(.passThrough)
    }
    let words = object.has("by") ? object.texts("by", &faults) ?? [] : []
    let differsBy = words.compactMap { PriceDifference(rawValue: $0) }
    if differsBy.count < words.count {
      faults.append(
        Diagnostic(
          "pilot.type",
          at: object.position(of: "by"),
          "found \(words.joined(separator: ", ")) at \(object.path).by, expected \"stage\", \"subtype\" or both",
          fix: "correct the value"
        )
      )
    }
    let takesMarketForces = object.boolean("marketForces", &faults) ?? false
    let lead: Words? = object.optional("lead", &faults)
    let leadCode = Self.lead(lead, object, &faults)
    let ages = object.objects("ages", &faults).compactMap { AgeBand($0, &faults) }
    Self.check(ages, object, &faults)
    guard let id, let price, let window else { return nil }
    if case .expectedUse = price, !object.has("trigger") || !object.has("include") {
      faults.append(
        Diagnostic(
          "pilot.missing-key",
          at: object.position,
          "found no key \(object.path).\(object.has("trigger") ? "include" : "trigger"), expected a scope: a price "
            + "from expected use is that of lines",
          fix: "add \"\(object.has("trigger") ? "include" : "trigger")\""
        )
      )
    }
    self.init(
      id: id.text,
      trigger: trigger,
      window: window,
      inside: inside,
      price: price,
      differsBy: Set(differsBy),
      ages: ages,
      takesMarketForces: takesMarketForces,
      lead: leadCode,
      position: object.position
    )
  }

  private static func lead(_ words: Words?, _ object: JSONObject, _ faults: inout DiagnosticList)
    -> ProviderCode?
  {
    guard let words, words.text != "trigger" else { return nil }
    if let code = ProviderCode(words.text) { return code }
    faults.append(
      Diagnostic(
        "pilot.type",
        at: object.position(of: "lead"),
        "found \"\(words.text)\" at \(object.path).lead, expected \"trigger\" or \(ProviderCode.expectation)",
        fix: "correct the value"
      )
    )
    return nil
  }

  private static func check(_ ages: [AgeBand], _ object: JSONObject, _ faults: inout DiagnosticList) {
    let sorted = ages.sorted { $0.ages.lowerBound < $1.ages.lowerBound }
    let overlap = zip(sorted, sorted.dropFirst()).contains { $0.ages.overlaps($1.ages) }
    let shares = ages.compactMap(\.share)
    let sum = shares.reduce(0) { $0 + $1.millionths }
    let isWhole = shares.isEmpty || (shares.count == ages.count && sum == Share.all.millionths)
    guard overlap || !isWhole else { return }
    faults.append(
      Diagnostic(
        "pilot.ages",
        at: object.position(of: "ages"),
        overlap
          ? "found bands of ages that overlap, expected each age in one"
          : "found shares of \(shares.count) of \(ages.count) age bands that add up to "
            + "\(Factor(millionths: sum)), expected one for each, together 1",
        fix: overlap ? "correct from and to" : "correct the shares, or leave all of them out"
      )
    )
  }
}

extension EpisodeWindow {
  /// Any day, for activity without dates.
  static let longest = 3650

  fileprivate init?(_ root: JSONObject, _ faults: inout DiagnosticList) {
    guard root.has("window") else {
      self.init(before: Self.longest, after: Self.longest)
      return
    }
    guard let object = root.object("window", &faults) else { return nil }
    object.refuseOthers(than: ["daysBefore", "daysAfter"], &faults)
    let range = 0...Self.longest
    let before = object.has("daysBefore") ? object.integer("daysBefore", in: range, &faults) : 0
    let after = object.integer("daysAfter", in: range, &faults)
    guard let before, let after else { return nil }
    self.init(before: before, after: after)
  }
}

extension Bundle.AgeBand {
  init?(_ object: JSONObject, _ faults: inout DiagnosticList) {
    object.refuseOthers(than: ["from", "to", "multiplier", "share"], &faults)
    let from = object.has("from") ? object.integer("from", in: 0...130, &faults) : 0
    let to = object.has("to") ? object.integer("to", in: 0...130, &faults) : 130
    let multiplier: Factor? = object.number("multiplier", &faults)
    let share: Share? = object.numberIfAny("share", &faults)
    guard let from, let to, let multiplier else { return nil }
    guard from <= to else {
      faults.append(
        Diagnostic(
          "pilot.ages",
          at: object.position,
          "found ages from \(from) to \(to), expected them in order",
          fix: "correct from or to"
        )
      )
      return nil
    }
    self.init(ages: from...to, multiplier: multiplier, share: share)
  }
}
