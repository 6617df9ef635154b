import FundingFlows
import Quantities
import Tables
import Tariffs

extension PilotRun {
  /// What each quality condition is worth to each provider, met and not met.
  var qualityTable: [UInt8] {
    var writer = CSVWriter(header: [
      "flows", "condition", "target", "achieved", "commissioner", "provider", "payment", "part",
      "paid_when_met", "paid_when_not_met", "at_stake", "withheld", "evidence", "source",
    ])
    for shadow in shadows {
      for worth in shadow.quality {
        writer.text(shadow.activity.kind.rawValue)
        writer.text(worth.condition.name)
        writer.number(worth.condition.target)
        if let achieved = worth.achieved { writer.number(achieved) } else { writer.text("unknown") }
        writer.text(worth.commissioner.description)
        writer.text(worth.provider.description)
        writer.number(worth.payment)
        writer.number(worth.condition.part)
        writer.number(worth.payment)
        writer.number(worth.payment - worth.worth)
        writer.number(worth.worth)
        writer.number(worth.withheld)
        writer.text(worth.condition.evidence.rawValue)
        writer.text(worth.condition.source)
        writer.endRow()
      }
    }
    return writer.bytes
  }

  /// What each clause pays, figure by figure; the last row of a clause is its payment.
  var clauseTable: [UInt8] {
    var writer = CSVWriter(header: [
      "flows", "clause", "row", "text", "before", "after", "effect", "payment", "evidence", "source",
    ])
    for shadow in shadows {
      for clause in shadow.clauses {
        for (index, entry) in clause.explanation.entries.enumerated() {
          for text in [shadow.activity.kind.rawValue, clause.name, "\(index + 1)", entry.text] {
            writer.text(text)
          }
          for amount in [entry.before, entry.after, entry.effect] { writer.number(amount) }
          writer.blank()
          writer.text(entry.evidence.rawValue)
          writer.text(entry.publication)
          writer.endRow()
        }
        for text in [shadow.activity.kind.rawValue, clause.name, "payment", ""] { writer.text(text) }
        for _ in 0..<3 { writer.blank() }
        writer.number(clause.amount)
        writer.text(clause.evidence.rawValue)
        writer.text(clause.source)
        writer.endRow()
      }
    }
    return writer.bytes
  }

  /// What each provider is paid in the years of a transition, for the same activity.
  var transitionTable: [UInt8] {
    var writer = CSVWriter(header: ["flows", "financial_year", "share", "provider", "paid"])
    for shadow in shadows {
      for year in shadow.transition {
        for (provider, paid) in year.providers {
          writer.text(shadow.activity.kind.rawValue)
          writer.text(year.year.description)
          writer.number(year.share)
          writer.text(provider.description)
          writer.number(paid)
          writer.endRow()
        }
      }
    }
    return writer.bytes
  }

  /// The budget, what happened and what is paid for it.
  var budgetTable: [UInt8] {
    var writer = CSVWriter(header: [
      "flows", "plan", "plan_is", "actual", "actual_less_plan", "paid", "paid_less_plan", "kept_by_providers",
      "evidence",
    ])
    for (flows, budget) in budgets {
      writer.text(flows)
      writer.number(budget.plan)
      writer.text(budget.planText)
      writer.number(budget.actual)
      writer.number(budget.actual - budget.plan)
      writer.number(budget.paid)
      writer.number(budget.paid - budget.plan)
      writer.number(budget.kept)
      writer.text(budget.evidence.rawValue)
      writer.endRow()
    }
    return writer.bytes
  }

  /// What each model of care costs the payer and leaves the provider.
  var modelTable: [UInt8] {
    var writer = CSVWriter(header: [
      "model", "patients", "spells", "price", "market_forces_factor", "payer_pays", "cost_per_patient",
      "provider_cost", "provider_margin", "evidence", "source",
    ])
    for (model, margin) in models {
      writer.text(model.name)
      writer.number(model.patients)
      writer.number(model.spells)
      writer.number(model.price)
      writer.number(model.marketForces)
      writer.number(margin.income)
      writer.number(model.costPerPatient)
      writer.number(margin.cost)
      writer.number(margin.margin)
      writer.text(model.evidence.rawValue)
      writer.text(model.source)
      writer.endRow()
    }
    return writer.bytes
  }
}
