import Quantities
import Tariffs
import Testing

struct PointOfDeliveryRuleTests {
  @Test(
    arguments: [
      ("2", nil, .dayCase), ("2", "11", .dayCase), ("2", "21", .dayCase),
      ("3", nil, .regularDayAttender), ("3", "11", .regularDayAttender),
      ("4", nil, .regularNightAttender), ("4", "13", .regularNightAttender),
      ("1", "11", .electiveInpatient), ("1", "12", .electiveInpatient), ("1", "13", .electiveInpatient),
      (nil, "11", .electiveInpatient), ("8", "12", .electiveInpatient),
      ("1", "21", .nonElectiveInpatient), (nil, "2A", .nonElectiveInpatient),
      (nil, "2d", .nonElectiveInpatient), ("1", "28", .nonElectiveInpatient),
      ("1", "31", .nonElectiveNonEmergency), ("1", "32", .nonElectiveNonEmergency),
      ("1", "81", .nonElectiveNonEmergency), ("1", "82", .nonElectiveNonEmergency),
      ("1", "83", .nonElectiveNonEmergency), ("1", "84", .nonElectiveNonEmergency),
      (nil, "98", .nonElectiveNonEmergency),
    ] as [(String?, String?, PointOfDelivery)]
  )
  func `the classification decides first, then the method of admission`(
    classification: String?,
    method: String?,
    pointOfDelivery: PointOfDelivery
  ) throws {
    let priced = try price(classification, method, currency: "SB97Z")
    #expect(priced.unpriced == nil)
    #expect(
      priced.rules.first == "point of delivery \(pointOfDelivery) from the admission [unverified]"
    )
    #expect(priced.trace.isUnverified(.pointOfDelivery))
  }

  @Test(arguments: ["21", "22", "23", "24", "25", "28", "2A", "2B", "2C", "2D"])
  func `each emergency method is paid as a non-elective stay`(method: String) throws {
    let found = try price("1", method, currency: "AA01A")
    let named = try MadeUp.price(.madeUp("AA01A", .nonElectiveInpatient) { $0.lengthOfStay = 8 })
    #expect(found.value == named.value)
    #expect(found.value == Pence(1500_00))
    #expect(found.evidence == .unverified)
    #expect(named.evidence == .seen)
  }

  @Test func `a stay of an emergency is reduced when it is short, whichever way it was told`() throws {
    let priced = try MadeUp.price(
      .madeUp("SYN01") { ($0.admissionMethod, $0.age, $0.lengthOfStay) = ("21", 70, 1) }
    )
    #expect(priced.value == Pence(300_00))
    #expect(priced.isShortStay)
  }

  @Test(arguments: [(nil, nil), ("1", nil), ("9", nil)] as [(String?, String?)])
  func `what the line does not tell is not made up`(classification: String?, method: String?) throws {
    let priced = try price(classification, method, currency: "AA01A")
    #expect(priced.value == nil)
    #expect(
      priced.unpriced
        == "found neither a point of delivery nor the classification and admission method that tell it"
    )
    #expect(priced.rules.isEmpty)
  }

  @Test func `a point of delivery that is named stands, whatever the admission says`() throws {
    let line = ActivityLine.madeUp("AA01A", .outpatientProcedure) {
      ($0.patientClassification, $0.admissionMethod) = ("2", "21")
    }
    let priced = try MadeUp.price(line)
    #expect(priced.value == Pence(150_00))
    #expect(!priced.trace.contains(.pointOfDelivery))
    #expect(priced.evidence == .seen)
  }

  @Test func `the codes are those of the rules of the year`() throws {
    let rules = try RuleRows([
      .dayCaseClassifications: "D", .electiveMethods: "77", .emergencyMethods: "88 89",
    ])
    let found = { (classification: String?, method: String?) in
      try MadeUp.price(
        .madeUp("SB97Z") { ($0.patientClassification, $0.admissionMethod) = (classification, method) },
        rules: rules
      ).rules.first?.split(separator: " ")[3]
    }
    #expect(try found("D", nil) == "DC")
    #expect(try found("2", "77") == "EL")
    #expect(try found(nil, "89") == "NEL")
    #expect(try found(nil, "21") == "NELNE")
  }

  @Test(
    arguments: [
      (.dayCaseClassifications, "2", nil), (.regularDayClassifications, "3", nil),
      (.regularNightClassifications, "4", nil), (.electiveMethods, "1", "11"),
      (.emergencyMethods, "1", "21"), (.emergencyMethods, "1", "81"),
    ] as [(RuleParameter, String?, String?)]
  )
  func `the line is as well supported as the codes that decided it`(
    parameter: RuleParameter,
    classification: String?,
    method: String?
  ) throws {
    try MadeUp.expectGrade(
      of: parameter,
      as: .pointOfDelivery,
      on: .madeUp("SB97Z") { line in
        (line.patientClassification, line.admissionMethod, line.lengthOfStay) = (classification, method, 0)
      }
    )
  }

  private func price(
    _ classification: String?,
    _ method: String?,
    currency: CurrencyCode
  ) throws -> PricedLine {
    try MadeUp.price(
      .madeUp(currency) { line in
        line.patientClassification = classification
        line.admissionMethod = method
        line.lengthOfStay = 8
      }
    )
  }
}
