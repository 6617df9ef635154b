public import Diagnostics
public import Quantities
public import Tables

/// Two financial years, the first not later than the second.
public struct YearSpan: Hashable, Sendable, ParsedValue, CustomStringConvertible {
  /// The first year.
  public let first: FinancialYear
  /// The last year.
  public let last: FinancialYear

  /// Reads `2017/18-2024/25`.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let first = FinancialYear(parts[0]), let last = FinancialYear(parts[1]),
      first <= last
    else { return nil }
    self.first = first
    self.last = last
  }

  /// What two financial years look like.
  public static var expectation: String { "two financial years in order such as 2017/18-2024/25" }

  /// The years as written.
  public var description: String { "\(first)-\(last)" }
}

/// Currency codes that were renamed, or that kept their name and changed their meaning.
public struct CodeChanges: Sendable {
  /// One change.
  public struct Change: Sendable {
    /// The code before.
    public let old: CurrencyCode
    /// The code after; the same when the meaning changed.
    public let new: CurrencyCode
    /// Whether only the name of the code changed.
    public let isRenaming: Bool
    /// The last year seen before the change and the first year seen after it.
    public let between: YearSpan
    /// What a reader must know.
    public let note: String
    /// How well it is supported.
    public let evidence: Evidence
  }

  /// The table that was read.
  public let file: FileStamp
  /// The changes, in the order of the table.
  public let all: [Change]

  /// Reads `code-changes.csv`.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("old_currency", "the code before"),
        Column("new_currency", "the code after"),
        Column("kind", "renamed or meaning changed"),
        Column("between_years", "the years between which it changed"),
        Column("evidence", "evidence grade"),
        Column("source", "publication"),
        Column("note", "what a reader must know"),
      ]
    )
    all = try reader.rows { row -> Change? in
      let old: CurrencyCode? = row.required("old_currency")
      let new: CurrencyCode? = row.required("new_currency")
      let between: YearSpan? = row.required("between_years")
      let evidence: Evidence? = row.required("evidence")
      let kind: String? = row.required("kind")
      if let kind, kind != "renamed", kind != "meaning changed" {
        row.report(
          "value.malformed",
          in: "kind",
          "found \"\(kind)\" as kind, expected renamed or meaning changed",
          fix: "write one of the two"
        )
      }
      guard let old, let new, let between, let evidence, let kind else { return nil }
      return Change(
        old: old,
        new: new,
        isRenaming: kind == "renamed",
        between: between,
        note: row.text("note") ?? "",
        evidence: evidence
      )
    }
    file = input.stamp
  }

  /// The other names of a code, for a year in which it is not found.
  public func otherNames(of code: CurrencyCode) -> [CurrencyCode] {
    all.compactMap { change in
      guard change.isRenaming else { return nil }
      if change.old == code { return change.new }
      return change.new == code ? change.old : nil
    }
  }

  /// How the meaning of a code may have changed from one year to another, so that their prices do not mix.
  ///
  /// It may have unless the years are the same, or both lie before the change was seen, or both after.
  public func changedMeaning(
    of code: CurrencyCode,
    between one: FinancialYear,
    and other: FinancialYear
  ) -> Change? {
    guard one != other else { return nil }
    let (early, late) = one < other ? (one, other) : (other, one)
    return all.first { change in
      let isBefore = late <= change.between.first
      let isAfter = early >= change.between.last
      return !change.isRenaming && change.new == code && !isBefore && !isAfter
    }
  }

  /// How the meaning of a code changed, if it did.
  public func changedMeaning(of code: CurrencyCode) -> Change? {
    all.first { !$0.isRenaming && $0.new == code }
  }
}
