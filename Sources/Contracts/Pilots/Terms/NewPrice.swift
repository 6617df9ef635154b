public import Diagnostics
public import Quantities

/// A new price of a currency.
public struct NewPrice: Sendable {
  /// The currency, or how it begins.
  public let currency: String
  /// How the activity is delivered; nil for any.
  public let pointOfDelivery: PointOfDelivery?
  /// The new price.
  public let change: Change
  /// How well it is supported.
  public let evidence: Evidence
  /// Where it comes from.
  public let source: String
  /// Where it stands.
  public let position: Position

  /// How the new price is given.
  public enum Change: Hashable, Sendable {
    /// Pounds per unit.
    case to(UnitPrice)
    /// The price in force times a factor.
    case by(Factor)
    /// The price in force of the same currency at another point of delivery.
    case asAt(PointOfDelivery)
  }
}
