import Diagnostics
import Populations
import Quantities
import Tables
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct NetSurvivalTests {
  private static let header = "site,stage,years,net_survival"

  private func survival(_ one: String, _ five: String) throws -> NetSurvival {
    try NetSurvival(table(Self.header, "lung,1,1,\(one)", "lung,1,5,\(five)"))
  }

  private func alive(_ survival: NetSurvival, _ years: Double) throws -> Double {
    exp(-(try #require(survival.cumulativeHazard(of: "lung", .one, after: years))))
  }

  @Test(arguments: [
    ("0.88", "0.55"), ("1", "0.98"), ("1", "1"), ("0.5", "0.5"), ("0.19", "0.05"), ("0.000002", "0.000001"),
  ])
  func `survival passes through both published points and falls in between and after`(
    one: String,
    five: String
  ) throws {
    let survival = try survival(one, five)
    let published = (one: try #require(Share(one)).value, five: try #require(Share(five)).value)
    #expect(try alive(survival, 0) == 1)
    #expect(abs(try alive(survival, 1) - published.one) < 1e-14)
    #expect(abs(try alive(survival, 5) - published.five) < 1e-14)
    let curve = try stride(from: 0, through: 20, by: 0.25).map { try alive(survival, $0) }
    #expect(zip(curve, curve.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `the hazard is one constant in the first year and another from then on`(seed: UInt64) throws {
    var random = Seeded(seed)
    let one = random.int(1...1_000_000)
    let five = random.int(1...one)
    let survival = try survival(decimal(one), decimal(five))
    let hazard = { (years: Double) throws in
      try #require(survival.cumulativeHazard(of: "lung", .one, after: years))
    }
    let first = -log(Double(one) / 1e6)
    let later = (-log(Double(five) / 1e6) - first) / 4
    for _ in 0..<20 {
      let years = random.double(0...40)
      let expected = years < 1 ? first * years : first + later * (years - 1)
      #expect(abs(try hazard(years) - expected) < 1e-9)
    }
  }

  @Test func `a site or stage that the table lacks has no hazard`() throws {
    let survival = try survival("0.9", "0.5")
    #expect(survival.cumulativeHazard(of: "lung", .two, after: 1) == nil)
    #expect(survival.cumulativeHazard(of: "breast", .one, after: 1) == nil)
  }

  @Test func `survival that rises, reaches nobody or lacks a point is refused`() {
    let input = table(
      Self.header,
      "lung,1,1,0.5",
      "lung,1,5,0.500001",
      "lung,2,1,0.5",
      "lung,2,5,0",
      "lung,3,1,0.5",
      "lung,4,5,0.5",
      "lung,not-staged,1,0.5",
      "lung,not-staged,5,0.4"
    )
    #expect(
      faults { () throws(DiagnosticList) in try NetSurvival(input) } == [
        "t.csv:2 found no five-year survival of lung stage 1 above 0 and at most 0.5 [survival.points]",
        "t.csv:4 found no five-year survival of lung stage 2 above 0 and at most 0.5 [survival.points]",
        "t.csv:6 found no five-year survival of lung stage 3 above 0 and at most 0.5 [survival.points]",
        "t.csv:7 found no one-year survival of lung stage 4 [survival.points]",
      ]
    )
  }

  @Test func `a point at other years is refused, for nothing would use it`() {
    let input = table(Self.header, "lung,1,1,0.5", "lung,1,3,0.4", "lung,1,5,0.3", "lung,1,10,0.3")
    #expect(
      faults { () throws(DiagnosticList) in try NetSurvival(input) } == [
        "t.csv:3:8 found \"3\" as years, expected 1 or 5 [value.out-of-range]",
        "t.csv:5:8 found \"10\" as years, expected a whole number from 1 to 5 [value.out-of-range]",
      ]
    )
  }

  @Test func `every fault of a row is reported with its place`() {
    let input = table(
      Self.header,
      "lung,1,1,50",
      "lung,5,1,0.5",
      ",1,1,0.5",
      "lung,1,1,0.5",
      "lung,1,1,0.5",
      "lung,1,5,0.5"
    )
    #expect(
      faults { () throws(DiagnosticList) in try NetSurvival(input) } == [
        "t.csv:2:10 found \"50\" as net_survival, expected a share from 0 to 1 with up to six decimals, such as"
          + " 0.535 [value.malformed]",
        "t.csv:3:6 found \"5\" as stage, expected a stage: 1, 2, 3, 4, not-staged, ruled-out or recurrent"
          + " [value.malformed]",
        "t.csv:4:1 found a blank site, expected text [value.missing]",
        "t.csv:6:6 found a second row for the same stage, first on line 5 [table.repeated-row]",
      ]
    )
  }

  @Test(arguments: ["ruled-out", "recurrent"])
  func `survival is by stage at diagnosis`(stage: String) {
    let input = table(Self.header, "lung,\(stage),1,0.5", "lung,1,1,0.5", "lung,1,5,0.5")
    #expect(
      faults { () throws(DiagnosticList) in try NetSurvival(input) } == [
        "t.csv:2:6 found \"\(stage)\" as stage, expected a stage at diagnosis: 1, 2, 3, 4 or not-staged"
          + " [value.malformed]"
      ]
    )
  }

  @Test(arguments: ["breast", "lung"])
  func `in England survival falls from stage to stage`(site: String) throws {
    let survival = try NetSurvival(Repository.england("survival-by-stage.csv"))
    for years in [1.0, 5.0] {
      let hazards = try [Stage.one, .two, .three, .four].map {
        try #require(survival.cumulativeHazard(of: site, $0, after: years))
      }
      #expect(hazards == hazards.sorted(), "\(hazards)")
    }
  }

  // MARK: - Forms

  @Test func `the form is chosen for a site, else for all`() throws {
    let input = table(Self.header, "lung,1,1,0.6", "lung,1,5,0.4", "bowel,1,1,0.6", "bowel,1,5,0.4")
    let forms = SurvivalForms(.mixtureCure, bySite: ["lung": .weibull])
    let survival = try NetSurvival(input, forms: forms)
    let (one, five) = (try #require(Share("0.6")), try #require(Share("0.4")))
    let curves = try [SurvivalForm.weibull, .mixtureCure].map { form in
      try #require(SurvivalCurve(form, one: one, five: five))
    }
    for (site, curve) in zip(["lung", "bowel"], curves) {
      let hazard = survival.cumulativeHazard(of: site, .one, after: 3)
      #expect(hazard == curve.cumulativeHazard(after: 3))
    }
  }

  @Test func `a form that cannot pass through a stage's points is refused, and told which can`() {
    let input = table(
      Self.header,
      "lung,1,1,1",
      "lung,1,5,0.98",
      "lung,2,1,0.9",
      "lung,2,5,0.5",
      "lung,3,1,0.5",
      "lung,3,5,0.4"
    )
    #expect(
      faults { () throws(DiagnosticList) in try NetSurvival(input, forms: SurvivalForms(.mixtureCure)) } == [
        "t.csv:2 found survival of lung stage 1 of 1 and 0.98 at 1 and 5 years, through which no mixture-cure curve"
          + " passes: their hazard rises after the first year, and that of a mixture cure falls [survival.form]",
        "t.csv:4 found survival of lung stage 2 of 0.9 and 0.5 at 1 and 5 years, through which no mixture-cure curve"
          + " passes: their hazard rises after the first year, and that of a mixture cure falls [survival.form]",
      ]
    )
    #expect(
      fixes { () throws(DiagnosticList) in try NetSurvival(input, forms: SurvivalForms(.mixtureCure)) } == [
        "choose two-piece for lung in survivalForm", "choose two-piece or weibull for lung in survivalForm",
      ]
    )
    #expect(
      faults { () throws(DiagnosticList) in try NetSurvival(input, forms: SurvivalForms(.weibull)) } == [
        "t.csv:2 found survival of lung stage 1 of 1 and 0.98 at 1 and 5 years, through which no weibull curve"
          + " passes: nobody dies of it in the first year and some do later [survival.form]"
      ]
    )
  }
}
