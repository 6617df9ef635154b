import Quantities
import Tables
import Tariffs
import Testing

struct PublishedFiguresTests {
  @Test(arguments: try PublishedFigure.all())
  func `a figure copied by hand from its publication is what the tables say`(figure: PublishedFigure) throws {
    let found = try #require(try figure.found())
    #expect(rounded(found, toDecimalsOf: figure["value"]) == figure["value"])
  }

  @Test func `190 figures are compared, from every table that has figures`() throws {
    let figures = try PublishedFigure.all()
    #expect(figures.count == 190)
    #expect(
      Set(figures.map { $0["table"] }) == [
        "prices.csv", "unit-costs.csv", "market-forces.csv", "uplifts.csv", "drugs.csv", "deflators.csv",
      ]
    )
  }

  @Test(
    arguments: [
      ("174.404645517", "174.40", "174.40"), ("174.405", "174.40", "174.41"), ("174.395", "0", "174"),
      ("0.5", "7", "1"), ("5", "5.00", "5.00"), ("-1.85", "-1.8", "-1.9"), ("-1.84", "-1.8", "-1.8"),
    ]
  )
  func `figures are compared to the decimals quoted`(figure: String, quoted: String, compared: String) {
    #expect(rounded(figure, toDecimalsOf: quoted) == compared)
  }

  @Test(arguments: ["2017/18", "2018/19"] as [FinancialYear])
  func `each year prices 2,303 groups, 21 of them apart by day case and elective, none of the breast`(
    year: FinancialYear
  ) throws {
    let tariff = try #require(try Shipped.nationalTariff(year))
    let split = tariff.currencies.filter { tariff[$0]?.dayCase != nil }
    #expect(tariff.currencies.count == 2303)
    #expect(split.count == 21)
    #expect(split.allSatisfy { !$0.description.hasPrefix("JA") && tariff[$0]?.elective != nil })
    for currency in tariff.currencies {
      let prices = try #require(tariff[currency])
      #expect((prices.combined == nil) == split.contains(currency), "\(currency)")
      #expect(prices.nonElective != nil && prices.excessBedDay != nil, "\(currency)")
    }
  }

  @Test func `both years price the same groups`() throws {
    let first = try Shipped.nationalTariff("2017/18")
    let second = try Shipped.nationalTariff("2018/19")
    #expect(first?.currencies == second?.currencies)
  }

  @Test(arguments: ["2017/18", "2018/19"] as [FinancialYear])
  func `five groups are priced at nothing, which is a price`(year: FinancialYear) throws {
    let tariff = try #require(try Shipped.nationalTariff(year))
    let free = tariff.currencies.filter { tariff[$0]?.combined == "0" }
    #expect(free.map(\.description) == ["LA97A", "PB03Z", "SB97Z", "SC97Z", "UZ01Z"])
    for currency in free { #expect(tariff[currency]?.nonElective == "0") }
  }

  @Test(arguments: ["2017/18", "2018/19"] as [FinancialYear])
  func `a published nothing is paid and a blank is not`(year: FinancialYear) throws {
    let pricer = try Shipped.pricer()
    let dayCase = pricer.price(ActivityLine(year: year, currency: "SB97Z", pointOfDelivery: .dayCase))
    #expect(dayCase.value == .zero)
    #expect(dayCase.unpriced == nil)
    #expect(dayCase.basis == .tariff)
    let clinic = ActivityLine(year: year, currency: "SB97Z", pointOfDelivery: .outpatientProcedure)
    #expect(pricer.price(clinic).value == nil)
    #expect(pricer.price(clinic).unpriced == "the \(year) national tariff has no price for SB97Z at OPPROC")
  }

  @Test(arguments: ["2017/18", "2018/19"] as [FinancialYear])
  func `every price, trim point and blank of the price list is read as it is written`(year: FinancialYear)
    throws
  {
    let tariff = try #require(try Shipped.nationalTariff(year))
    let text = try InputFile(reading: Repository.path("tariffs/\(year.folderName)/prices.csv"))
    for row in try records(of: text.bytes) {
      let code = try #require(row["currency"])
      let prices = try #require(CurrencyCode(code).flatMap { tariff[$0] })
      for column in PublishedFigure.priceColumns {
        #expect(prices.figure(column) ?? "" == row[column], "\(code) \(column)")
      }
    }
  }
}

/// One row of the table of figures copied by hand.
struct PublishedFigure: CustomTestStringConvertible {
  private let fields: [String: String]

  static let priceColumns = [
    "outpatient_procedure", "combined", "day_case", "elective", "elective_trim_point_days", "non_elective",
    "non_elective_trim_point_days", "excess_bed_day", "short_stay_emergency",
  ]

  static func all() throws -> [PublishedFigure] {
    try published("tariff-spot-checks.csv").map(PublishedFigure.init)
  }

  subscript(column: String) -> String { fields[column] ?? "" }

  var testDescription: String {
    let columns = [
      "financial_year", "table", "currency", "point_of_delivery", "setting", "treatment_function", "column",
    ]
    return columns.map { self[$0] }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What the library's readers find at the same place, as it prints; nil when they find nothing.
  func found() throws -> String? {
    switch self["table"] {
    case "prices.csv": try Shipped.nationalTariff(year())?[currency()]?.figure(self["column"])
    case "unit-costs.csv": try averageCost()
    case "market-forces.csv":
      try ProviderCode(self["currency"]).flatMap { try Shipped.marketForces(year())?[$0] }?.description
    case "uplifts.csv": try rate()?.description
    case "deflators.csv": try index()?.description
    case "drugs.csv": try drugPrice()?.description
    default: nil
    }
  }

  private func year() throws -> FinancialYear { try #require(FinancialYear(self["financial_year"])) }

  private func currency() throws -> CurrencyCode { try #require(CurrencyCode(self["currency"])) }

  private func averageCost() throws -> String? {
    let pointOfDelivery = try #require(PointOfDelivery(self["point_of_delivery"]))
    let cost = try Shipped.averageCosts(year())?.cost(
      of: currency(),
      at: pointOfDelivery,
      setting: self["setting"],
      treatmentFunction: TreatmentFunction(self["treatment_function"])
    ).get()
    return self["column"] == "activity" ? cost?.activity?.description : cost?.unitCost?.description
  }

  private func rate() throws -> Percent? {
    let rates = try Shipped.library.uplifts().rates(of: year(), version: self["currency"])
    return switch self["column"] {
    case "cost_uplift_percent": rates?.costUplift
    case "efficiency_percent": rates?.efficiency
    case "net_percent": rates?.net
    default: nil
    }
  }

  private func index() throws -> Factor? {
    let index = try Shipped.library.deflators()[year()]
    return self["column"] == "cpi" ? index?.consumerPrices : index?.gdpDeflator
  }

  private func drugPrice() throws -> UnitPrice? {
    let price = try Shipped.library.drugPrices()[currency()]
    return self["column"] == "pack_price" ? price?.packPrice : price?.dosePrice
  }
}

extension NationalTariff.Prices {
  /// A figure by the name of its column, as it prints.
  fileprivate func figure(_ column: String) -> String? {
    switch column {
    case "outpatient_procedure": outpatientProcedure?.description
    case "combined": combined?.description
    case "day_case": dayCase?.description
    case "elective": elective?.description
    case "elective_trim_point_days": electiveTrimPoint?.description
    case "non_elective": nonElective?.description
    case "non_elective_trim_point_days": nonElectiveTrimPoint?.description
    case "excess_bed_day": excessBedDay?.description
    case "short_stay_emergency": shortStayEmergency?.description
    default: nil
    }
  }
}

/// A decimal number rounded half away from zero to as many decimals as another is quoted with.
private func rounded(_ number: String, toDecimalsOf quoted: String) -> String? {
  let decimals = quoted.split(separator: ".").dropFirst().first?.count ?? 0
  let parts = number.drop { $0 == "-" }.split(separator: ".")
  let fraction = String(parts.dropFirst().first ?? "") + String(repeating: "0", count: decimals + 1)
  guard let tenfold = Int(String(parts.first ?? "") + fraction.prefix(decimals + 1)) else { return nil }
  var digits = String((tenfold + 5) / 10)
  if digits.count <= decimals { digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits }
  if decimals > 0 { digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals)) }
  return number.hasPrefix("-") ? "-\(digits)" : digits
}
