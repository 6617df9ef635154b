import FundingFlows
import Quantities
import Tables
import Tariffs

extension PilotRun {
  /// The chance that a lead loses, simulated and by the normal approximation.
  var chanceTable: [UInt8] {
    var writer = CSVWriter(header: [
      "flows", "bundle", "provider", "cases", "expected_margin_per_case", "standard_deviation_of_one_case",
      "simulated", "standard_error", "normal", "corrected_for_skewness", "simulated_less_normal",
      "loss_beyond_1_percent", "loss_beyond_2_percent", "loss_beyond_5_percent", "margin_5th_percentile",
      "margin_median", "margin_95th_percentile",
    ])
    for shadow in shadows {
      for own in shadow.chances {
        let chance = own.chance
        writer.text(shadow.activity.kind.rawValue)
        writer.text(own.bundle)
        writer.text(own.provider?.description ?? "mix of all")
        writer.number(chance.cases)
        for pounds in [chance.expectedMargin, chance.standardDeviationOfOne] {
          writer.number(Decimals(pounds, 2))
        }
        for share in [
          chance.simulated.probability, chance.simulated.standardError, chance.normal,
          chance.skewnessCorrected, chance.difference,
        ] { writer.number(Decimals(share, 6)) }
        for beyond in chance.beyond { writer.number(Decimals(beyond.chance.probability, 6)) }
        for pounds in [chance.lowMargin, chance.medianMargin, chance.highMargin] {
          writer.number(Decimals(pounds, 2))
        }
        writer.endRow()
      }
    }
    return writer.bytes
  }

  /// What the price pays for some cases beside what they cost.
  var selectionTable: [UInt8] {
    var writer = CSVWriter(header: [
      "flows", "told_apart_by", "cases", "number", "paid_per_case", "cost_per_case", "margin_per_case",
      "margin_share", "signal", "cost_is",
    ])
    for shadow in shadows {
      for signal in shadow.selection {
        writer.text(shadow.activity.kind.rawValue)
        writer.text(signal.dimension)
        writer.text(signal.cases)
        writer.number(Decimals(signal.count, 6))
        for pounds in [signal.paid, signal.cost, signal.margin] { writer.number(Decimals(pounds, 2)) }
        writer.number(signal.share.map { Decimals($0, 4) })
        writer.text(signal.signal)
        writer.text(signal.basis)
        writer.endRow()
      }
    }
    return writer.bytes
  }
}
