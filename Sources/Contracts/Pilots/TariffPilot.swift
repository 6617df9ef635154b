public import Diagnostics
public import Quantities
public import Tables

/// A new tariff to be tried in shadow beside the one in force: no money moves.
public struct TariffPilot: Sendable {
  /// Where the pilot was read.
  public let file: FileStamp
  /// What it is called.
  public let name: String
  /// What it is about, in a few sentences.
  public let description: String
  /// The activity that it is tried on; nil when its figures are all stated.
  public let activity: ActivitySource?
  /// What is paid.
  public let payment: Payment
  /// Standards that move a part of the payment.
  public let quality: [QualityCondition]
  /// What the contract adds.
  public let clauses: [PilotClause]
  /// The share of the new tariff in each year, while one passes into the other; nil for all of it at once.
  public let transition: Transition?
  /// How the chance of a loss is drawn.
  public let chance: ChancePlan

  /// What a pilot pays.
  public enum Payment: Sendable {
    /// One price for an episode.
    case bundles([Bundle])
    /// New prices for some activity.
    case prices([NewPrice])
    /// A yearly budget for a population.
    case budget(PopulationBudget)
    /// Activity at its value: a pilot of clauses or quality alone.
    case activity
    /// Models of care, compared by what they cost the payer and leave the provider.
    case models([ModelOfCare])
  }

  /// What a pilot is tried on.
  public struct ActivitySource: Sendable {
    /// The scenario whose flows are predicted.
    public let scenario: PlacedFile?
    /// A schedule, or lines of activity.
    public let lines: PlacedFile?
    /// The lines of actual patients.
    public let patients: PlacedFile?
    /// The financial year; nil when the lines say it themselves.
    public let year: FinancialYear?
    /// Where the year is asked for.
    public let yearPosition: Position
  }

  /// A file that the pilot names, and where.
  public struct PlacedFile: Hashable, Sendable {
    /// The path, with the folder of the pilot before it.
    public let path: String
    /// Where it is named.
    public let position: Position
  }

  /// How a new tariff takes over, year by year.
  public struct Transition: Sendable {
    /// What it is called.
    public let name: String
    /// The share of the new tariff in each year, in order of years.
    public let shares: [(year: FinancialYear, share: Share)]
    /// Where it stands.
    public let position: Position
  }

  /// How the chance of a loss is drawn.
  public struct ChancePlan: Hashable, Sendable {
    /// How often a provider's year is drawn.
    public var draws = 20_000
    /// What makes one set of draws differ from another.
    public var seed = 1
    /// Numbers of cases for which the chance is told besides the providers' own.
    public var cases = [10, 50, 100, 200, 400]
  }
}
