public import Diagnostics
public import Quantities

/// One price for an episode: what begins it, what is inside, what it is paid and to whom.
public struct Bundle: Sendable {
  /// Its name in tables.
  public let id: String
  /// The lines that begin an episode.
  public let trigger: LineScope
  /// The days before and after the first such line that the episode reaches over.
  public let window: EpisodeWindow
  /// The lines inside; everything else stays as it is.
  public let inside: LineScope
  /// The price.
  public let price: Price
  /// What the price differs by.
  public let differsBy: Set<PriceDifference>
  /// What age multiplies it by.
  public let ages: [AgeBand]
  /// Whether the lead's market forces factor multiplies the price.
  public let takesMarketForces: Bool
  /// Who is paid the price; nil for who delivers what begins the episode.
  public let lead: ProviderCode?
  /// Where it stands.
  public let position: Position

  /// What a price may differ by.
  public enum PriceDifference: String, Sendable, CaseIterable {
    /// The stage at diagnosis.
    case stage
    /// The subtype.
    case subtype
  }

  /// Where the price of a bundle comes from.
  public enum Price: Sendable {
    /// The value of what is expected to be used in an episode, less a share of it.
    case expectedUse(reduction: Figured<Share>)
    /// Amounts that are stated, by stage and subtype.
    case stated([StatedPrice])
    /// A list of components, less a share of it.
    case components([Component], reduction: Figured<Share>)
  }

  /// A price that is stated.
  public struct StatedPrice: Sendable {
    /// The stage that it is for; nil for any.
    public let stage: Stage?
    /// The subtype that it is for; nil for any.
    public let subtype: String?
    /// Pounds for an episode.
    public let amount: Pence
    /// How well it is supported.
    public let evidence: Evidence
    /// Where it comes from.
    public let source: String
  }

  /// Activity that is expected in an episode, as stated.
  public struct Component: Sendable {
    /// The part of the bundle that it belongs to.
    public let name: String
    /// What it is paid by.
    public let currency: CurrencyCode
    /// How it is delivered.
    public let pointOfDelivery: PointOfDelivery?
    /// Units for each episode.
    public let activity: Activity
    /// Pounds per unit.
    public let unitPrice: UnitPrice
    /// How well activity and price are supported: the weaker of the two.
    public let evidence: Evidence
    /// Where they come from.
    public let source: String
  }

  /// Patients of some ages, and what their age multiplies the price by.
  public struct AgeBand: Sendable {
    /// The ages in full years.
    public let ages: ClosedRange<Int>
    /// What multiplies the price.
    public let multiplier: Factor
    /// The share of patients of these ages, for activity that has no ages.
    public let share: Share?
  }
}
