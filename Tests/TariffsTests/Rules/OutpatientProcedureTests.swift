import Quantities
import Tariffs
import Testing

struct OutpatientProcedureTests {
  @Test func `a procedure without price is paid as the attendance in which it was done`() throws {
    var line = ActivityLine(year: "2017/18", currency: "DZ17T", pointOfDelivery: .outpatientProcedure)
    (line.attendance, line.treatmentFunction) = ("WF01B", "103")
    let pricer = try Shipped.pricerWithCosts()
    let priced = pricer.price(line)
    #expect(priced.value == Pence(175_70))
    #expect(priced.basePrice == "175.695458569")
    #expect(priced.trace.contains(.attendance))
    #expect(!priced.trace.contains(.basePrice))
    #expect(!priced.trace.contains(.fallbackPrice))
  }

  @Test func `a procedure with a price is paid as such, and the attendance not as well`() throws {
    let priced = try MadeUp.price(attendance("WF01B", procedure: "AA01A"))
    #expect(priced.value == Pence(150_00))
    #expect(!priced.trace.contains(.attendance))
  }

  @Test(
    arguments: [
      ("WF01A", "", "OPFUPSPCL", 110), ("WF01B", "", "OPFASPCL", 120), ("WF02A", "", "OPFUPMPCL", 130),
      ("WF02B", "", "OPFAMPCL", 140), ("WF01C", "", "NF2FFUP", 30), ("WF01D", "", "NF2FFA", 32),
      ("WF02C", "", "NF2FFUP", 34), ("WF02D", "", "NF2FFA", 36),
      ("WF01A", "consultant-led", "OPFUPSPCL", 110), ("WF01B", "consultant-led", "OPFASPCL", 120),
      ("WF01A", "non-consultant-led", "OPFUPSPNCL", 60), ("WF01B", "non-consultant-led", "OPFASPNCL", 65),
      ("WF02A", "non-consultant-led", "OPFUPMPNCL", 70), ("WF02B", "non-consultant-led", "OPFAMPNCL", 75),
      ("WF01C", "non-consultant-led", "NF2FFUP", 31), ("WF01D", "non-consultant-led", "NF2FFA", 33),
    ] as [(CurrencyCode, String, String, Int64)]
  )
  func `the code of the attendance tells how it was delivered`(
    code: CurrencyCode,
    setting: String,
    pointOfDelivery: String,
    pounds: Int64
  ) throws {
    var line = attendance(code, procedure: "AA02A")
    line.setting = setting
    let priced = try MadeUp.price(line)
    #expect(priced.value == Pence(pounds * 100))
    #expect(
      priced.rules.first?.hasPrefix("attendance \(code) at \(pointOfDelivery) £\(pounds) (") == true
    )
  }

  @Test func `the specialty chooses among the attendances`() throws {
    var line = attendance("WF01B", procedure: "AA02A")
    line.treatmentFunction = "370"
    #expect(try MadeUp.price(line).value == Pence(125_00))
  }

  @Test(arguments: PointOfDelivery.allCases.filter { !$0.isOutpatientProcedure })
  func `nothing but a procedure in a clinic is paid as an attendance`(
    pointOfDelivery: PointOfDelivery
  ) throws {
    var line = attendance("WF01B", procedure: "AA99A")
    line.pointOfDelivery = pointOfDelivery
    #expect(try MadeUp.price(line).value == nil)
  }

  @Test func `an attendance that has no price either leaves both reasons`() throws {
    var line = attendance("WF01B", procedure: "AA02A")
    line.treatmentFunction = "800"
    #expect(
      try MadeUp.price(line).unpriced
        == "the 2030/31 national tariff has no price for AA02A at OPPROC;"
        + " the 2030/31 average cost of AA02A at OPPROC was not published;"
        + " the 2030/31 national tariff has no WF01B;"
        + " the 2030/31 average cost of WF01B at OPFASPCL differs by setting or specialty (103, 370)"
    )
  }

  @Test(arguments: ["WF01E", "WF03A", "AA01A"] as [CurrencyCode])
  func `a code that is no attendance is not paid in place of the procedure`(code: CurrencyCode) throws {
    let priced = try MadeUp.price(attendance(code, procedure: "AA02A"))
    #expect(priced.value == nil)
    #expect(
      priced.unpriced == (try MadeUp.price(.madeUp("AA02A", .outpatientProcedure)).unpriced)
    )
  }

  @Test func `whether an attendance stands in is a row of the rules`() throws {
    let line = attendance("WF01B", procedure: "AA02A")
    let rules = try RuleRows([.attendanceWhenUnpriced: "no"])
    #expect(try MadeUp.price(line, rules: rules).value == nil)
    try MadeUp.expectGrade(of: .attendanceWhenUnpriced, as: .attendance, on: line)
  }

  private func attendance(_ code: CurrencyCode, procedure: CurrencyCode) -> ActivityLine {
    .madeUp(procedure, .outpatientProcedure) { line in
      line.attendance = code
      line.treatmentFunction = "103"
    }
  }
}
