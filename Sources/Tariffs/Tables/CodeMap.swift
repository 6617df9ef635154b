public import Diagnostics
public import Quantities
public import Tables

/// What codes that changed their meaning are made of in another year: needed to price a code of one year by
/// the tables of another when it does not mean the same there.
public struct CodeMap: Sendable {
  /// One part of a code.
  public struct Part: Sendable {
    /// The code in the other year.
    public let earlier: CurrencyCode
    /// Its share of the activity; the shares of a code add up to 1.
    public let share: Share
    /// How well the share is supported.
    public let evidence: Evidence
    /// The row.
    public let position: Position
  }

  /// A code of one year as seen from another.
  public struct Key: Hashable, Sendable {
    /// The code.
    public let currency: CurrencyCode
    /// The year of its meaning.
    public let year: FinancialYear
    /// The year whose codes it is made of.
    public let earlierYear: FinancialYear
  }

  /// The table that was read.
  public let file: FileStamp
  private let parts: [Key: [Part]]

  static let columns: [Column] = [
    Column("currency", "the code"),
    Column("financial_year", "the year of its meaning"),
    Column("from_currency", "the code that it is made of"),
    Column("from_year", "the year of that code"),
    Column("share", "share of the activity"),
    Column("evidence", "evidence grade"),
    Column("source", "publication or audit"),
    Column("note", "what a reader must know"),
  ]

  /// Reads a map.
  ///
  /// - Throws: `code-map.shares` when the parts of a code do not add up to 1.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(input, columns: Self.columns)
    struct RowKey: Hashable { let key: Key, earlier: CurrencyCode }
    var keys = UniqueKeys<RowKey>()
    let rows = try reader.rows { row -> (Key, Part)? in
      let currency: CurrencyCode? = row.required("currency")
      let year: FinancialYear? = row.required("financial_year")
      let earlier: CurrencyCode? = row.required("from_currency")
      let earlierYear: FinancialYear? = row.required("from_year")
      let share: Share? = row.required("share")
      let evidence: Evidence? = row.required("evidence")
      guard let currency, let year, let earlier, let earlierYear, let share, let evidence else { return nil }
      let key = Key(currency: currency, year: year, earlierYear: earlierYear)
      keys.note(RowKey(key: key, earlier: earlier), "from_currency", in: &row)
      let part = Part(
        earlier: earlier,
        share: share,
        evidence: evidence,
        position: row.position(of: "share")
      )
      return (key, part)
    }
    file = input.stamp
    parts = Dictionary(rows.map { ($0.0, [$0.1]) }, uniquingKeysWith: +)
    var faults = DiagnosticList()
    for (key, own) in parts.sorted(by: { $0.value[0].position < $1.value[0].position }) {
      let total = own.reduce(Int64(0)) { $0 + $1.share.millionths }
      guard total != Share.all.millionths else { continue }
      faults.append(
        Diagnostic(
          "code-map.shares",
          at: own[0].position,
          "found parts of \(key.currency) that add up to \(Factor(millionths: total)), expected 1",
          fix: "correct the shares of \(key.currency) of \(key.year) from \(key.earlierYear)"
        )
      )
    }
    try faults.throwIfFaulty()
  }

  /// What a code of a year is made of in another year; nil when the map does not say.
  public func parts(
    of currency: CurrencyCode,
    in year: FinancialYear,
    from other: FinancialYear
  ) -> [Part]? {
    parts[Key(currency: currency, year: year, earlierYear: other)]
  }

  /// Every code that is mapped, in order.
  public var keys: [Key] {
    parts.keys.sorted {
      ($0.currency, $0.year, $0.earlierYear) < ($1.currency, $1.year, $1.earlierYear)
    }
  }
}
