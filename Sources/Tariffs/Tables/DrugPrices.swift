public import Diagnostics
public import Quantities
public import Tables

/// The list prices of drugs for one dose or pack as given, before confidential discounts and value added tax.
public struct DrugPrices: Sendable {
  /// One drug at one dose.
  public struct Price: Sendable {
    /// The drug's name.
    public let name: String
    /// Pounds for the pack that is priced; nil when no price was read.
    public let packPrice: UnitPrice?
    /// Pounds for what is given at once: a dose, or a pack for a cycle; nil when no price was read.
    public let dosePrice: UnitPrice?
    /// How well the price is supported.
    public let evidence: Evidence
    /// The line of the table.
    public let line: Int
  }

  /// The table that was read.
  public let file: FileStamp
  private let prices: [CurrencyCode: Price]

  /// Reads `drugs.csv`.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("code", "the drug's code in the pathways"),
        Column("drug", "the drug's name"),
        Column("dose", "what is given at once"),
        Column("pack", "the pack that is priced"),
        Column("pack_price", "pounds per pack"),
        Column("dose_price", "pounds for what is given at once"),
        Column("dose_basis", "how the dose price follows from the pack price"),
        Column("price_date", "when the price held"),
        Column("appraisals", "technology appraisals"),
        Column("evidence", "evidence grade of the price"),
        Column("dose_evidence", "evidence grade of the dose"),
        Column("source", "publication"),
        Column("note", "what a reader must know"),
      ]
    )
    var keys = UniqueKeys<CurrencyCode>()
    let rows = try reader.rows { row -> (CurrencyCode, Price)? in
      let code: CurrencyCode? = row.required("code")
      let name: String? = row.required("drug")
      let evidence: Evidence? = row.required("evidence")
      let doseEvidence: Evidence? = row.optional("dose_evidence")
      let pack: UnitPrice? = row.optional("pack_price", atMost: .largest)
      let price: UnitPrice? = row.optional("dose_price", atMost: .largest)
      guard let code, let name, let evidence else { return nil }
      keys.note(code, "code", in: &row)
      let weaker = evidence.weaker(doseEvidence ?? evidence)
      return (code, Price(name: name, packPrice: pack, dosePrice: price, evidence: weaker, line: row.line))
    }
    file = input.stamp
    prices = Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }

  /// The price of a drug, or nil when the table does not have it.
  public subscript(code: CurrencyCode) -> Price? { prices[code] }

  /// All drugs, in order of their codes.
  public var codes: [CurrencyCode] { prices.keys.sorted() }
}
