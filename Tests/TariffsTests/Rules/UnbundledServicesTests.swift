import Quantities
import Tariffs
import Testing

struct UnbundledServicesTests {
  private static let admitted: [PointOfDelivery] = [
    .dayCase, .electiveInpatient, .nonElectiveInpatient, .nonElectiveShortStay, .nonElectiveNonEmergency,
    .regularDayAttender, .regularNightAttender,
  ]

  @Test func `a core at nothing and what is delivered beside it`() throws {
    var line = ActivityLine(year: "2018/19", currency: "SB97Z", pointOfDelivery: .dayCase)
    line.unbundled = ["SB12Z"]
    let pricer = try Shipped.pricerWithCosts()
    let priced = pricer.price(line)
    #expect(priced.coreValue?.description == "0.00")
    #expect(priced.unbundledValue?.description == "247.74")
    #expect(priced.value?.description == "247.74")
    #expect(priced.trace.contains(.unbundled))
  }

  @Test(
    arguments: [
      ("SB12Z", 250), ("SB03Z", 280), ("SC23Z", 130), ("SD01A", 140), ("VC01Z", 400), ("XA01Z", 1100),
      ("XB01Z", 1200), ("XB02Z", 1250), ("XC01Z", 1300), ("XD01Z", 70),
    ] as [(UnbundledUnits, Int64)]
  )
  func `each family has its own point of delivery`(item: UnbundledUnits, pounds: Int64) throws {
    #expect(try price(.dayCase, [item]).unbundledValue == Pence(pounds * 100))
  }

  @Test(
    arguments: [
      (.dayCase, 280), (.electiveInpatient, 290), (.nonElectiveInpatient, 290),
      (.nonElectiveNonEmergency, 290),
    ] as [(PointOfDelivery, Int64)]
  )
  func `the price is that of the setting of the core`(
    pointOfDelivery: PointOfDelivery,
    pounds: Int64
  ) throws {
    #expect(try price(pointOfDelivery, ["SB03Z"]).unbundledValue == Pence(pounds * 100))
  }

  @Test func `a setting that the line names goes before that of the core`() throws {
    let priced = try price(.dayCase, ["SB12Z"]) { $0.setting = "outpatient" }
    #expect(priced.unbundledValue == Pence(175_01))
  }

  @Test(arguments: [("SB12Z:6", 1500), ("SB12Z:0", 0), ("SB12Z:0.5", 125), ("SB12Z", 250)])
  func `a price is paid for each unit`(item: String, pounds: Int64) throws {
    let units = try #require(UnbundledUnits(item))
    #expect(try price(.dayCase, [units]).unbundledValue == Pence(pounds * 100))
  }

  @Test func `several currencies add up, in whatever order`() throws {
    let items: [UnbundledUnits] = ["SB03Z", "SB12Z", "SB15Z:2", "SC23Z:15"]
    let sum = Pence((280 + 250 + 600 + 1950) * 100)
    #expect(try price(.dayCase, items).unbundledValue == sum)
    #expect(try price(.dayCase, items.reversed()).unbundledValue == sum)
  }

  @Test func `units of the line multiply the core and what is beside it`() throws {
    let priced = try price(.dayCase, ["SB12Z:2"]) { $0.quantity = "3" }
    #expect(priced.coreValue == Pence(3000_00))
    #expect(priced.unbundledValue == Pence(1500_00))
  }

  @Test(arguments: ["SB12Z:-1", "SB12Z:", ":1", "SB12Z:1:2", "SB12Z:1000001", "SB 12Z", "", "SB12Z:x"])
  func `what is no currency with units is not read`(text: String) {
    #expect(UnbundledUnits(text) == nil)
  }

  @Test func `the shares of market forces are in the costs already`() throws {
    let given = try price(.dayCase, ["SB12Z"]) { $0.marketForcesFactor = "1.5" }
    #expect(given.coreValue == Pence(1500_00))
    #expect(given.unbundledValue == Pence(250_00))
    let provider = try price(.dayCase, ["SB12Z"]) { ($0.provider, $0.marketForcesFactor) = ("R1H", nil) }
    #expect(provider.coreValue == Pence(1200_00))
    #expect(provider.unbundledValue == Pence(250_00))
  }

  @Test func `what the rules say of market forces on costs holds for what is unbundled`() throws {
    let line = ActivityLine.madeUp("AA01A", .dayCase) { line in
      (line.provider, line.marketForcesFactor, line.unbundled) = ("R1H", nil, ["SB12Z"])
    }
    let rules = try RuleRows([.marketForcesOnAverageCosts: "yes"])
    #expect(try MadeUp.price(line, rules: rules).unbundledValue == Pence(300_00))
  }

  @Test func `what has no price leaves the whole line without one, and is named`() throws {
    let priced = try price(.dayCase, ["SB12Z", "SB14Z"])
    #expect(priced.value == nil)
    #expect(priced.coreValue == nil)
    #expect(priced.rules.isEmpty)
    #expect(
      priced.unpriced
        == "unbundled SB14Z: the 2030/31 national tariff has no SB14Z;"
        + " the 2030/31 average cost of SB14Z at UNBCHEMO was not published"
    )
  }

  @Test(
    arguments: Self.admitted.filter { $0 != .nonElectiveShortStay }
      + [.outpatientProcedure, .outpatientProcedureFirst, .outpatientProcedureFollowUp],
    ["RD20A", "RN01A"] as [UnbundledUnits]
  )
  func `imaging is inside the price of a stay or a procedure`(
    pointOfDelivery: PointOfDelivery,
    imaging: UnbundledUnits
  ) throws {
    let priced = try price(pointOfDelivery, [imaging])
    #expect(priced.unbundledValue == .zero)
    #expect(priced.trace.isUnverified(.unbundledInside))
    #expect(!priced.trace.contains(.unbundled))
    #expect(priced.evidence == .unverified)
  }

  @Test(
    arguments: [("RD20A", 80), ("RN01A", 90)] as [(UnbundledUnits, Int64)]
  )
  func `imaging beside an attendance is paid`(imaging: UnbundledUnits, pounds: Int64) throws {
    let line = ActivityLine.madeUp("WF01B", .firstSingleProfessionalConsultantLed) { line in
      (line.treatmentFunction, line.unbundled) = ("103", [imaging])
    }
    let priced = try MadeUp.price(line)
    #expect(priced.coreValue == Pence(120_00))
    #expect(priced.unbundledValue == Pence(pounds * 100))
  }

  @Test(arguments: Self.admitted)
  func `delivery of chemotherapy is inside the price of a bed, and procurement is not`(
    pointOfDelivery: PointOfDelivery
  ) throws {
    let isBed = pointOfDelivery.isNonElectiveAdmission || pointOfDelivery == .electiveInpatient
    let line = ActivityLine.madeUp("SYN01", pointOfDelivery) { line in
      (line.localPrice, line.unbundled) = ("100", ["SB12Z"])
    }
    let delivery = try MadeUp.price(line)
    #expect((delivery.unbundledValue == .zero) == isBed)
    #expect(delivery.trace.contains(.unbundledInside) == isBed)
    var procured = line
    procured.unbundled = ["SB03Z"]
    procured.setting = "inpatient"
    #expect(try MadeUp.price(procured).unbundledValue == Pence(290_00))
  }

  @Test func `where the rules say so one unit of each currency is paid`() throws {
    let rules = try RuleRows([.severalUnbundledUnits: "no"])
    let line = ActivityLine.madeUp("AA01A", .dayCase) { $0.unbundled = ["SB12Z:6", "SB15Z", "SC23Z:0.5"] }
    let priced = try MadeUp.price(line, rules: rules)
    #expect(priced.unbundledValue == Pence((250 + 300 + 65) * 100))
    #expect(priced.trace.contains(.oneUnbundledUnit))
    let one = ActivityLine.madeUp("AA01A", .dayCase) { $0.unbundled = ["SB12Z"] }
    #expect(try !MadeUp.price(one, rules: rules).trace.contains(.oneUnbundledUnit))
  }

  @Test func `a line with one unit of each does not rest on that row`() throws {
    let line = ActivityLine.madeUp("AA01A", .dayCase) { $0.unbundled = ["SB12Z", "SB15Z"] }
    let priced = try MadeUp.price(line)
    #expect(priced.evidence == .seen)
    #expect(!priced.trace.isUnverified(.unbundled))
  }

  @Test func `the line is as well supported as what the rules say`() throws {
    let units = ActivityLine.madeUp("AA01A", .dayCase) { $0.unbundled = ["SB12Z:6"] }
    try MadeUp.expectGrade(of: .severalUnbundledUnits, as: .unbundled, on: units)
    try MadeUp.expectGrade(
      of: .severalUnbundledUnits,
      as: .oneUnbundledUnit,
      on: units,
      values: [.severalUnbundledUnits: "no"]
    )
    let imaging = ActivityLine.madeUp("AA01A", .dayCase) { $0.unbundled = ["RD20A"] }
    try MadeUp.expectGrade(of: .imagingInside, as: .unbundledInside, on: imaging)
    let delivery = ActivityLine.madeUp("AA01A", .electiveInpatient) {
      ($0.unbundled, $0.lengthOfStay) = (["SB12Z"], 1)
    }
    try MadeUp.expectGrade(of: .chemotherapyDeliveryInside, as: .unbundledInside, on: delivery)
  }

  @Test func `the line is as well supported as the price of what is unbundled`() throws {
    let costs = MadeUp.costs.replacing("day case,,10,250,seen", with: "day case,,10,250,unverified")
    let line = ActivityLine.madeUp("AA01A", .dayCase) { $0.unbundled = ["SB12Z"] }
    let tables = ["2030-31/unit-costs.csv": costs]
    let priced = try MadeUp.price(line, rules: RuleRows().seen(), tables: tables)
    #expect(priced.evidence == .unverified)
    #expect(priced.trace.isUnverified(.unbundled))
  }

  @Test func `the setting by which the cost of an attendance is published is not that of what is beside it`()
    throws
  {
    let line = ActivityLine.madeUp("WF01D", .nonFaceToFaceFirst) { line in
      (line.setting, line.unbundled) = ("consultant-led", ["SB12Z"])
    }
    let priced = try MadeUp.price(line)
    #expect(priced.unbundledValue == Pence(175_01))
  }

  private func price(
    _ pointOfDelivery: PointOfDelivery,
    _ unbundled: [UnbundledUnits],
    _ change: (inout ActivityLine) -> Void = { _ in }
  ) throws -> PricedLine {
    let isRegular = pointOfDelivery == .regularDayAttender || pointOfDelivery == .regularNightAttender
    var line = ActivityLine.madeUp(isRegular ? "SB97Z" : "AA01A", pointOfDelivery)
    line.lengthOfStay = 1
    line.unbundled = unbundled
    change(&line)
    return try MadeUp.price(line)
  }
}
