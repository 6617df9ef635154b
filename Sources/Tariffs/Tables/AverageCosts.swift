public import Diagnostics
public import Quantities
public import Tables

/// The national average costs of a year, by currency, point of delivery, setting and treatment function.
public struct AverageCosts: Sendable {
  /// What a cost is the cost of.
  public struct Key: Hashable, Sendable {
    /// The currency.
    public let currency: CurrencyCode
    /// The point of delivery.
    public let pointOfDelivery: PointOfDelivery

    /// Names what is costed.
    public init(currency: CurrencyCode, pointOfDelivery: PointOfDelivery) {
      self.currency = currency
      self.pointOfDelivery = pointOfDelivery
    }
  }

  /// One published average.
  public struct Cost: Sendable {
    /// The name of the currency in this year.
    public let name: String
    /// What splits the point of delivery where the publication does, such as `day case`; else blank.
    public let setting: String
    /// The treatment function where the publication splits by it.
    public let treatmentFunction: TreatmentFunction?
    /// How many units were counted.
    public let activity: Activity?
    /// Pounds per unit; nil when it was suppressed.
    public let unitCost: UnitPrice?
    /// How well it is supported.
    public let evidence: Evidence
    /// What a reader must know.
    public let note: String?
    /// The line of the table.
    public let line: Int
  }

  /// The year.
  public let year: FinancialYear
  /// The title of the publication.
  public let publication: String
  /// The table that was read.
  public let file: FileStamp
  private let costs: [Key: [Cost]]

  static let columns: [Column] = [
    Column("currency", "healthcare resource group or other currency"),
    Column("name", "its official name"),
    Column("point_of_delivery", "national point of delivery code"),
    Column("setting", "what splits the point of delivery, or blank"),
    Column("treatment_function", "treatment function code, or blank"),
    Column("activity", "units counted"),
    Column("unit_cost", "pounds per unit"),
    Column("evidence", "evidence grade"),
    Column("note", "what a reader must know"),
  ]

  /// Reads `unit-costs.csv`.
  public init(_ input: InputFile, year: FinancialYear, publication: String) throws(DiagnosticList) {
    let reader = try TableReader(input, columns: Self.columns)
    struct RowKey: Hashable { let key: Key, setting: String, treatmentFunction: TreatmentFunction? }
    var keys = UniqueKeys<RowKey>()
    let rows = try reader.rows { row -> (Key, Cost)? in
      guard let (key, cost) = Self.cost(&row) else { return nil }
      let rowKey = RowKey(key: key, setting: cost.setting, treatmentFunction: cost.treatmentFunction)
      keys.note(
        rowKey,
        "currency",
        of: "currency, point_of_delivery, setting and treatment_function",
        in: &row
      )
      return (key, cost)
    }
    self.year = year
    self.publication = publication
    file = input.stamp
    costs = Dictionary(rows.map { ($0.0, [$0.1]) }, uniquingKeysWith: +)
  }

  private static func cost(_ row: inout TableRow) -> (Key, Cost)? {
    let currency: CurrencyCode? = row.required("currency")
    let pointOfDelivery: PointOfDelivery? = row.required("point_of_delivery")
    let evidence: Evidence? = row.required("evidence")
    let cost = Cost(
      name: row.text("name") ?? "",
      setting: row.text("setting") ?? "",
      treatmentFunction: row.optional("treatment_function"),
      activity: row.optional("activity"),
      unitCost: row.optional("unit_cost", atMost: .largest),
      evidence: evidence ?? .unverified,
      note: row.text("note"),
      line: row.line
    )
    guard let currency, let pointOfDelivery, evidence != nil else { return nil }
    return (Key(currency: currency, pointOfDelivery: pointOfDelivery), cost)
  }

  /// Why a cost could not be chosen.
  public enum Missing: Sendable, Equatable {
    /// The year does not have it.
    case absent
    /// It was suppressed.
    case suppressed
    /// There are several, and nothing says which.
    case ambiguous([String])
  }

  /// The cost of a unit.
  ///
  /// A treatment function or setting that the table holds is matched exactly. Where the table does not
  /// split by it there is one row, and that row is taken. Several rows and nothing to choose by is ambiguous.
  public func cost(
    of currency: CurrencyCode,
    at pointOfDelivery: PointOfDelivery,
    setting: String,
    treatmentFunction: TreatmentFunction?
  ) -> Result<Cost, MissingCost> {
    let all = costs[Key(currency: currency, pointOfDelivery: pointOfDelivery)] ?? []
    let bySpecialty = all.narrowed { $0.treatmentFunction == treatmentFunction }
      .narrowed { $0.treatmentFunction == treatmentFunction || $0.treatmentFunction == nil }
    let chosen = bySpecialty.narrowed { $0.setting == setting }
      .narrowed { $0.setting == setting || $0.setting.isEmpty }
    guard let first = chosen.first else { return .failure(MissingCost(.absent)) }
    guard chosen.count == 1 else {
      let isBySpecialty = Set(chosen.map(\.treatmentFunction)).count > 1
      let choices = chosen.map {
        isBySpecialty ? "\($0.treatmentFunction?.description ?? "none")" : $0.setting
      }
      return .failure(MissingCost(.ambiguous(choices.sorted())))
    }
    let isWrongSpecialty =
      treatmentFunction != nil && first.treatmentFunction != nil
      && first.treatmentFunction != treatmentFunction
    let isWrongSetting = !setting.isEmpty && !first.setting.isEmpty && first.setting != setting
    if isWrongSpecialty || isWrongSetting { return .failure(MissingCost(.absent)) }
    guard first.unitCost != nil else { return .failure(MissingCost(.suppressed)) }
    return .success(first)
  }

  /// All currencies with their points of delivery, in order.
  public var keys: [Key] {
    costs.keys.sorted { ($0.currency, $0.pointOfDelivery) < ($1.currency, $1.pointOfDelivery) }
  }

  /// The rows of a currency at a point of delivery.
  public func rows(of key: Key) -> [Cost] { costs[key] ?? [] }
}

/// The error that no cost could be chosen.
public struct MissingCost: Error, Sendable, Equatable {
  /// Why.
  public let reason: AverageCosts.Missing

  init(_ reason: AverageCosts.Missing) {
    self.reason = reason
  }
}

extension Array {
  /// The elements that match, or all when none does.
  fileprivate func narrowed(_ matches: (Element) -> Bool) -> [Element] {
    let found = filter(matches)
    return found.isEmpty ? self : found
  }
}
