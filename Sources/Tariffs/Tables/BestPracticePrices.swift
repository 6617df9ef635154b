public import Diagnostics
public import Quantities
public import Tables

/// The best practice prices of a year: what is paid when care was as it should be.
public struct BestPracticePrices: Sendable {
  /// What a best practice price does.
  public enum Kind: String, Sendable, CaseIterable {
    /// It stands in place of the price, for a group or for a flagged part of one.
    case price
    /// It is added to the price.
    case addition
    /// It pays for a whole pathway, on the line that begins it.
    case pathway
    /// The line is inside a pathway that is paid already.
    case inside
  }

  /// One row.
  public struct Row: Sendable {
    /// What it does.
    public let kind: Kind
    /// Pounds; 0 for a line inside a pathway.
    public let price: UnitPrice
    /// How well it is supported.
    public let evidence: Evidence
    /// The publication.
    public let source: String
    /// The row of the table.
    public let position: Position
  }

  private struct Key: Hashable {
    let currency: CurrencyCode
    let pointOfDelivery: PointOfDelivery
    let bestPractice: String
  }

  /// The table that was read.
  public let file: FileStamp
  private let rows: [Key: Row]

  static let columns: [Column] = [
    Column("currency", "healthcare resource group"),
    Column("point_of_delivery", "national point of delivery code"),
    Column("best_practice", "the flag by which a line says that it was met"),
    Column("kind", "price, addition, pathway or inside"),
    Column("price", "pounds, blank for inside"),
    Column("evidence", "evidence grade"),
    Column("source", "publication"),
    Column("note", "what a reader must know"),
  ]

  /// Reads `best-practice.csv`.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(input, columns: Self.columns)
    var keys = UniqueKeys<Key>()
    let read = try reader.rows { row -> (Key, Row)? in
      let currency: CurrencyCode? = row.required("currency")
      let pointOfDelivery: PointOfDelivery? = row.required("point_of_delivery")
      let flag: String? = row.required("best_practice")
      let kind = Self.kind(&row)
      let evidence: Evidence? = row.required("evidence")
      let price: UnitPrice? =
        kind == .inside ? UnitPrice(pounds: 0) : row.required("price", atMost: .largest)
      guard let currency, let pointOfDelivery, let flag, let kind, let evidence, let price else { return nil }
      let key = Key(currency: currency, pointOfDelivery: pointOfDelivery, bestPractice: flag)
      keys.note(key, "best_practice", of: "currency, point_of_delivery and best_practice", in: &row)
      let found = Row(
        kind: kind,
        price: price,
        evidence: evidence,
        source: row.text("source") ?? "",
        position: Position(file: input.path, line: row.line)
      )
      return (key, found)
    }
    file = input.stamp
    rows = Dictionary(read, uniquingKeysWith: { first, _ in first })
  }

  private static func kind(_ row: inout TableRow) -> Kind? {
    let text: String? = row.required("kind")
    guard let text else { return nil }
    if let kind = Kind(rawValue: text) { return kind }
    row.report(
      "value.malformed",
      in: "kind",
      "found \"\(text)\" as kind, expected \(Kind.allCases.map(\.rawValue).joined(separator: ", "))",
      fix: "write one of them"
    )
    return nil
  }

  /// The row for a best practice that was met, or nil when none is published here.
  public func row(
    of currency: CurrencyCode,
    at pointOfDelivery: PointOfDelivery,
    meeting bestPractice: String
  ) -> Row? {
    rows[Key(currency: currency, pointOfDelivery: pointOfDelivery, bestPractice: bestPractice)]
  }
}
