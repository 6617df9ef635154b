import Diagnostics
import Quantities
import Tariffs
import Testing

struct BestPracticeTests {
  private static let table = [
    "2030-31/best-practice.csv": """
    \(MadeUp.bestPracticeHeader)
    AA01A,EL,price,price,800,seen,made up,
    AA01A,EL,addition,addition,150,seen,made up,
    AA01A,EL,pathway,pathway,3000,seen,made up,
    AA01A,EL,inside,inside,,seen,made up,
    AA01A,EL,weak,addition,150,unverified,made up,
    SYN01,NEL,price,price,800,seen,made up,
    SYN01,NEL,addition,addition,150,seen,made up,
    """
  ]

  @Test(
    arguments: [
      ("price", 800, .bestPracticePrice), ("addition", 1150, .bestPracticeAddition),
      ("pathway", 3000, .pathwayPrice), ("inside", 0, .insidePathway),
    ] as [(String, Int64, RuleOutcome)]
  )
  func `each kind pays what it says, and the base price stays on the line`(
    flag: String,
    pounds: Int64,
    outcome: RuleOutcome
  ) throws {
    let priced = try price(flag)
    #expect(priced.value == Pence(pounds * 100))
    #expect(priced.basePrice == "1000")
    #expect(priced.trace.contains(outcome))
    #expect(priced.evidence == .seen)
  }

  @Test(arguments: [("price", 800 + 300), ("addition", 1150 + 300), ("pathway", 3000), ("inside", 0)])
  func `a long stay is paid beside a best practice, and not beside a pathway`(
    flag: String,
    pounds: Int64
  ) throws {
    let priced = try price(flag) { $0.lengthOfStay = 8 }
    #expect(priced.value == Pence(pounds * 100))
    #expect(priced.excessBedDays == (pounds % 1000 == 0 ? 0 : 3))
  }

  @Test(arguments: [("price", 1200_00), ("addition", 1725_00), ("pathway", 3000_00), ("inside", 0)])
  func `a top-up is taken on a best practice, and not on a pathway`(flag: String, pence: Int64) throws {
    #expect(try price(flag) { $0.topUp = "0.5" }.value == Pence(pence))
  }

  @Test(arguments: [("price", 960_00), ("addition", 1380_00), ("pathway", 3600_00), ("inside", 0)])
  func `market forces apply to all of it`(flag: String, pence: Int64) throws {
    #expect(try price(flag) { $0.marketForcesFactor = "1.2" }.value == Pence(pence))
  }

  @Test func `what is unbundled is paid beside a line inside a pathway`() throws {
    let priced = try price("inside") { $0.unbundled = ["XC01Z"] }
    #expect(priced.coreValue == .zero)
    #expect(priced.unbundledValue == Pence(1300_00))
  }

  @Test func `without a published price of it the price stands, unverified, and the line says so`() throws {
    let unknown = try price("another")
    #expect(unknown.value == Pence(1000_00))
    #expect(unknown.evidence == .unverified)
    #expect(unknown.trace.isUnverified(.noBestPractice))
    var line = ActivityLine(year: "2018/19", currency: "JA20F", pointOfDelivery: .dayCase)
    line.bestPractice = "any"
    let shipped = try Shipped.pricer().price(line)
    #expect(shipped.value == Pence(1979_00))
    #expect(shipped.trace.isUnverified(.noBestPractice))
  }

  @Test func `a best practice is of one group at one point of delivery`() throws {
    #expect(try price("price") { $0.pointOfDelivery = .dayCase }.trace.contains(.noBestPractice))
    #expect(try price("price") { $0.currency = "AA02A" }.value == Pence(500_00))
  }

  @Test func `a line that names none is not touched`() throws {
    let line = ActivityLine.madeUp("AA01A", .electiveInpatient) { $0.lengthOfStay = 1 }
    let priced = try MadeUp.price(line, tables: Self.table)
    #expect(priced.value == Pence(1000_00))
    #expect(!priced.trace.description.contains("best practice"))
  }

  @Test func `costs and local prices have no best practice`() throws {
    let cost = try price("price") { ($0.currency, $0.pointOfDelivery) = ("AA09A", .dayCase) }
    #expect(cost.value == Pence(450_00))
    #expect(!cost.trace.description.contains("best practice"))
    let local = try price("price") { $0.localPrice = "77" }
    #expect(local.value == Pence(77_00))
    #expect(!local.trace.description.contains("best practice"))
  }

  @Test(arguments: [("no", "price", 800), ("yes", "price", 300), ("no", "addition", 450)])
  func `a best practice price replaces the reduced price of a short stay, unless the rules say otherwise`(
    kept: String,
    flag: String,
    pounds: Int64
  ) throws {
    let rules = try RuleRows([.shortStayOnBestPractice: kept])
    let priced = try MadeUp.price(shortStay(flag), rules: rules, tables: Self.table)
    #expect(priced.value == Pence(pounds * 100))
    #expect(priced.isShortStay == (pounds != 800))
    #expect(priced.trace.contains(.bestPracticePrice) == (pounds == 800))
  }

  @Test func `a short stay whose reduced price was replaced is told as any other stay`() throws {
    let priced = try MadeUp.price(shortStay("price"), tables: Self.table)
    #expect(priced.value == Pence(800_00))
    #expect(!priced.isShortStay)
    #expect(priced.basePrice == "1000")
    #expect(!priced.trace.contains(.shortStay))
  }

  @Test(arguments: ["no", "yes"])
  func `on a short stay the line is as well supported as that row, and says so`(kept: String) throws {
    try MadeUp.expectGrade(
      of: .shortStayOnBestPractice,
      as: kept == "no" ? .bestPracticePrice : .shortStay,
      on: shortStay("price"),
      values: [.shortStayOnBestPractice: kept],
      tables: Self.table
    )
  }

  @Test func `the line is as well supported as the price of the best practice`() throws {
    let weak = try price("weak")
    #expect(weak.value == Pence(1150_00))
    #expect(weak.evidence == .unverified)
    #expect(weak.trace.isUnverified(.bestPracticeAddition))
    #expect(try !price("addition").trace.isUnverified(.bestPracticeAddition))
  }

  @Test func `the explanation names the row and its publication`() throws {
    let entry = try price("addition").explanation.entries.first {
      $0.rule == RuleOutcome.bestPracticeAddition.text
    }
    #expect(entry?.position?.file.hasSuffix("2030-31/best-practice.csv") == true)
    #expect(entry?.position?.line == 3)
    #expect(entry?.publication == "made up")
    #expect(entry?.effect == ExactPounds("150"))
  }

  private func shortStay(_ flag: String) -> ActivityLine {
    .madeUp("SYN01", .nonElectiveInpatient) { line in
      (line.age, line.lengthOfStay, line.admissionMethod) = (70, 1, "21")
      line.bestPractice = flag
    }
  }

  private func price(_ flag: String, _ change: (inout ActivityLine) -> Void = { _ in }) throws -> PricedLine {
    var line = ActivityLine.madeUp("AA01A", .electiveInpatient) { $0.lengthOfStay = 1 }
    line.bestPractice = flag
    change(&line)
    return try MadeUp.price(line, rules: RuleRows().seen(), tables: Self.table)
  }
}
