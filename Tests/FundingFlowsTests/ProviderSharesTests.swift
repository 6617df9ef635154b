import Diagnostics
import FundingFlows
import Pathways
import Quantities
import Tables
import TestSupport
import Testing

struct ProviderSharesTests {
  private func table(_ rows: String...) -> InputFile {
    InputFile(path: "t.csv", text: (["pathway,phase,provider,share,evidence"] + rows).joined(separator: "\n"))
  }

  @Test func `the providers of a phase stand in the order of the table, all of them in that of their codes`()
    throws
  {
    let shares = try ProviderShares(
      table(
        "lung,treatment,RRV,0.25,seen",
        "lung,treatment,R1H,0.75,derived",
        "lung,diagnosis,RF4,1,seen",
        "breast,treatment,7A1,1,seen"
      )
    )
    let own = shares.providers(of: "lung", .treatment).map { "\($0.provider) \($0.share)" }
    #expect(own == ["RRV 0.25", "R1H 0.75"])
    #expect(shares.providers(of: "lung", .palliative).isEmpty)
    #expect(shares.providers(of: "bowel", .treatment).isEmpty)
    #expect(shares.all.map(\.description) == ["7A1", "R1H", "RF4", "RRV"])
    #expect(shares.evidence == .derived)
  }

  @Test func `shares of a phase that do not add up to one are reported, each phase once`() {
    let input = table(
      "lung,treatment,RRV,0.25,seen",
      "lung,treatment,R1H,0.7,seen",
      "lung,diagnosis,RF4,1,seen",
      "breast,referral,R1H,0.5,seen",
      "breast,referral,RF4,0.500001,seen"
    )
    #expect(
      faults { () throws(DiagnosticList) in try ProviderShares(input) } == [
        "t.csv:2 found providers of lung treatment that add up to 0.95, expected 1 [provider.shares]",
        "t.csv:5 found providers of breast referral that add up to 1.000001, expected 1 [provider.shares]",
      ]
    )
  }

  @Test func `every fault of a row is reported with its place`() {
    let input = table(
      "lung,surgery,RRV,1,seen",
      "lung,treatment,rrv,1,seen",
      "lung,treatment,R1H,2,seen",
      "lung,treatment,RF4,1,seen",
      "lung,treatment,RF4,0,seen"
    )
    #expect(
      faults { () throws(DiagnosticList) in try ProviderShares(input) } == [
        "t.csv:2:6 found \"surgery\" as phase, expected a phase: referral, diagnosis, staging, decision, treatment,"
          + " follow-up, recurrence, palliative, end-of-life [value.malformed]",
        "t.csv:3:16 found \"rrv\" as provider, expected a provider code of 3 to 6 capital letters and digits, not"
          + " ending in 00, such as R1H [value.malformed]",
        "t.csv:4:20 found \"2\" as share, expected a share from 0 to 1 with up to six decimals, such as 0.535"
          + " [value.malformed]",
        "t.csv:6:16 found a second row for the same provider, first on line 5 [table.repeated-row]",
      ]
    )
  }
}
