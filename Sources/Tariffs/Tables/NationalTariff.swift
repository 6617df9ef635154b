public import Diagnostics
public import Quantities
public import Tables

/// The national prices of a year, paid per spell, before the market forces factor.
public struct NationalTariff: Sendable {
  /// What the tariff says of one healthcare resource group. A published 0 is a price; nil is no price.
  public struct Prices: Sendable {
    /// The name of the group in this year.
    public let name: String
    /// For a procedure in an outpatient clinic.
    public let outpatientProcedure: UnitPrice?
    /// For a day case or an ordinary elective spell alike.
    public let combined: UnitPrice?
    /// For a day case, where it differs.
    public let dayCase: UnitPrice?
    /// For an ordinary elective spell, where it differs.
    public let elective: UnitPrice?
    /// The last day of an elective stay that is not long, in nights.
    public let electiveTrimPoint: Int?
    /// For a non-elective spell.
    public let nonElective: UnitPrice?
    /// The last day of a non-elective stay that is not long, in nights.
    public let nonElectiveTrimPoint: Int?
    /// For each day beyond the trim point.
    public let excessBedDay: UnitPrice?
    /// For an emergency stay under two nights.
    public let shortStayEmergency: UnitPrice?
    /// The percentage of the non-elective price that such a stay is paid.
    public let shortStayPercent: Percent?
    /// Whether such a stay is paid less; nil when the table does not say.
    public let isShortStayApplicable: Bool?
    /// How well the prices are supported.
    public let evidence: Evidence
    /// The line of the table.
    public let line: Int
  }

  /// The year.
  public let year: FinancialYear
  /// The title of the publication.
  public let publication: String
  /// The table that was read.
  public let file: FileStamp
  /// The title with the year, as sources name it.
  let publicationOfYear: String
  var publications: Publications?
  private let prices: [CurrencyCode: Prices]

  static let columns: [Column] = [
    Column("currency", "healthcare resource group"),
    Column("name", "its official name"),
    Column("outpatient_procedure", "pounds per procedure"),
    Column("combined", "pounds per day case or elective spell"),
    Column("day_case", "pounds per day case, where it differs"),
    Column("elective", "pounds per elective spell, where it differs"),
    Column("elective_trim_point_days", "last day that is not long"),
    Column("non_elective", "pounds per non-elective spell"),
    Column("non_elective_trim_point_days", "last day that is not long"),
    Column("excess_bed_day", "pounds per day beyond the trim point"),
    .optional("short_stay_applicable", "yes or no"),
    Column("short_stay_percent", "percentage paid for a short emergency stay"),
    Column("short_stay_emergency", "pounds per short emergency stay"),
    Column("evidence", "evidence grade"),
    Column("note", "what a reader must know"),
  ]

  /// Reads `prices.csv`.
  public init(_ input: InputFile, year: FinancialYear, publication: String) throws(DiagnosticList) {
    let reader = try TableReader(input, columns: Self.columns)
    var keys = UniqueKeys<CurrencyCode>()
    let rows = try reader.rows { row -> (CurrencyCode, Prices)? in
      let currency: CurrencyCode? = row.required("currency")
      guard let prices = Self.prices(&row), let currency else { return nil }
      keys.note(currency, "currency", in: &row)
      return (currency, prices)
    }
    self.year = year
    self.publication = publication
    publicationOfYear = "\(publication), \(year)"
    file = input.stamp
    prices = Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }

  private static func prices(_ row: inout TableRow) -> Prices? {
    let evidence: Evidence? = row.required("evidence")
    let name: String? = row.required("name")
    let applicable = row.text("short_stay_applicable")
    if let applicable, applicable != "yes", applicable != "no" {
      row.report(
        "value.malformed",
        in: "short_stay_applicable",
        "found \"\(applicable)\" as short_stay_applicable, expected yes or no",
        fix: "write one of the two"
      )
    }
    let prices = Prices(
      name: name ?? "",
      outpatientProcedure: row.optional("outpatient_procedure", atMost: .largest),
      combined: row.optional("combined", atMost: .largest),
      dayCase: row.optional("day_case", atMost: .largest),
      elective: row.optional("elective", atMost: .largest),
      electiveTrimPoint: row.optional("elective_trim_point_days", in: 0...1000),
      nonElective: row.optional("non_elective", atMost: .largest),
      nonElectiveTrimPoint: row.optional("non_elective_trim_point_days", in: 0...1000),
      excessBedDay: row.optional("excess_bed_day", atMost: .largest),
      shortStayEmergency: row.optional("short_stay_emergency", atMost: .largest),
      shortStayPercent: percent(&row),
      isShortStayApplicable: applicable.map { $0 == "yes" },
      evidence: evidence ?? .unverified,
      line: row.line
    )
    return evidence == nil ? nil : prices
  }

  private static func percent(_ row: inout TableRow) -> Percent? {
    let percent: Percent? = row.optional("short_stay_percent")
    guard let percent, percent.millionths < 0 else { return percent }
    row.report(
      "value.out-of-range",
      in: "short_stay_percent",
      "found \"\(percent)\" as short_stay_percent, expected at least 0",
      fix: "correct this field"
    )
    return nil
  }

  /// The prices of a group, or nil when the year does not have it.
  public subscript(currency: CurrencyCode) -> Prices? { prices[currency] }

  /// The year for which a column was published: some trim points and prices are known for a neighbouring year
  /// only.
  public func valueYear(of column: String) -> FinancialYear {
    publications?.valueYear(of: column, in: "prices.csv") ?? year
  }

  /// All groups of the year, in order of their codes.
  public var currencies: [CurrencyCode] { prices.keys.sorted() }
}

extension NationalTariff.Prices {
  /// The price per unit at a point of delivery, by the rules that choose it; nil when there is none.
  public func price(at pointOfDelivery: PointOfDelivery) -> UnitPrice? {
    switch pointOfDelivery {
    case .dayCase: dayCase ?? combined
    case .electiveInpatient: elective ?? combined
    case .nonElectiveInpatient, .nonElectiveNonEmergency: nonElective
    case .nonElectiveShortStay: shortStayEmergency
    case .electiveExcessBedDay, .nonElectiveExcessBedDay, .nonElectiveNonEmergencyExcessBedDay: excessBedDay
    case _ where pointOfDelivery.isOutpatientProcedure: outpatientProcedure
    default: nil
    }
  }

  /// The points of delivery at which the group has a price.
  public var pointsOfDelivery: [PointOfDelivery] {
    let candidates: [PointOfDelivery] = [
      .dayCase, .electiveInpatient, .nonElectiveInpatient, .outpatientProcedure,
    ]
    return candidates.filter { price(at: $0) != nil }
  }
}
