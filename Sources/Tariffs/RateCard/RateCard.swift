public import Diagnostics
public import Quantities
import Tables

/// The rules and tables of a year, compiled to one row for each currency and point of delivery, and one market
/// forces factor for each provider.
///
///     value = round_half_up((price × top-up + max(0, nights - trim point) × price per day) × factor × quantity)
///
/// with the short-stay price in place of the price for an emergency admission of an adult under two nights.
public struct RateCard: Sendable {
  /// What a unit of a currency is paid.
  public struct Row: Sendable {
    /// The currency.
    public let currency: CurrencyCode
    /// How it is delivered.
    public let pointOfDelivery: PointOfDelivery
    /// What splits the point of delivery in some publications; else blank.
    public let setting: String
    /// The specialty, where the price depends on it.
    public let treatmentFunction: TreatmentFunction?
    /// Pounds per unit.
    public let price: UnitPrice
    /// The last day that is not long; nil where no stay is.
    public let trimPoint: Int?
    /// Pounds per day beyond it.
    public let excessBedDay: UnitPrice?
    /// The percentage paid for a short emergency stay; nil where none is published here.
    public let shortStayPercent: Percent?
    /// Pounds for a short emergency stay; nil where none is published here.
    public let shortStay: UnitPrice?
    /// What the price is a price of.
    public let basis: CostBasis
    /// Whether the provider's market forces factor is applied.
    public let takesMarketForces: Bool
    /// How well the price is supported.
    public let evidence: Evidence
    /// The row of the table that holds it.
    public let position: Position?
    /// The publication.
    public let publication: String
  }

  /// What a provider's prices are multiplied by.
  public struct ProviderRow: Sendable {
    /// The provider.
    public let provider: ProviderCode
    /// Its factor.
    public let factor: Factor
    /// Whether it is published for the year; else it is the default of the rules.
    public let isPublished: Bool
    /// How well it is supported.
    public let evidence: Evidence
    /// The row that holds it.
    public let position: Position?
  }

  /// The year.
  public let year: FinancialYear
  /// The rows, by currency, point of delivery, setting and treatment function.
  public let rows: [Row]
  /// The factors, by provider.
  public let providers: [ProviderRow]

  /// Compiles the card of a year.
  ///
  /// - Parameters:
  ///   - rules: the rules, which must have read the year.
  ///   - year: the year.
  ///   - providers: whose factors are wanted; nil for all that are published for the year.
  public init(_ rules: LinePricer, year: FinancialYear, providers: [ProviderCode]? = nil) {
    self.year = year
    guard let tables = rules.years[year] else {
      rows = []
      self.providers = []
      return
    }
    rows = Self.lines(tables).compactMap { Self.row($0, tables) }
    let wanted = providers ?? tables.marketForces?.providers ?? []
    self.providers = wanted.sorted().map { provider in
      let found = MarketForcesRule.lookedUp(for: .tariff, provider, year, tables)
      return ProviderRow(
        provider: provider,
        factor: found.factor,
        isPublished: found.outcome == .marketForces,
        evidence: found.isUnverified ? .unverified : .seen,
        position: found.position
      )
    }
  }

  /// One line for everything that the first table of the year can price.
  private static func lines(_ tables: YearTables) -> [ActivityLine] {
    if let tariff = tables.tariff {
      return tariff.currencies.flatMap { currency in
        PointOfDelivery.allCases.sorted().filter { isPaid(currency, at: $0, by: tariff, tables.figures) }.map
        {
          ActivityLine(year: tables.year, currency: currency, pointOfDelivery: $0)
        }
      }
    }
    guard let costs = tables.list?.primaryCosts else { return [] }
    return costs.keys.flatMap { key in
      costs.rows(of: key).sorted { Self.place($0) < Self.place($1) }.map { cost in
        var line = ActivityLine(
          year: tables.year,
          currency: key.currency,
          pointOfDelivery: key.pointOfDelivery
        )
        line.setting = cost.setting
        line.treatmentFunction = cost.treatmentFunction
        return line
      }
    }
  }

  /// Whether the tariff has a price, or a rule one of its own: for ungrouped activity, for a regular attender.
  private static func isPaid(
    _ currency: CurrencyCode,
    at pointOfDelivery: PointOfDelivery,
    by tariff: NationalTariff,
    _ figures: PricingFigures
  ) -> Bool {
    tariff[currency]?.price(at: pointOfDelivery) != nil
      || figures.ungroupedCurrency.value.contains(currency.description)
      || (RegularAttenders.covers(pointOfDelivery)
        && figures.regularAttenderCores.value.contains(currency.description))
  }

  private static func place(_ cost: AverageCosts.Cost) -> (String, UInt16) {
    (cost.setting, cost.treatmentFunction?.number ?? 0)
  }

  private static func row(_ line: ActivityLine, _ tables: YearTables) -> Row? {
    guard let pointOfDelivery = line.pointOfDelivery else { return nil }
    // An emergency, so that the row says what a short stay of it pays.
    var emergency = line
    emergency.admissionMethod = tables.figures.shortStayMethods.value.first
    var working = Working(emergency, tables)
    for rule in LinePricer.choosing { rule.apply(to: &working) }
    let rate = Rate.compiled(emergency, tables).rate
    guard !rate.isUnpriced else { return nil }
    let entry = working.explanation.entries.first
    return Row(
      currency: line.currency,
      pointOfDelivery: pointOfDelivery,
      setting: line.setting,
      treatmentFunction: line.treatmentFunction,
      price: UnitPrice(nanopounds: rate.base),
      trimPoint: rate.longStay?.trimPoint,
      excessBedDay: rate.longStay?.perDay.map { UnitPrice(nanopounds: $0) },
      shortStayPercent: rate.shortStay.flatMap { _ in working.tariffPrices?.shortStayPercent },
      shortStay: rate.shortStay?.price.map { UnitPrice(nanopounds: $0) },
      basis: rate.basis,
      takesMarketForces: rate.takesMarketForces,
      evidence: rate.evidence,
      position: entry?.position,
      publication: entry?.publication ?? ""
    )
  }

  /// The card as a table: one row for each currency and point of delivery. Money is pounds.
  public var table: [UInt8] {
    var writer = CSVWriter(header: [
      "currency", "point_of_delivery", "setting", "treatment_function", "price", "trim_point_days",
      "excess_bed_day_price", "short_stay_percent", "short_stay_price", "basis", "market_forces", "evidence",
      "source",
    ])
    for row in rows {
      writer.text(row.currency.description)
      writer.text(row.pointOfDelivery.rawValue)
      writer.text(row.setting)
      writer.number(row.treatmentFunction)
      writer.number(row.price)
      writer.number(row.trimPoint)
      writer.number(row.excessBedDay)
      writer.number(row.shortStayPercent)
      writer.number(row.shortStay)
      writer.text(row.basis.rawValue)
      writer.text(row.takesMarketForces ? "yes" : "no")
      writer.text(row.evidence.rawValue)
      writer.text(row.position.map { "\(row.publication), \(Self.name(of: $0))" } ?? row.publication)
      writer.endRow()
    }
    return writer.bytes
  }

  /// The factors as a table.
  public var providerTable: [UInt8] {
    var writer = CSVWriter(header: [
      "provider", "financial_year", "market_forces_factor", "published", "evidence", "source",
    ])
    for row in providers {
      writer.text(row.provider.description)
      writer.text(year.description)
      writer.number(row.factor)
      writer.text(row.isPublished ? "yes" : "no")
      writer.text(row.evidence.rawValue)
      writer.text(row.position.map(Self.name) ?? "")
      writer.endRow()
    }
    return writer.bytes
  }

  /// The file without its folder, and the line: the same wherever the tables lie.
  private static func name(of position: Position) -> String {
    let file = position.file.split(separator: "/").last.map(String.init) ?? position.file
    return "\(file):\(position.line)"
  }
}
