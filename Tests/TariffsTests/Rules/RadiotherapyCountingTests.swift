import Quantities
import Tables
import Tariffs
import Testing

struct RadiotherapyCountingTests {
  @Test func `a course has one preparation and a delivery for each fraction`() {
    let course = RadiotherapyCourse(preparation: "SC51Z", delivery: "SC23Z", fractions: 15)
    #expect(course.units == ["SC51Z", "SC23Z:15"])
  }

  @Test(arguments: [0, -1])
  func `a course that was prepared and not given has no delivery`(fractions: Int) {
    let course = RadiotherapyCourse(preparation: "SC51Z", delivery: "SC23Z", fractions: fractions)
    #expect(course.units == ["SC51Z"])
  }

  @Test(
    arguments: [
      ("SC51Z", "SC23Z", 15, "2769.11"), ("SC51Z", "SC23Z", 5, "1423.28"),
      ("SC40Z", "SC31Z", 20, "5033.52"),
    ] as [(CurrencyCode, CurrencyCode, Int, String)]
  )
  func `fewer fractions are paid less`(
    preparation: CurrencyCode,
    delivery: CurrencyCode,
    fractions: Int,
    value: String
  ) throws {
    let course = RadiotherapyCourse(preparation: preparation, delivery: delivery, fractions: fractions)
    var line = ActivityLine(year: "2017/18", currency: "SC97Z", pointOfDelivery: .unbundledRadiotherapy)
    line.setting = "outpatient"
    line.unbundled = course.units
    let pricer = try Shipped.pricerWithCosts()
    #expect(pricer.price(line).value?.description == value)
  }

  @Test func `a course with two preparations is miscoded, whatever they are and in whatever cycle`() throws {
    let lines = """
      1,SC51Z,c1,
      2,SC23Z,c1,
      3,SC40Z,c1,2
      4,SC51Z,c2,
      5,SC23Z,c2,
      6,SC23Z,c2,
      7,SC51Z,,
      8,SC51Z,,
      """
    #expect(
      try exceptions(of: lines) == [
        "1": "REPEATED-PREPARATION", "2": "", "3": "REPEATED-PREPARATION", "4": "", "5": "", "6": "",
        "7": "", "8": "",
      ]
    )
  }

  @Test func `chemotherapy in the same course is no preparation`() throws {
    #expect(Set(try exceptions(of: "1,SC51Z,c1,1\n2,SB12Z,c1,1").values) == [""])
  }

  @Test func `how preparations begin is a row of the rules`() throws {
    let rules = try RuleRows([.radiotherapyPreparation: "SC23"])
    #expect(
      try exceptions(of: "1,SC51Z,c1,\n2,SC51Z,c1,\n3,SC23Z,c1,\n4,SC23Z,c1,", rules: rules)
        == ["1": "", "2": "", "3": "REPEATED-PREPARATION", "4": "REPEATED-PREPARATION"]
    )
  }

  private func exceptions(of rows: String, rules: RuleRows? = nil) throws -> [String: String] {
    let lines = rows.split(separator: "\n").map { "\($0),2030/31,UNBRTHPY,outpatient" }
    let header = "line_id,currency,course,cycle,financial_year,point_of_delivery,setting"
    let text = ([header] + lines).joined(separator: "\n")
    let file = try LineFile(InputFile(path: "lines.csv", text: text))
    let prices = file.prices(by: try MadeUp.pricer(rules: rules))
    return Dictionary(
      uniqueKeysWithValues: zip(file.identifiers, prices.map(\.exceptions.description))
    )
  }
}
