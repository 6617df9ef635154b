public import Diagnostics
public import Quantities

/// A yearly budget for the care of a population, with a share in gains and losses.
public struct PopulationBudget: Sendable {
  /// The lines whose care it pays for.
  public let scope: LineScope
  /// The plan.
  public let plan: Plan
  /// What happened.
  public let actual: Actual
  /// The terms when the actual value is above the plan.
  public let above: GainShare.Terms
  /// The terms when it is below.
  public let below: GainShare.Terms
  /// The largest loss that the providers bear, as a share of the plan; nil for any.
  public let stopLoss: Share?
  /// How well the terms are supported.
  public let evidence: Evidence
  /// Where they come from.
  public let source: String
  /// Where it stands.
  public let position: Position

  /// Where the plan comes from.
  public enum Plan: Sendable {
    /// The value of the activity that the pilot is tried on.
    case activity
    /// Pounds.
    case stated(Pence)
    /// Pounds for each of so many people; nil for the new patients of the scenario's year.
    case perPerson(UnitPrice, people: Activity?)
  }

  /// Where what happened comes from.
  public enum Actual: Sendable {
    /// The patients, or the plan's own activity where there are none.
    case activity
    /// Pounds.
    case stated(Pence)
    /// The flows of another scenario in the same year.
    case scenario(TariffPilot.PlacedFile)
  }
}
