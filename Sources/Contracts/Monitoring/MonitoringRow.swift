public import Quantities

/// One row of a contract monitoring file: what the figures need as values, and every cell as text.
public struct MonitoringRow: Sendable, Hashable {
  /// The line of the file, from 1.
  public let line: Int
  /// The cells, in the order of the file's columns.
  public let texts: [String]
  /// The financial year.
  public let year: FinancialYear
  /// The month, 1 for April; nil in a layout that has none.
  public let month: Int?
  /// When the file was made.
  public let created: CreationTime?
  /// Which report of the month it is, as the file says it.
  public let reportingType: String?
  /// Who is paid.
  public let provider: ProviderCode
  /// Who pays.
  public let commissioner: CommissionerCode
  /// The specialty.
  public let treatmentFunction: TreatmentFunction?
  /// The category of who commissions the service.
  public let category: String?
  /// The national service code.
  public let serviceCode: String?
  /// How the activity is delivered.
  public let pointOfDelivery: PointOfDelivery?
  /// What it is paid by.
  public let tariffCode: String?
  /// How much was planned.
  public let plannedActivity: Activity?
  /// What the plan of the row is worth, market forces included.
  public let plannedPrice: MonitoringPrice?
  /// The factor in the planned price.
  public let plannedMarketForces: Factor?
  /// How much there was.
  public let activity: Activity?
  /// What the row costs in all, market forces included: not the price of a unit. That the price stands for the
  /// row is how the element is read here, since the total of a file must equal the invoice; it is unverified.
  public let price: MonitoringPrice?
  /// The factor in the price.
  public let marketForces: Factor?
  /// The price of a unit, in a file of local prices.
  public let localPrice: UnitPrice?

  /// Whether the row carries money and no activity, by its point of delivery.
  public var isWithoutActivity: Bool {
    pointOfDelivery.map(MonitoringCodes.withoutActivity.contains) ?? false
  }
}

/// The cells of one row by what they are taken for.
struct MonitoringCells {
  let line: Int
  let texts: [String]
  /// The column of each role; nil for a role that the file has no column for.
  let columns: [Int?]

  /// The text of a role's cell; nil when it is blank or there is no column.
  func text(_ role: MonitoringRole) -> String? {
    guard let column = columns[role.rawValue] else { return nil }
    return texts[column].isEmpty ? nil : texts[column]
  }

  /// The values; nil when the row lacks what every layout needs.
  var row: MonitoringRow? {
    guard let year = text(.year).flatMap(MonitoringRule.year),
      let provider = text(.provider).flatMap({ ProviderCode($0) }),
      let commissioner = text(.commissioner).flatMap({ CommissionerCode($0) })
    else { return nil }
    return MonitoringRow(
      line: line,
      texts: texts,
      year: year,
      month: text(.month).flatMap(MonitoringRule.month),
      created: text(.created).flatMap { CreationTime($0) },
      reportingType: text(.reportingType),
      provider: provider,
      commissioner: commissioner,
      treatmentFunction: text(.treatmentFunction).flatMap { TreatmentFunction($0) },
      category: text(.category),
      serviceCode: text(.serviceCode),
      pointOfDelivery: text(.pointOfDelivery).flatMap { PointOfDelivery($0) },
      tariffCode: text(.tariffCode),
      plannedActivity: text(.plannedActivity).flatMap { Activity($0) },
      plannedPrice: text(.plannedPrice).flatMap { MonitoringPrice($0) },
      plannedMarketForces: text(.plannedMarketForces).flatMap { Factor($0) },
      activity: text(.activity).flatMap { Activity($0) },
      price: text(.price).flatMap { MonitoringPrice($0) },
      marketForces: text(.marketForces).flatMap { Factor($0) },
      localPrice: text(.localPrice).flatMap { UnitPrice($0) }
    )
  }
}
