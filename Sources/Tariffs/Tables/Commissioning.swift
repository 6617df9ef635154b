public import Diagnostics
public import Quantities
public import Tables

/// Who pays: the integrated care board, NHS England, or the board for a service delegated to it.
public struct Commissioning: Sendable {
  /// Who is responsible for a service.
  public enum Responsibility: String, ParsedValue {
    /// The integrated care board.
    case integratedCareBoard = "icb"
    /// The integrated care board, for a specialised service that NHS England delegated to it.
    case delegated
    /// NHS England.
    case nhsEngland = "nhs-england"

    /// Reads a responsibility as written in files.
    public init?(_ text: String) { self.init(rawValue: text) }

    /// What a responsibility looks like.
    public static var expectation: String { "icb, delegated or nhs-england" }

    /// The national category code of a commissioned service.
    public var categoryCode: String {
      switch self {
      case .integratedCareBoard: "12"
      case .nhsEngland: "21"
      case .delegated: "25"
      }
    }
  }

  /// The service that some activity belongs to, and who is responsible for it in a year.
  public struct Claim: Hashable, Sendable {
    /// The national service code.
    public let serviceLine: String
    /// The service's name.
    public let name: String
    /// Who is responsible.
    public let responsibility: Responsibility
    /// How well it is supported.
    public let evidence: Evidence
  }

  private struct Line: Sendable {
    let claim: Claim
    let prefixes: [String]
    let pointOfDelivery: PointOfDelivery?
    let treatmentFunction: TreatmentFunction?
    let first: FinancialYear
    let last: FinancialYear?
  }

  /// The table that was read.
  public let file: FileStamp
  private let lines: [Line]

  /// Reads `commissioning.csv`.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("service_line", "national service code"),
        Column("name", "the service's name"),
        Column("currencies", "currency codes, or how they begin"),
        Column("point_of_delivery", "point of delivery, or blank for all"),
        Column("treatment_function", "treatment function, or blank for all"),
        Column("financial_year_from", "first financial year"),
        Column("financial_year_to", "last financial year, or blank"),
        Column("responsibility", "icb, delegated or nhs-england"),
        Column("evidence", "evidence grade"),
        Column("source", "publication"),
        Column("note", "what a reader must know"),
      ]
    )
    lines = try reader.rows { row -> Line? in
      let first: FinancialYear? = row.required("financial_year_from")
      let responsibility: Responsibility? = row.required("responsibility")
      let last: FinancialYear? = row.optional("financial_year_to")
      let pointOfDelivery: PointOfDelivery? = row.optional("point_of_delivery")
      let treatmentFunction: TreatmentFunction? = row.optional("treatment_function")
      let serviceLine: String? = row.required("service_line")
      let evidence: Evidence? = row.required("evidence")
      guard let first, let responsibility, let serviceLine, let evidence else { return nil }
      return Line(
        claim: Claim(
          serviceLine: serviceLine,
          name: row.text("name") ?? "",
          responsibility: responsibility,
          evidence: evidence
        ),
        prefixes: row.list("currencies", of: String.self),
        pointOfDelivery: pointOfDelivery,
        treatmentFunction: treatmentFunction,
        first: first,
        last: last
      )
    }
    file = input.stamp
  }

  /// Who is responsible for a unit of activity in a year; what no line claims is the board's.
  public func responsibility(
    for currency: CurrencyCode,
    at pointOfDelivery: PointOfDelivery,
    treatmentFunction: TreatmentFunction?,
    in year: FinancialYear
  ) -> Responsibility {
    claim(for: currency, at: pointOfDelivery, treatmentFunction: treatmentFunction, in: year)?
      .responsibility ?? .integratedCareBoard
  }

  /// The service that claims a unit of activity in a year; nil for what no line claims.
  public func claim(
    for currency: CurrencyCode,
    at pointOfDelivery: PointOfDelivery,
    treatmentFunction: TreatmentFunction?,
    in year: FinancialYear
  ) -> Claim? {
    let code = currency.description
    return lines.first { line in
      line.first <= year && year <= (line.last ?? year)
        && (line.pointOfDelivery == nil || line.pointOfDelivery == pointOfDelivery)
        && (line.treatmentFunction == nil || line.treatmentFunction == treatmentFunction)
        && line.prefixes.contains { code.hasPrefix($0) }
    }?.claim
  }
}
