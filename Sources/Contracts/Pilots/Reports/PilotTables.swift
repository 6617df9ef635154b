import FundingFlows
import Quantities
import Tables
import Tariffs

extension PilotRun {
  /// The prices of bundles with their build-up; worked out once, from what was planned.
  var buildUps: [(bundle: Bundle, buildUp: BuildUp)] {
    guard let shadow = shadows.first else { return statedBuildUps }
    return shadow.bundles.flatMap { settled in settled.prices.buildUps.map { (settled.bundle, $0) } }
  }

  /// The budgets with what they are about.
  var budgets: [(flows: String, budget: SettledBudget)] {
    let settled = shadows.compactMap { shadow in
      shadow.budget.map { (shadow.activity.kind.rawValue, $0) }
    }
    return settled + (statedBudget.map { [("stated", $0)] } ?? [])
  }

  /// The price of each bundle, item by item: items unrounded, components rounded, what the rounding leaves over, and
  /// the price, which is the sum of the two. Money is pounds for an episode.
  var buildUpTable: [UInt8] {
    var writer = CSVWriter(header: [
      "bundle", "price_for", "row", "component", "name", "currency", "point_of_delivery", "units_per_episode",
      "unit_price", "reduction", "amount_unrounded", "amount", "episodes", "evidence", "source",
    ])
    for (bundle, buildUp) in buildUps {
      for item in buildUp.items {
        begin(&writer, bundle, buildUp, "item", item.component, item.name)
        writer.text(item.currency?.description ?? "")
        writer.text(item.pointOfDelivery?.rawValue ?? "")
        writer.number(item.units)
        writer.number(item.unitPrice)
        writer.number(bundle.reduction.value)
        writer.number(item.exact)
        writer.blank()
        end(&writer, buildUp, item.evidence, item.source)
      }
      for component in buildUp.components {
        begin(&writer, bundle, buildUp, "component", component.name, "")
        sum(&writer, component.amount, buildUp)
        end(&writer, buildUp, buildUp.evidence(of: component.name), "")
      }
      if !buildUp.items.isEmpty {
        begin(&writer, bundle, buildUp, "rounding", "", "")
        sum(&writer, buildUp.roundingDifference, buildUp)
        end(&writer, buildUp, .definition, "the price less the rounded components")
      }
      begin(&writer, bundle, buildUp, "price", "", "")
      sum(&writer, buildUp.price, buildUp)
      end(&writer, buildUp, buildUp.evidence, buildUp.source)
    }
    return writer.bytes
  }

  private func begin(
    _ writer: inout CSVWriter,
    _ bundle: Bundle,
    _ buildUp: BuildUp,
    _ row: String,
    _ component: String,
    _ name: String
  ) {
    for text in [bundle.id, buildUp.group.name, row, component, name] { writer.text(text) }
  }

  private func sum(_ writer: inout CSVWriter, _ amount: Pence, _ buildUp: BuildUp) {
    for _ in 0..<6 { writer.blank() }
    writer.number(amount)
  }

  private func end(_ writer: inout CSVWriter, _ buildUp: BuildUp, _ evidence: Evidence, _ source: String) {
    writer.number(buildUp.episodes)
    writer.text(evidence.rawValue)
    writer.text(source)
    writer.endRow()
  }
}

extension Bundle {
  /// The share that its price is lower than what it is made of.
  var reduction: Figured<Share> {
    switch price {
    case .expectedUse(let reduction), .components(_, let reduction): reduction
    case .stated: Figured(value: .none, evidence: .definition, source: "")
    }
  }
}

extension BuildUp {
  /// The weakest of what a component rests on.
  func evidence(of component: String) -> Evidence {
    items.filter { $0.component == component }.map(\.evidence).weakest()
  }
}
