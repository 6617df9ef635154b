import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct ReducedShortStayTests {
  /// A tariff of groups with a reduced price for short emergency stays, with all of the price, with nothing
  /// said, and with a percentage only.
  private static let prices = """
    \(SyntheticLibrary.pricesHeader)
    SYN01,Reduced,,,,900,5,1000,5,200,30,300,seen,
    SYN02,Not reduced,,,,900,5,1000,5,200,100,,seen,
    SYN03,Nothing said,,,,900,5,1000,5,200,,,seen,
    SYN04,By percentage,,,,900,5,1000,5,200,45,,seen,
    """

  @Test(
    arguments: [
      ("SYN01", 19, 1, "21", .nonElectiveInpatient, "300"),
      ("SYN01", 19, 0, "2A", .nonElectiveInpatient, "300"),
      ("SYN01", 18, 1, "21", .nonElectiveInpatient, "1000"),
      ("SYN01", 70, 2, "21", .nonElectiveInpatient, "1000"),
      ("SYN01", 70, 1, "81", .nonElectiveInpatient, "1000"),
      ("SYN01", 70, 1, "11", .electiveInpatient, "900"),
      ("SYN02", 70, 1, "21", .nonElectiveInpatient, "1000"),
      ("SYN04", 70, 1, "21", .nonElectiveInpatient, "450"),
      ("SYN04", 70, 2, "21", .nonElectiveInpatient, "1000"),
    ] as [(CurrencyCode, Int, Int, String, PointOfDelivery, UnitPrice)]
  )
  func `the reduced price is paid when every condition holds, and only then`(
    currency: CurrencyCode,
    age: Int,
    nights: Int,
    method: String,
    pointOfDelivery: PointOfDelivery,
    price: UnitPrice
  ) throws {
    let priced = try priced(currency, pointOfDelivery, age: age, nights: nights, method: method)
    #expect(priced.basePrice == price)
    #expect(priced.value == ExactPounds(price).rounded(.penceHalfUp))
    #expect(priced.isShortStay == (price == "300" || price == "450"))
    #expect(priced.rules.contains("reduced short stay £300") == (price == "300"))
  }

  @Test(
    arguments: [
      ("11", false), ("12", false), ("13", false), ("21", true), ("22", true), ("23", true), ("24", true),
      ("25", true), ("28", true), ("2A", true), ("2B", true), ("2C", true), ("2D", true), ("2d", true),
      ("31", false), ("32", false), ("81", false), ("82", false), ("83", false), ("98", false), ("99", false),
    ]
  )
  func `each national admission method is an emergency or is not`(method: String, isEmergency: Bool) throws {
    #expect(
      try priced("SYN01", .nonElectiveInpatient, age: 40, nights: 1, method: method).isShortStay
        == isEmergency
    )
  }

  @Test(arguments: PointOfDelivery.allCases.filter { $0 != .nonElectiveInpatient })
  func `no other point of delivery is reduced`(pointOfDelivery: PointOfDelivery) throws {
    let priced = try priced("SYN01", pointOfDelivery, age: 40, nights: 1, method: "21")
    #expect(!priced.isShortStay)
  }

  @Test(arguments: 0...2)
  func `what is not known does not reduce the price`(unknown: Int) throws {
    let priced = try priced(
      "SYN01",
      .nonElectiveInpatient,
      age: unknown == 0 ? nil : 40,
      nights: unknown == 1 ? nil : 1,
      method: unknown == 2 ? nil : "21"
    )
    #expect(priced.basePrice == "1000")
    #expect(!priced.isShortStay)
  }

  @Test func `without a reduced price the full one stands, unverified, and the line says so`() throws {
    let full = try priced("SYN03", .nonElectiveInpatient, age: 70, nights: 1, method: "21")
    #expect(full.evidence == .unverified)
    #expect(
      full.rules.contains(
        "reduced short stay: the table holds no reduced price, so the full price stands [unverified]"
      )
    )
    let long = try priced("SYN02", .nonElectiveInpatient, age: 70, nights: 2, method: "21")
    #expect(long.evidence == .seen)
    #expect(!long.rules.contains { $0.hasPrefix("reduced") })
  }

  /// Groups of which the table says whether a short stay is reduced.
  private static let applicable = """
    \(MadeUp.pricesHeader)
    SYN05,Not applicable,,,,900,5,1000,5,200,no,30,300,seen,
    SYN06,Applicable,,,,900,5,1001,5,200,yes,45,,seen,
    SYN07,Applicable without figure,,,,900,5,1000,5,200,yes,,,seen,
    SYN08,Applicable in full,,,,900,5,1000,5,200,yes,100,,seen,
    SYN09,Both figures,,,,900,5,1000,5,200,yes,45,300,seen,
    SYN10,Not said,,,,900,5,1000,5,200,,30,,seen,
    """

  @Test(
    arguments: [
      ("SYN05", "1000", false, false), ("SYN06", "450.45", true, false), ("SYN07", "1000", false, true),
      ("SYN08", "1000", false, false), ("SYN09", "300", true, false), ("SYN10", "300", true, false),
    ] as [(CurrencyCode, UnitPrice, Bool, Bool)]
  )
  func `what the table says of a group decides, the published price before the percentage`(
    currency: CurrencyCode,
    price: UnitPrice,
    isShortStay: Bool,
    isUnpublished: Bool
  ) throws {
    let priced = try MadeUp.price(
      shortStay(currency),
      rules: RuleRows().seen(),
      tables: ["2030-31/prices.csv": Self.applicable]
    )
    #expect(priced.basePrice == price)
    #expect(priced.isShortStay == isShortStay)
    #expect(priced.trace.contains(.shortStay) == isShortStay)
    #expect(priced.trace.isUnverified(.shortStayUnpublished) == isUnpublished)
    #expect(priced.evidence == (isUnpublished ? .unverified : .seen))
  }

  @Test func `age, nights and methods are those of the rules of the year`() throws {
    let rules = try RuleRows([
      .shortStayMinimumAge: "16", .shortStayNightsBelow: "3", .shortStayMethods: "77",
    ])
    let isReduced = { (age: Int, nights: Int, method: String) in
      let line = ActivityLine.madeUp("SYN01", .nonElectiveInpatient) {
        ($0.age, $0.lengthOfStay, $0.admissionMethod) = (age, nights, method)
      }
      return try MadeUp.price(line, rules: rules).isShortStay
    }
    #expect(try isReduced(16, 2, "77"))
    #expect(try !isReduced(15, 2, "77"))
    #expect(try !isReduced(16, 3, "77"))
    #expect(try !isReduced(16, 2, "21"))
  }

  @Test(arguments: [RuleParameter.shortStayMinimumAge, .shortStayNightsBelow, .shortStayMethods])
  func `the line is as well supported as the weakest condition`(parameter: RuleParameter) throws {
    try MadeUp.expectGrade(of: parameter, as: .shortStay, on: shortStay("SYN01"))
  }

  @Test func `the explanation goes from the full price to the reduced one, and names the row`() throws {
    let entries = try MadeUp.price(shortStay("SYN01")).explanation.entries
    let entry = try #require(entries.first { $0.rule == RuleOutcome.shortStay.text })
    #expect(entry.before == ExactPounds("1000"))
    #expect(entry.after == ExactPounds("300"))
    #expect(entry.position?.file.hasSuffix("2030-31/prices.csv") == true)
    #expect(entry.position?.line == 4)
  }

  @Test(arguments: ["-30", "-0.0001"])
  func `a percentage below nothing is refused where it stands`(percent: String) {
    let prices = Self.applicable.replacing("yes,45,,", with: "yes,\(percent),,")
    let found = places { () throws(DiagnosticList) in
      try NationalTariff(InputFile(path: "prices.csv", text: prices), year: "2030/31", publication: "")
    }
    #expect(found == [Position(file: "prices.csv", line: 3, column: 42)])
  }

  private func shortStay(_ currency: CurrencyCode) -> ActivityLine {
    .madeUp(currency, .nonElectiveInpatient) { line in
      (line.age, line.lengthOfStay, line.admissionMethod) = (70, 1, "21")
    }
  }

  @Test func `market forces apply to the reduced price`() throws {
    let synthetic = try SyntheticLibrary(["2030-31/prices.csv": Self.prices])
    let pricer = try LinePricer(synthetic.library, years: ["2030/31"])
    var line = ActivityLine(year: "2030/31", currency: "SYN01", pointOfDelivery: .nonElectiveInpatient)
    (line.age, line.lengthOfStay, line.admissionMethod) = (70, 1, "21")
    line.marketForcesFactor = "1.2"
    #expect(pricer.price(line).value == Pence(360_00))
  }

  private func priced(
    _ currency: CurrencyCode,
    _ pointOfDelivery: PointOfDelivery,
    age: Int?,
    nights: Int?,
    method: String?
  ) throws -> PricedLine {
    let synthetic = try SyntheticLibrary(["2030-31/prices.csv": Self.prices])
    let pricer = try LinePricer(synthetic.library, years: ["2030/31"])
    var line = ActivityLine(year: "2030/31", currency: currency, pointOfDelivery: pointOfDelivery)
    line.age = age
    line.lengthOfStay = nights
    line.admissionMethod = method
    line.marketForcesFactor = .one
    return pricer.price(line)
  }
}
