import Diagnostics
import Pathways
import Quantities
import Tables
import TestSupport
import Testing

struct CurrencyClaimsTests {
  private static let text = """
    currencies,point_of_delivery,treatment_function,claim,text,evidence
    JA20F,EL NEL,,not-mapped,this group at these points,derived
    JA20 JA21,,,not-mapped,these groups,unverified
    JA,DC,,not-mapped,this chapter as a day case,seen
    JA,,,family,breast,definition
    WF,,103 800,family,attendances at two specialties,definition
    JA20,,,told-apart,the date,definition
    """

  @Test(
    arguments: [
      ("JA20F", .electiveInpatient, "this group at these points", .derived),
      ("JA20F", .nonElectiveInpatient, "this group at these points", .derived),
      ("JA20F", .dayCase, "these groups", .unverified),
      ("JA20E", .electiveInpatient, "these groups", .unverified),
      ("JA21A", .dayCase, "these groups", .unverified),
      ("JA38C", .dayCase, "this chapter as a day case", .seen),
    ] as [(String, PointOfDelivery, String, Evidence)]
  )
  func `where several rows cover a currency the first one counts`(
    currency: String,
    pointOfDelivery: PointOfDelivery,
    text: String,
    evidence: Evidence
  ) throws {
    let code = try #require(CurrencyCode(currency))
    let claim = try #require(try claims(Self.text).text(.notMapped, code, pointOfDelivery, nil))
    #expect(claim.text == text)
    #expect(claim.evidence == evidence)
  }

  @Test(arguments: [("JA38C", .electiveInpatient), ("DZ02K", .dayCase)] as [(String, PointOfDelivery)])
  func `what no row covers is not spoken of`(currency: String, pointOfDelivery: PointOfDelivery) throws {
    let code = try #require(CurrencyCode(currency))
    #expect(try claims(Self.text).text(.notMapped, code, pointOfDelivery, nil) == nil)
  }

  @Test func `the kinds of claim do not hide one another`() throws {
    let claims = try claims(Self.text)
    let code = try #require(CurrencyCode("JA20F"))
    #expect(claims.text(.notMapped, code, .electiveInpatient, nil)?.text == "this group at these points")
    #expect(claims.text(.family, code, .electiveInpatient, nil)?.text == "breast")
    #expect(claims.text(.toldApart, code, .electiveInpatient, nil)?.text == "the date")
  }

  @Test(
    arguments: [
      ("JA20F", nil, true), ("JA20F", "999", true), ("WF01A", "103", true), ("WF01A", "800", true),
      ("WF01A", "104", false), ("WF01A", nil, false), ("DZ02K", nil, false), ("J", nil, false),
    ] as [(String, String?, Bool)]
  )
  func `a currency is in scope when a family covers it, at the specialties named`(
    currency: String,
    treatmentFunction: String?,
    isInScope: Bool
  ) throws {
    let code = try #require(CurrencyCode(currency))
    let function = treatmentFunction.flatMap { TreatmentFunction($0) }
    #expect(try claims(Self.text).isInScope(code, .dayCase, function) == isInScope)
  }

  @Test(arguments: [
    "JA20F", "DZ02K", "SB12Z", "SC23Z", "RN01A", "CMDTB", "CMDT_OTH", "SD01A", "YJ13Z", "RD26Z",
  ])
  func `the shipped families cover the currencies of the pathways`(currency: String) throws {
    let code = try #require(CurrencyCode(currency))
    #expect(try shipped().isInScope(code, .dayCase, nil))
  }

  @Test(arguments: ["AA22C", "LA97A", "VB02Z", "N10AF"])
  func `the shipped families leave other services out`(currency: String) throws {
    let code = try #require(CurrencyCode(currency))
    #expect(try !shipped().isInScope(code, .dayCase, nil))
  }

  @Test func `every fault of a table is told at once`() {
    let text = """
      currencies,point_of_delivery,treatment_function,claim,text,evidence
      JA,DC day,1,mapped,,sure
      """
    #expect(
      places { () throws(DiagnosticList) in
        try CurrencyClaims(InputFile(path: "c.csv", text: text))
      }.map(\.column).sorted() == [4, 11, 13, 20, 21]
    )
  }

  private func claims(_ text: String) throws -> CurrencyClaims {
    try CurrencyClaims(InputFile(path: "c.csv", text: text))
  }

  private func shipped() throws -> CurrencyClaims {
    try CurrencyClaims(InputFile(reading: Repository.path("tariffs/pathways/currency-claims.csv")))
  }
}
