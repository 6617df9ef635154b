import FundingFlows
import Quantities
import Tables
import Tariffs

extension PilotRun {
  /// Who gains and who loses: by the pilot's prices, by case and by mix, and with quality and clauses.
  var providerTable: [UInt8] {
    var writer = CSVWriter(header: [
      "flows", "provider", "name", "in_force", "pilot_prices", "gain_by_prices", "episodes_led",
      "gain_per_episode", "gain_from_mix", "gain_from_own_use", "pilot", "gain",
    ])
    for shadow in shadows {
      let final = shadow.ledger.totals { $0.flow.provider }
      for result in shadow.providers {
        let paid = final[result.provider] ?? result.paid
        writer.text(shadow.activity.kind.rawValue)
        writer.text(result.provider.description)
        writer.text(shadow.activity.providerNames[result.provider] ?? "")
        writer.number(result.paid.inForce)
        writer.number(result.paid.pilot)
        writer.number(result.paid.difference)
        let hasEpisodes = result.episodes > .zero
        writer.number(hasEpisodes ? result.episodes : nil)
        writer.number(result.perEpisode)
        writer.number(hasEpisodes ? result.fromMix : nil)
        writer.number(hasEpisodes ? result.paid.difference - result.fromMix : nil)
        writer.number(paid.pilot)
        writer.number(paid.difference)
        writer.endRow()
      }
    }
    return writer.bytes
  }

  /// The prices at which the pilot pays in total what is paid now, and what whole pence leave over.
  var neutralTable: [UInt8] {
    var writer = CSVWriter(header: [
      "flows", "of", "commissioner", "in_force", "pilot", "factor", "price_for", "neutral_price", "payments",
      "neutral_pilot", "left_over", "within_a_penny_per_payment",
    ])
    for shadow in shadows {
      for neutral in shadow.neutral {
        let rows =
          neutral.prices.isEmpty ? [("", nil)] : neutral.prices.map { ($0.group, Optional($0.price)) }
        for (group, price) in rows {
          writer.text(shadow.activity.kind.rawValue)
          writer.text(neutral.name)
          writer.text(neutral.commissioner?.description ?? "all")
          writer.number(neutral.target)
          writer.number(neutral.before)
          writer.number(neutral.factor)
          writer.text(group)
          writer.number(price)
          writer.number(Activity(rounding: neutral.payments))
          writer.number(neutral.factor == nil ? nil : neutral.after)
          writer.number(neutral.factor == nil ? nil : neutral.leftOver)
          writer.text(neutral.factor == nil ? "no price pays it" : neutral.isWithinOnePenny ? "yes" : "no")
          writer.endRow()
        }
      }
    }
    return writer.bytes
  }
}
