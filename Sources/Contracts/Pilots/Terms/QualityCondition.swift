public import Quantities

/// A standard of the pathway that moves a part of the payment.
public struct QualityCondition: Sendable {
  /// What it is called.
  public let name: String
  /// The share of patients that is asked for.
  public let target: Share
  /// The part of the payment that depends on it.
  public let part: Share
  /// Whether a part that is missed in part is paid in proportion to what was achieved.
  public let isProportional: Bool
  /// What was achieved by everybody; nil when it is not known.
  public let achieved: Share?
  /// What each provider achieved, where that is known.
  public let achievedBy: [ProviderCode: Share]
  /// The lines whose payment depends on it, where the pilot pays no bundle.
  public let scope: LineScope
  /// How well the standard is supported.
  public let evidence: Evidence
  /// The document of the standard.
  public let source: String
}
