public import Quantities

/// Some activity, as national average costs are told apart.
public struct CountedActivity: Hashable, Sendable {
  /// What it is paid or costed by.
  public let currency: CurrencyCode
  /// How it was delivered.
  public let pointOfDelivery: PointOfDelivery
  /// What splits the point of delivery in some publications; else blank.
  public let setting: String
  /// The specialty, where it matters.
  public let treatmentFunction: TreatmentFunction?
  /// How many units; nil when that is not known.
  public let activity: Activity?

  /// Names some activity.
  public init(
    _ currency: CurrencyCode,
    at pointOfDelivery: PointOfDelivery,
    setting: String = "",
    treatmentFunction: TreatmentFunction? = nil,
    activity: Activity?
  ) {
    self.currency = currency
    self.pointOfDelivery = pointOfDelivery
    self.setting = setting
    self.treatmentFunction = treatmentFunction
    self.activity = activity
  }

  /// The activity in words, without its amount.
  var name: String {
    let parts = ["\(currency)", "\(pointOfDelivery)", setting, treatmentFunction?.description ?? ""]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension AverageCosts {
  /// What a unit of some activity cost on average, or why that is not known.
  public func value(of line: CountedActivity) -> Valuation {
    value(
      of: line.currency,
      at: line.pointOfDelivery,
      setting: line.setting,
      treatmentFunction: line.treatmentFunction
    )
  }

  /// All activity of a currency that was counted; a row for all specialties stands for those of each.
  func activity(of currency: CurrencyCode) -> [CountedActivity] {
    keys.filter { $0.currency == currency }.flatMap { key in
      let rows = rows(of: key)
      let together = Set(rows.filter { $0.treatmentFunction == nil }.map(\.setting))
      return rows.filter { $0.treatmentFunction == nil || !together.contains($0.setting) }
        .map { row in
          CountedActivity(
            currency,
            at: key.pointOfDelivery,
            setting: row.setting,
            treatmentFunction: row.treatmentFunction,
            activity: row.activity
          )
        }
    }
  }
}

extension Valuation {
  /// Why it is not known; nil when it is.
  var reason: String? {
    if case .unpriced(let reason) = self { reason } else { nil }
  }
}
