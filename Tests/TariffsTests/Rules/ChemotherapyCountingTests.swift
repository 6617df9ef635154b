import Quantities
import Tables
import Tariffs
import Testing

struct ChemotherapyCountingTests {
  @Test func `a course has a procurement and a first attendance a cycle, and later attendances between`() {
    let course = ChemotherapyCourse(
      procurement: "SB03Z",
      firstAttendance: "SB13Z",
      laterAttendance: "SB15Z",
      cycles: 6,
      attendancesPerCycle: 3
    )
    #expect(course.units == ["SB03Z:6", "SB13Z:6", "SB15Z:12"])
  }

  @Test func `a course of single attendances has no later ones`() {
    let course = ChemotherapyCourse(
      procurement: "SB03Z",
      firstAttendance: "SB13Z",
      laterAttendance: "SB15Z",
      cycles: 6
    )
    #expect(course.units == ["SB03Z:6", "SB13Z:6"])
  }

  @Test(arguments: [(0, 1), (-1, 3), (4, 0), (4, -2)])
  func `no cycle or no attendance is no course`(cycles: Int, attendances: Int) {
    let course = ChemotherapyCourse(
      firstAttendance: "SB12Z",
      cycles: cycles,
      attendancesPerCycle: attendances
    )
    #expect(course.units == [])
  }

  @Test func `twelve weekly doses cost more as four cycles than wrongly as twelve`() throws {
    let weekly = ChemotherapyCourse(
      firstAttendance: "SB12Z",
      laterAttendance: "SB15Z",
      cycles: 4,
      attendancesPerCycle: 3
    )
    let wrong = ChemotherapyCourse(firstAttendance: "SB12Z", cycles: 12)
    #expect(try value(of: weekly).description == "3489.66")
    #expect(try value(of: wrong).description == "2972.91")
  }

  @Test func `a cycle with two first attendances is miscoded, on each of its lines and no other`() throws {
    let lines = """
      1,SB12Z,c1,1,
      2,SB15Z,c1,1,
      3,SB12Z,c1,2,
      4,SB13Z,c1,2,
      5,SB15Z,c1,2,
      6,SB12Z,c1,3,
      7,SB12Z,c2,2,
      """
    #expect(
      try exceptions(of: lines) == [
        "1": "", "2": "", "3": "REPEATED-FIRST-ATTENDANCE", "4": "REPEATED-FIRST-ATTENDANCE", "5": "",
        "6": "", "7": "",
      ]
    )
  }

  @Test func `so is a cycle with two procurements`() throws {
    let lines = """
      1,SB97Z,c1,1,SB03Z SB12Z
      2,SB97Z,c1,1,SB03Z SB15Z
      3,SB97Z,c1,2,SB03Z SB12Z
      4,SB97Z,c1,3,SB03Z SB04Z SB12Z:2
      """
    #expect(
      try exceptions(of: lines) == [
        "1": "REPEATED-PROCUREMENT", "2": "REPEATED-PROCUREMENT", "3": "",
        "4": "REPEATED-FIRST-ATTENDANCE REPEATED-PROCUREMENT",
      ]
    )
  }

  @Test func `units and quantities count, and a part of a unit is one begun`() throws {
    let lines = """
      1,SB97Z,c1,1,SB12Z:2
      2,SB97Z,c2,1,SB12Z:1
      3,SB97Z,c3,1,SB12Z:0.5
      4,SB97Z,c4,1,SB12Z:1.5
      """
    #expect(
      try exceptions(of: lines) == [
        "1": "REPEATED-FIRST-ATTENDANCE", "2": "", "3": "", "4": "REPEATED-FIRST-ATTENDANCE",
      ]
    )
    #expect(try exceptions(of: "1,SB12Z,c1,1,", quantity: "2") == ["1": "REPEATED-FIRST-ATTENDANCE"])
    #expect(try exceptions(of: "1,SB97Z,c1,1,SB12Z", quantity: "2") == ["1": "REPEATED-FIRST-ATTENDANCE"])
    #expect(try exceptions(of: "1,SB97Z,c1,1,SB12Z", quantity: "1") == ["1": ""])
  }

  @Test func `later attendances and what has no course or cycle are not counted`() throws {
    let lines = """
      1,SB15Z,c1,1,
      2,SB15Z,c1,1,
      3,SB12Z,,1,
      4,SB12Z,,1,
      5,SB12Z,c2,,
      6,SB12Z,c2,,
      """
    #expect(Set(try exceptions(of: lines).values) == [""])
  }

  @Test func `courses of two providers are two courses`() throws {
    #expect(Set(try exceptions(of: "1,SB12Z,c1,1,,R1H\n2,SB12Z,c1,1,,RJ7").values) == [""])
    #expect(
      Set(try exceptions(of: "1,SB12Z,c1,1,,R1H\n2,SB12Z,c1,1,,R1H").values)
        == ["REPEATED-FIRST-ATTENDANCE"]
    )
  }

  @Test func `a line that has no price is counted all the same`() throws {
    #expect(
      try exceptions(of: "1,SB12Z,c1,1,\n2,SB14Z,c1,1,")
        == ["1": "REPEATED-FIRST-ATTENDANCE", "2": "REPEATED-FIRST-ATTENDANCE"]
    )
  }

  @Test func `the codes are those of the rules of the year`() throws {
    let rules = try RuleRows([.chemotherapyFirst: "SB15Z", .chemotherapyProcurement: "SB01Z"])
    #expect(
      try exceptions(of: "1,SB12Z,c1,1,\n2,SB12Z,c1,1,\n3,SB15Z,c1,1,SB15Z", rules: rules)
        == ["1": "", "2": "", "3": "REPEATED-FIRST-ATTENDANCE"]
    )
  }

  @Test func `what is miscoded keeps its value`() throws {
    let file = try file("1,SB97Z,c1,1,SB12Z:2")
    let priced = file.prices(by: try MadeUp.pricer())[0]
    #expect(priced.value == Pence(500_00))
    #expect(priced.exceptions == .repeatedFirstAttendance)
  }

  /// What a course costs beside a core at nothing, at the average costs of 2017/18.
  private func value(of course: ChemotherapyCourse) throws -> Pence {
    var line = ActivityLine(year: "2017/18", currency: "SB97Z", pointOfDelivery: .dayCase)
    line.unbundled = course.units
    let pricer = try Shipped.pricerWithCosts()
    return try #require(pricer.price(line).value)
  }

  private func file(_ rows: String, quantity: String = "") throws -> LineFile {
    let lines = rows.split(separator: "\n").map { row in
      var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      cells += Array(repeating: "", count: max(0, 6 - cells.count))
      let isCore = cells[1] == "SB97Z"
      return "\(cells.joined(separator: ",")),2030/31,\(isCore ? "DC" : "UNBCHEMO"),day case,\(quantity)"
    }
    let header =
      "line_id,currency,course,cycle,unbundled,provider,financial_year,point_of_delivery,setting,quantity"
    return try LineFile(
      InputFile(path: "lines.csv", text: ([header] + lines).joined(separator: "\n"))
    )
  }

  private func exceptions(
    of rows: String,
    quantity: String = "",
    rules: RuleRows? = nil
  ) throws -> [String: String] {
    let file = try file(rows, quantity: quantity)
    let prices = file.prices(by: try MadeUp.pricer(rules: rules))
    return Dictionary(
      uniqueKeysWithValues: zip(file.identifiers, prices.map(\.exceptions.description))
    )
  }
}
