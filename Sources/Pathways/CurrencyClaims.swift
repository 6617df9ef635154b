public import Diagnostics
public import Quantities
public import Tables

/// What is said of currencies outside the pathways' own steps: which families are in scope, which currencies
/// are deliberately not mapped, and what tells steps apart that share a currency.
public struct CurrencyClaims: Sendable {
  /// What a row says.
  public enum Kind: String, ParsedValue {
    /// The family is in scope of the map.
    case family
    /// The currency is not mapped, for the reason given.
    case notMapped = "not-mapped"
    /// Steps that share the currency are told apart by this.
    case toldApart = "told-apart"

    /// Reads a kind as written in files.
    public init?(_ text: String) { self.init(rawValue: text) }

    /// What a kind looks like.
    public static var expectation: String { "family, not-mapped or told-apart" }
  }

  private struct Claim: Sendable {
    let prefixes: [String]
    let pointsOfDelivery: Set<PointOfDelivery>
    let treatmentFunctions: Set<TreatmentFunction>
    let kind: Kind
    let text: String
    let evidence: Evidence

    func covers(
      _ currency: String,
      _ pointOfDelivery: PointOfDelivery,
      _ treatmentFunction: TreatmentFunction?
    ) -> Bool {
      prefixes.contains { currency.hasPrefix($0) }
        && (pointsOfDelivery.isEmpty || pointsOfDelivery.contains(pointOfDelivery))
        && (treatmentFunctions.isEmpty || treatmentFunction.map(treatmentFunctions.contains) ?? false)
    }
  }

  private let claims: [Claim]

  /// Reads `currency-claims.csv`; where several rows cover a currency the first one counts.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("currencies", "currency codes, or how they begin"),
        Column("point_of_delivery", "points of delivery, or blank for all"),
        Column("treatment_function", "treatment functions, or blank for all"),
        Column("claim", "family, not-mapped or told-apart"),
        Column("text", "the reason, or what tells steps apart"),
        Column("evidence", "evidence grade"),
      ]
    )
    claims = try reader.rows { row -> Claim? in
      let kind: Kind? = row.required("claim")
      let evidence: Evidence? = row.required("evidence")
      let text: String? = row.required("text")
      let prefixes = row.list("currencies", of: String.self)
      let points = row.list("point_of_delivery", of: PointOfDelivery.self)
      let functions = row.list("treatment_function", of: TreatmentFunction.self)
      guard let kind, let evidence, let text else { return nil }
      return Claim(
        prefixes: prefixes,
        pointsOfDelivery: Set(points),
        treatmentFunctions: Set(functions),
        kind: kind,
        text: text,
        evidence: evidence
      )
    }
  }

  /// Whether a currency belongs to a family that the map covers.
  public func isInScope(
    _ currency: CurrencyCode,
    _ pointOfDelivery: PointOfDelivery,
    _ treatmentFunction: TreatmentFunction?
  ) -> Bool {
    text(.family, currency, pointOfDelivery, treatmentFunction) != nil
  }

  /// What the first row of a kind that covers a currency says.
  public func text(
    _ kind: Kind,
    _ currency: CurrencyCode,
    _ pointOfDelivery: PointOfDelivery,
    _ treatmentFunction: TreatmentFunction?
  ) -> (text: String, evidence: Evidence)? {
    let code = currency.description
    let claim = claims.first {
      $0.kind == kind && $0.covers(code, pointOfDelivery, treatmentFunction)
    }
    return claim.map { ($0.text, $0.evidence) }
  }
}
