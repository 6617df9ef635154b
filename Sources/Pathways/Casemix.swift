public import Diagnostics
public import Quantities

/// One part of a mix of currencies that a step groups to.
public struct CasemixPart: Sendable {
  /// The name of the mix, such as `JA20`.
  public let casemix: String
  /// The currency.
  public let currency: CurrencyCode
  /// How it is delivered.
  public let pointOfDelivery: PointOfDelivery
  /// What splits the point of delivery in some publications; else blank.
  public let setting: String
  /// Its share of the mix.
  public private(set) var share: Share
  /// The guideline years in which the mix was so.
  public let guidelineYears: ClosedRange<Int>
  /// How well the share is supported.
  public private(set) var evidence: Evidence
  /// The publication behind it.
  public let source: String
  /// Where the row is.
  public let position: Position
}

extension CasemixPart {
  /// The same part with another share.
  func with(_ share: Share, _ evidence: Evidence) -> CasemixPart {
    var part = self
    part.share = share
    part.evidence = self.evidence.weaker(evidence)
    return part
  }
}

/// One kind of a cancer that is treated differently from the others.
public struct Subtype: Sendable {
  /// Its name, such as `HER2+`.
  public let name: String
  /// Its share of the patients of each stage.
  public let shares: [Stage: Share]
  /// How well the shares are supported.
  public let evidence: Evidence
}

/// People referred in whom cancer is ruled out, for each person diagnosed.
public struct RuledOutReferrals: Sendable {
  /// So many for each person diagnosed, by any route.
  public let perCase: Activity
  /// How well the figure is supported.
  public let evidence: Evidence
  /// The publication behind it.
  public let source: String
}
