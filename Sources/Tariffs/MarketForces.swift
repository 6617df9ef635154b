public import Diagnostics
public import Quantities
public import Tables

/// The market forces factors of a year: what unavoidable local costs add to a national price, by provider.
public struct MarketForces: Sendable {
  /// The year.
  public let year: FinancialYear
  /// The table that was read.
  public let file: FileStamp
  private let factors: [ProviderCode: Factor]

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
    let rows = try reader.rows { row -> (ProviderCode, Factor)? in
      let provider: ProviderCode? = row.required("provider")
      let factor: Factor? = row.required("factor", atMost: .largestGiven)
      guard let provider, let factor else { return nil }
      keys.note(provider, "provider", in: &row)
      return (provider, factor)
    }
    self.year = year
    file = input.stamp
    factors = Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }

  /// The largest factor.
  public var largestFactor: Double { factors.values.map { Double($0.millionths) / 1e6 }.max() ?? 1 }

  /// The factor of a provider, or nil when the year has none for it.
  public subscript(provider: ProviderCode) -> Factor? { factors[provider] }
}

extension Factor {
  /// The largest market forces factor or top-up that is read: several times any published, so that a lost
  /// decimal point is noticed.
  static let largestGiven = Factor(millionths: 10_000_000)
}
