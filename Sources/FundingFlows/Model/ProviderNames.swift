public import Diagnostics
public import Quantities
public import Tables

/// What providers are called.
public struct ProviderNames: Sendable {
  /// The table that was read.
  public let file: FileStamp
  private let names: [ProviderCode: String]

  /// Reads a table of providers and their names.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [Column("provider", "provider code"), Column("name", "the provider's name")]
    )
    var keys = UniqueKeys<ProviderCode>()
    let rows = try reader.rows { row -> (ProviderCode, String)? in
      let provider: ProviderCode? = row.required("provider")
      let name: String? = row.required("name")
      guard let provider, let name else { return nil }
      keys.note(provider, "provider", in: &row)
      return (provider, name)
    }
    names = Dictionary(rows, uniquingKeysWith: { first, _ in first })
    file = input.stamp
  }

  /// The name of a provider, or nil when the table lacks it.
  public subscript(provider: ProviderCode) -> String? { names[provider] }
}
