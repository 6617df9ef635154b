import Diagnostics
import FundingFlows
import Quantities
import Tariffs

/// A pilot tried on the activity of a year.
public struct PilotShadow: Sendable {
  /// The activity.
  public let activity: PilotActivity
  /// What is paid under both tariffs, line by line.
  public private(set) var ledger: ShadowLedger
  /// The budget-neutral prices: for all commissioners together, then for each.
  public private(set) var neutral: [BudgetNeutral] = []
  /// What quality conditions are worth.
  public private(set) var quality: [QualityWorth] = []
  /// What clauses pay.
  public private(set) var clauses: [PilotClausePayment] = []
  /// The years of a transition.
  public private(set) var transition: [TransitionYear] = []
  /// The budget of a population.
  public private(set) var budget: SettledBudget?
  /// The chance that each lead loses.
  public var chances: [ProviderChance] = []
  /// Price against cost by kinds of cases.
  public private(set) var selection: [SelectionSignal] = []
  /// What each provider gains, and what of it comes from its mix of cases.
  public private(set) var providers: [ProviderResult] = []
  /// Lines that new prices name but cannot change.
  var unchanged: [Int] = []
  /// What the pilot states that meets nothing in the activity.
  public private(set) var warnings: [String] = []
  /// The bundles as settled.
  let bundles: [BundleSettlement]

  /// How the prices of each bundle come about.
  public var buildUps: [(bundle: String, buildUp: BuildUp)] {
    bundles.flatMap { settled in settled.prices.buildUps.map { (settled.bundle.id, $0) } }
  }
}

extension PilotShadow {
  /// Tries a pilot on activity.
  ///
  /// - Parameters:
  ///   - plan: the activity that was planned: what a price is worked out from and a budget is measured against.
  ///   - prices: the prices of bundles already worked out from it; nil to work them out here.
  init(
    _ pilot: TariffPilot,
    on activity: PilotActivity,
    plan: PilotActivity,
    at prices: [BundlePrices]?,
    tariffs: TariffLibrary?
  ) throws(DiagnosticList) {
    try activity.check()
    var bundles: [BundleSettlement] = []
    var neutral: [BudgetNeutral] = []
    var ledger: ShadowLedger
    var selection: [SelectionSignal] = []
    var unchanged: [Int] = []
    switch pilot.payment {
    case .bundles(let asked):
      (ledger, bundles) = try Self.bundled(asked, activity, prices)
      for settled in bundles where !settled.payable.isEmpty {
        for payer in [nil] + settled.payers(activity) {
          neutral.append(try settled.neutral(for: payer, activity))
        }
        selection += settled.signals(activity)
      }
    case .prices(let rules):
      let new = try NewPrices(rules, on: activity)
      ledger = try new.ledger(activity)
      let payers = Set(new.prices.map { activity.lines[$0.line].flow.commissioner }).sorted()
      for payer in [nil] + payers.map(Optional.some) {
        neutral.append(try new.neutral(for: payer, activity))
      }
      selection = new.signals(activity)
      unchanged = new.unchanged
    case .budget, .activity, .models:
      ledger = ShadowLedger(activity.lines.map { ShadowEntry($0, inForce: $0.flow.value) })
    }
    _ = try Amounts.total(ledger.entries.compactMap(\.pilot), "what the pilot pays")
    self.init(activity: activity, ledger: ledger, bundles: bundles)
    self.neutral = neutral
    self.selection = selection
    self.unchanged = unchanged
    if case .budget(let asked) = pilot.payment {
      budget = try DiagnosticList.at(asked.position) { () throws(DiagnosticList) in
        try SettledBudget(asked, plan: plan, &self.ledger, in: activity.year)
      }
    }
    providers = ProviderResult.results(of: self.ledger, bundles, activity)
    warnings = Self.unmet(pilot.quality, ofBundles: pilot.payment.isOfBundles, self.ledger)
    quality = self.ledger.withhold(pilot.quality, ofBundles: pilot.payment.isOfBundles, year: activity.year)
    clauses = try PilotClauses(clauses: pilot.clauses, year: activity.year, tariffs: tariffs)
      .settle(&self.ledger)
    if !activity.lines.isEmpty {
      warnings += clauses.filter { !$0.hasLines }.map {
        "No line is in the scope of the clause \($0.name): what it pays goes to providers that it names, if any."
      }
    }
    if let transition = pilot.transition {
      self.transition = self.ledger.years(of: transition)
      try self.ledger.blend(transition, in: activity.year)
    }
  }

  private init(activity: PilotActivity, ledger: ShadowLedger, bundles: [BundleSettlement]) {
    self.activity = activity
    self.ledger = ledger
    self.bundles = bundles
  }

  /// Conditions, and providers of what was achieved, that meet nothing.
  private static func unmet(_ conditions: [QualityCondition], ofBundles: Bool, _ ledger: ShadowLedger)
    -> [String]
  {
    conditions.flatMap { condition -> [String] in
      let met = ledger.entries.filter {
        ofBundles ? $0.kind == .bundle : condition.scope.contains($0.flow)
      }
      guard !met.isEmpty else {
        let what = ofBundles ? "episode is paid that" : "line is in the scope of what"
        return ["No \(what) the condition \(condition.name) is about."]
      }
      let paid = Set(met.map(\.flow.provider))
      return condition.achievedBy.keys.sorted().filter { !paid.contains($0) }.map {
        "What \($0) achieved of \(condition.name) counts for nothing: it is paid nothing that depends on it."
      }
    }
  }

  /// Settles bundles: a line lies inside the first that includes it.
  private static func bundled(
    _ bundles: [Bundle],
    _ activity: PilotActivity,
    _ prices: [BundlePrices]?
  ) throws(DiagnosticList) -> (ShadowLedger, [BundleSettlement]) {
    let factors = activity.marketForces
    var taken: Set<Int> = []
    var insideOf: [Int: (bundle: String, part: Activity, value: Pence?)] = [:]
    var settled: [BundleSettlement] = []
    var payments: [ShadowEntry] = []
    for (index, bundle) in bundles.enumerated() {
      let episodes = BundleEpisodes(bundle, activity, taken: taken)
      let own =
        if let prices { prices[index] } else { try BundlePrices(bundle, activity, episodes) }
      let settlement = try BundleSettlement(own, episodes, activity, factors)
      for (inside, value) in zip(episodes.inside, settlement.values) {
        taken.insert(inside.line)
        insideOf[inside.line] = (bundle.id, inside.part, value)
      }
      payments += try settlement.entries(activity)
      settled.append(settlement)
    }
    var ledger = ShadowLedger()
    for (place, line) in activity.lines.enumerated() {
      guard let inside = insideOf[place] else {
        ledger.append(ShadowEntry(line, inForce: line.flow.value))
        continue
      }
      var entry = ShadowEntry(line, activity: inside.part, inForce: inside.value)
      entry.pilot = inside.value.map { _ in .zero }
      entry.includedIn = inside.bundle
      ledger.append(entry)
      guard inside.part != line.flow.activity else { continue }
      let rest = Activity(millionths: line.flow.activity.millionths - inside.part.millionths)
      let value = line.flow.value.map { $0 - (inside.value ?? .zero) }
      ledger.append(ShadowEntry(line, activity: rest, inForce: value))
    }
    for payment in payments { ledger.append(payment) }
    return (ledger, settled)
  }
}

extension BundleSettlement {
  /// Who pays for episodes or for what is inside them.
  func payers(_ activity: PilotActivity) -> [CommissionerCode?] {
    let episodes = payable.map(\.episode.commissioner)
    let lines = episodes + self.episodes.inside.map { activity.lines[$0.line].flow.commissioner }
    return Set(lines).sorted()
  }
}
