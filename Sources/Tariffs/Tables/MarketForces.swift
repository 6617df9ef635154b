public import Diagnostics
public import Quantities
public import Tables

/// The market forces factors of a year: what unavoidable local costs add to a national price, by provider.
public struct MarketForces: Sendable {
  /// The year.
  public let year: FinancialYear
  /// The table that was read.
  public let file: FileStamp
  private let factors: [ProviderCode: Entry]

  /// What the table says of a provider.
  struct Entry {
    let factor: Factor
    let evidence: Evidence
    let position: Position
  }

  /// Reads `market-forces.csv`.
  public init(_ input: InputFile, year: FinancialYear) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("provider", "provider code"),
        Column("name", "the provider's name"),
        Column("factor", "market forces factor"),
        Column("evidence", "evidence grade"),
        Column("source", "publication"),
      ]
    )
    var keys = UniqueKeys<ProviderCode>()
    let rows = try reader.rows { row -> (ProviderCode, Entry)? in
      let provider: ProviderCode? = row.required("provider")
      let factor: Factor? = row.required("factor", atMost: .largestGiven)
      let evidence: Evidence? = row.optional("evidence")
      guard let provider, let factor else { return nil }
      keys.note(provider, "provider", in: &row)
      let place = Position(file: input.path, line: row.line)
      return (provider, Entry(factor: factor, evidence: evidence ?? .unverified, position: place))
    }
    self.year = year
    file = input.stamp
    factors = Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }

  /// The largest factor.
  public var largestFactor: Double { factors.values.map { Double($0.factor.millionths) / 1e6 }.max() ?? 1 }

  /// The factor of a provider, or nil when the year has none for it.
  public subscript(provider: ProviderCode) -> Factor? { factors[provider]?.factor }

  /// All providers, in order.
  public var providers: [ProviderCode] { factors.keys.sorted() }

  /// The row of a provider; nil when the year has none for it.
  public func position(of provider: ProviderCode) -> Position? { factors[provider]?.position }

  func entry(of provider: ProviderCode) -> Entry? { factors[provider] }
}

extension Factor {
  /// The largest market forces factor or top-up that is read: several times any published, so that a lost
  /// decimal point is noticed.
  static let largestGiven = Factor(millionths: 10_000_000)
}
