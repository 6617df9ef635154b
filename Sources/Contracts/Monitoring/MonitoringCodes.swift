public import Quantities

/// Lists of codes that contract monitoring files use.
public enum MonitoringCodes {
  /// Commissioned service category codes: 12 the integrated care board, 21 NHS England's specialised services,
  /// 25 delegated specialised acute services and so on; the reference tables of NHS England's London region,
  /// May 2026.
  public static let categories: Set<String> = [
    "12", "21", "22", "25", "26", "31", "32", "41", "51", "55", "61", "71", "75", "81", "85", "91", "92",
    "93",
    "98", "99",
  ]

  /// Points of delivery that carry money and no activity. The checker of Indicative Activity Plans of NHS
  /// England's London region has this list.
  public static let withoutActivity: Set<PointOfDelivery> = [
    .adjustment, .block, .commissioningForQualityAndInnovation, .drug, .device, .notActivityOther,
  ]
}
