public import Diagnostics
public import Quantities

/// A model of care.
public struct ModelOfCare: Sendable {
  /// What it is called.
  public let name: String
  /// The patients.
  public let patients: Activity
  /// What is paid for: spells.
  public let spells: Activity
  /// Pounds for each spell.
  public let price: UnitPrice
  /// The market forces factor.
  public let marketForces: Factor
  /// What a patient costs the provider, in pounds.
  public let costPerPatient: UnitPrice
  /// How well the figures are supported.
  public let evidence: Evidence
  /// Where they come from.
  public let source: String
  /// Where it stands.
  public let position: Position
}
