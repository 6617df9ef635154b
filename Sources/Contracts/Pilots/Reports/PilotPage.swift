import FundingFlows
import Quantities
import Tariffs

extension PilotRun {
  /// The pilot as a page of text.
  public var page: String {
    var sections = [heading]
    if !models.isEmpty { sections.append(modelSection) }
    if !buildUps.isEmpty { sections.append(priceSection) }
    for budget in budgets { sections.append(budget.budget.section(budget.flows)) }
    for shadow in shadows { sections += shadow.sections }
    return sections.joined(separator: "\n")
  }

  private var heading: String {
    let description = pilot.description.isEmpty ? "" : TextTable.wrapped(pilot.description) + "\n"
    return "\(pilot.name)\n\(description)In shadow: no money moves.\n"
  }

  private var modelSection: String {
    var table = TextTable(columns: ["payer pays", "provider's cost", "margin"], labelWidth: 44)
    table.heading("Models of care, pounds")
    for (model, margin) in models {
      let amounts = [margin.income, margin.cost, margin.margin]
      table.row(model.name, amounts.map { TextTable.separated($0.description) })
    }
    let evidence = models.map(\.model.evidence).weakest()
    table.note("Figures: \(evidence.rawValue). A price is for a spell, a cost for a patient.")
    return table.text
  }

  private var priceSection: String {
    var table = TextTable(columns: ["price", "components", "rounding", "episodes"], labelWidth: 44)
    table.heading("Price of an episode, pounds")
    for (bundle, buildUp) in buildUps {
      let sums =
        buildUp.items.isEmpty
        ? ["stated", ""]
        : [buildUp.components.map(\.amount).total(), buildUp.roundingDifference].map {
          TextTable.separated($0.description)
        }
      let episodes = buildUp.episodes.map { TextTable.oneDecimal($0.value) } ?? ""
      let price = TextTable.separated(buildUp.price.description)
      table.row(
        "\(bundle.id), \(buildUp.group.name) (\(buildUp.evidence.rawValue))",
        [price] + sums + [episodes]
      )
    }
    table.note("What a price is made of is in build-up.csv, line by line.")
    return table.text
  }
}

extension SettledBudget {
  fileprivate func section(_ flows: String) -> String {
    var table = TextTable(columns: ["pounds"], labelWidth: 60)
    table.heading("Budget")
    let rows: [(String, Pence)] = [
      ("Plan: \(planText)", plan), ("Actual value, \(flows)", actual), ("Paid", paid),
      ("Paid more than the plan", paid - plan), ("Kept by providers; a loss when negative", kept),
    ]
    for (label, amount) in rows { table.row(label, [TextTable.separated(amount.description)]) }
    return table.text
  }
}

extension PilotShadow {
  var sections: [String] {
    var sections: [String] = []
    if !ledger.entries.isEmpty { sections.append(moneySection) }
    if !neutral.isEmpty { sections.append(neutralSection) }
    if !chances.isEmpty { sections.append(chanceSection) }
    if !selection.isEmpty { sections.append(selectionSection) }
    if !quality.isEmpty { sections.append(qualitySection) }
    if !clauses.isEmpty { sections.append(clauseSection) }
    if !transition.isEmpty { sections.append(transitionSection) }
    return sections
  }

  private var moneySection: String {
    var table = TextTable(columns: ["in force", "pilot", "difference", "per episode"], labelWidth: 44)
    let row = { (label: String, paid: ShadowLedger.Paid?, each: Pence?, table: inout TextTable) in
      guard let paid else { return }
      let amounts = [paid.inForce, paid.pilot, paid.difference].map { TextTable.separated($0.description) }
      table.row(label, amounts + [each.map { TextTable.separated($0.description) } ?? ""])
    }
    table.heading("Pounds, \(activity.kind.rawValue) \(activity.year)")
    row("Total", ledger.totals { _ in 0 }[0], nil, &table)
    let kinds = ledger.totals { $0.kind }
    if kinds.count > 1 {
      table.heading("By what is paid")
      let inside = ledger.entries.filter { !$0.includedIn.isEmpty }
      row("  of which inside something else", ShadowLedger(inside).totals { _ in 0 }[0], nil, &table)
      for kind in ShadowEntry.Kind.allCases { row(kind.rawValue, kinds[kind], nil, &table) }
    }
    table.heading("By provider")
    let providers = ledger.totals { $0.flow.provider }
    let results = Dictionary(
      self.providers.map { ($0.provider, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for provider in providers.keys.sorted() {
      let name = "\(provider) \(activity.providerNames[provider] ?? "")"
      row(name, providers[provider], results[provider]?.perEpisode, &table)
    }
    table.heading("By who pays")
    let commissioners = ledger.totals { $0.flow.commissioner }
    for payer in commissioners.keys.sorted() {
      row(payer.description, commissioners[payer], nil, &table)
    }
    table.heading("By stage")
    let stages = ledger.totals { $0.stage }
    for stage in Stage.allCases { row(stage.rawValue, stages[stage], nil, &table) }
    row("about no stage", stages[nil], nil, &table)
    for note in notes { table.note(note) }
    return table.text
  }

  private var neutralSection: String {
    var table = TextTable(columns: ["in force", "pilot", "factor", "left over"], labelWidth: 44)
    table.heading("Budget-neutral prices")
    for own in neutral {
      let factor = own.factor?.description ?? "none"
      let left = own.factor == nil ? "" : TextTable.separated(own.leftOver.description)
      table.row(
        "\(own.name), \(own.commissioner?.description ?? "all who pay")",
        [own.target, own.before].map { TextTable.separated($0.description) } + [factor, left]
      )
    }
    table.note(
      "One factor on all prices; left over is what rounding them to pence leaves. See budget-neutral.csv."
    )
    let beyond = neutral.filter { $0.factor != nil && !$0.isWithinOnePenny }.count
    if beyond > 0 {
      table.note("No prices in whole pence were found that leave less over in \(counted(beyond, "row")).")
    }
    return table.text
  }

  private var chanceSection: String {
    var table = TextTable(
      columns: ["cases", "margin a case", "chance", "normal", "loss > 2 %"],
      labelWidth: 36
    )
    let percent = { (share: Double) in "\(Decimals(share * 100, 1)) %" }
    table.heading("Chance to lose by who comes")
    for own in chances {
      let beyond = own.chance.beyond.first { $0.part == Factor(millionths: 20_000) }
      table.row(
        "\(own.bundle), \(own.provider?.description ?? "mix of all")",
        [
          "\(own.chance.cases)", "\(Decimals(own.chance.expectedMargin, 2))",
          percent(own.chance.simulated.probability), percent(own.chance.normal),
          beyond.map { percent($0.chance.probability) } ?? "",
        ]
      )
    }
    table.note(
      "A lead's cases are drawn from what the pathway, or all patients given, cost at its market forces: chance alone, "
        + "not how well it works. In predicted flows a margin that is not 0 is between a price from the activity of a "
        + "year and the care of whole episodes."
    )
    return table.text
  }

  private var selectionSection: String {
    var table = TextTable(columns: ["paid", "cost", "margin", "of cost"], labelWidth: 48)
    table.heading("What would reward choosing or coding cases")
    let told = selection.filter { !$0.signal.isEmpty }
    let worst = told.enumerated().sorted {
      (abs($1.element.share ?? 0), $0.offset) < (abs($0.element.share ?? 0), $1.offset)
    }
    for (_, signal) in worst.prefix(10) {
      let amounts = [signal.paid, signal.cost, signal.margin].map {
        TextTable.separated("\(Decimals($0, 2))")
      }
      let share = signal.share.map { "\(Decimals($0 * 100, 1)) %" } ?? ""
      table.row("\(signal.dimension): \(signal.cases)", amounts + [share])
    }
    let rest = told.count > 10 ? "; the ten largest of \(told.count)" : told.isEmpty ? "; none is" : ""
    table.note("Paid more or less than cost by over a tenth\(rest). All are in selection.csv.")
    return table.text
  }

  private var qualitySection: String {
    var table = TextTable(columns: ["achieved", "target", "at stake", "withheld"], labelWidth: 44)
    table.heading("Quality")
    for worth in quality {
      table.row(
        "\(worth.condition.name), \(worth.provider)",
        [
          worth.achieved?.description ?? "unknown", worth.condition.target.description,
          TextTable.separated(worth.worth.description), TextTable.separated(worth.withheld.description),
        ]
      )
    }
    table.note("Paid in full while what was achieved is unknown. A condition never adds to a payment.")
    return table.text
  }

  private var clauseSection: String {
    var table = TextTable(columns: ["pounds"], labelWidth: 60)
    table.heading("Clauses, \(activity.kind.rawValue)")
    for clause in clauses {
      table.row(
        "\(clause.name) (\(clause.evidence.rawValue))",
        [TextTable.separated(clause.amount.description)]
      )
      for entry in clause.explanation.entries {
        table.note("  \(entry.text): £\(TextTable.separated(entry.after.rounded(.penceHalfUp).description))")
      }
    }
    return table.text
  }

  private var transitionSection: String {
    var table = TextTable(columns: transition.map { "\($0.year)" }, labelWidth: 44)
    table.heading("Transition, for the same activity")
    table.row("Share of the new tariff", transition.map { $0.share.description })
    table.row("Total", transition.map { TextTable.separated($0.total.description) })
    let providers = Set(transition.flatMap { $0.providers.map(\.provider) }).sorted()
    for provider in providers {
      let paid = transition.map { year in year.providers.first { $0.provider == provider }?.paid ?? .zero }
      table.row(provider.description, paid.map { TextTable.separated($0.description) })
    }
    return table.text
  }
}
