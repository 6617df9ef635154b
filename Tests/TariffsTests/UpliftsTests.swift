import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct UpliftsTests {
  @Test func `what carries a price on is one and uplift less efficiency, as well supported as the weaker`()
    throws
  {
    let uplift = try #require(
      try uplifts("2030/31,original,3.1,2,1.1,seen,unverified,derived,made up,")["2030/31"]
    )
    #expect(uplift.factor == "1.011")
    #expect(uplift.evidence == .unverified)
  }

  @Test func `where the two are not known the net change counts, also a fall`() throws {
    let uplift = try #require(try uplifts("2030/31,original,,,-1.5,,,derived,made up,")["2030/31"])
    #expect(uplift.factor == "0.985")
    #expect(uplift.evidence == .derived)
  }

  @Test(arguments: [false, true])
  func `the pay award replaces the original, in whatever order they stand`(isFirst: Bool) throws {
    let rows = [
      "2030/31,original,1.7,1.1,0.6,seen,seen,derived,made up,",
      "2030/31,pay-award,5,1.1,3.9,seen,seen,derived,made up,",
    ]
    let uplift = try uplifts((isFirst ? rows.reversed() : rows).joined(separator: "\n"))["2030/31"]
    #expect(uplift?.factor == "1.039")
    #expect(uplift?.version == "pay-award")
  }

  @Test(arguments: ["proposal", "ETO", "DTR"])
  func `what never came into force for all carries nothing on, and can be asked for`(version: String) throws {
    let uplifts = try uplifts("2030/31,\(version),1.9,3.5,-1.6,seen,seen,derived,made up,")
    #expect(uplifts["2030/31"] == nil)
    let rates = try #require(uplifts.rates(of: "2030/31", version: version))
    #expect(rates.costUplift?.description == "1.9")
    #expect(rates.efficiency?.description == "3.5")
    #expect(rates.net?.description == "-1.6")
    #expect(uplifts.rates(of: "2030/31", version: "original") == nil)
  }

  @Test func `a year for which no rate is known carries nothing on`() throws {
    #expect(try uplifts("2030/31,original,,,,,,,made up,")["2030/31"] == nil)
  }

  @Test func `the shipped net change is uplift less efficiency wherever all three are given`() throws {
    let text = try InputFile(reading: Repository.path("tariffs/uplifts.csv"))
    let shipped = try Shipped.library.uplifts()
    var compared = 0
    for row in try records(of: text.bytes) {
      let year = try #require(FinancialYear(row["financial_year"] ?? ""))
      let rates = try #require(shipped.rates(of: year, version: row["version"] ?? ""))
      guard let uplift = rates.costUplift, let efficiency = rates.efficiency, let net = rates.net else {
        continue
      }
      #expect(net.millionths == uplift.millionths - efficiency.millionths, "\(year)")
      compared += 1
    }
    #expect(compared == 18)
  }

  @Test(
    arguments: [
      ("2.15", 21_500), ("-1.8", -18_000), ("0", 0), ("0.0001", 1), ("100", 1_000_000), ("0.00001", nil),
      ("1.23456", nil), ("", nil), ("-", nil), ("--1", nil), ("2%", nil), ("1.5 ", nil),
    ] as [(String, Int64?)]
  )
  func `a percentage has four decimals at most`(text: String, millionths: Int64?) {
    #expect(Percent(text)?.millionths == millionths)
  }

  @Test(arguments: ["2.15", "-1.8", "0", "0.0001", "100"])
  func `a percentage reads back as it was written`(text: String) {
    #expect(Percent(text)?.description == text)
  }

  @Test func `every fault is told at once`() {
    let rows = """
      2030,,x,2%,1.23456,sure,seen,seen,made up,
      2030/31,orignal,1,1,0,seen,seen,seen,made up,
      2030/31,original,1,1,0,seen,seen,seen,made up,
      2030/31,original,2,1,1,seen,seen,seen,made up,
      """
    #expect(
      places { () throws(DiagnosticList) in try uplifts(rows) }.sorted().map(\.description) == [
        "f.csv:2:1", "f.csv:2:6", "f.csv:2:7", "f.csv:2:9", "f.csv:2:12", "f.csv:2:20", "f.csv:3:9",
        "f.csv:5:1",
      ]
    )
  }

  private func uplifts(_ rows: String) throws(DiagnosticList) -> Uplifts {
    try Uplifts(InputFile(path: "f.csv", text: "\(SyntheticLibrary.upliftsHeader)\n\(rows)\n"))
  }
}
