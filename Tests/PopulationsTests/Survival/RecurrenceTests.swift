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

struct RecurrenceTests {
  private static let header = "site,stage,subtype,kind,from,to,conditional_risk,evidence"

  @Test func `a conditional risk is a constant hazard over its years, and none after the last`() throws {
    let recurrence = try Recurrence(
      table(
        Self.header,
        "breast,1,TNBC,distant,5,10,0.1,unverified",
        "breast,1,TNBC,distant,0,5,0.2,seen",
        "lung,2,,distant,0,2,0.5,seen"
      )
    )
    let hazard = { recurrence.hazard(of: "breast", .one, "TNBC", after: $0) }
    #expect(abs((hazard(0) ?? 0) + log(0.8) / 5) < 1e-12)
    #expect(hazard(4.5) == hazard(0))
    #expect(abs((hazard(5) ?? 0) + log(0.9) / 5) < 1e-12)
    #expect(hazard(10) == 0)
    #expect(recurrence.hazard(of: "breast", .one, "HER2+", after: 1) == nil)
    #expect(recurrence.hazard(of: "lung", .two, "any", after: 1.5) == -log(0.5) / 2)
    #expect(recurrence.covers("lung"))
    #expect(!recurrence.covers("bowel"))
    #expect(recurrence.stages(of: "breast") == [.one])
    #expect(recurrence.lastYear(of: "breast") == 10)
    #expect(recurrence.evidence == .unverified)
  }

  @Test func `every fault of a row is reported with its place`() {
    let input = table(
      Self.header,
      "breast,4,,distant,0,5,0.1,seen",
      "breast,1,,local,0,5,0.1,seen",
      "breast,1,,distant,5,5,0.1,seen",
      "breast,1,,distant,0,5,1,seen",
      "breast,2,,distant,0,5,0.1,seen",
      "breast,2,,distant,0,6,0.1,seen"
    )
    #expect(
      faults { () throws(DiagnosticList) in try Recurrence(input) } == [
        "t.csv:2:8 found \"4\" as stage, expected a stage from which cancer recurs: 1, 2, 3 or not-staged"
          + " [value.malformed]",
        "t.csv:3:11 found \"local\" as kind, expected distant (local recurrence is a step of the pathway, so many"
          + " for each survivor and year) [value.malformed]",
        "t.csv:4:21 found \"5\" as to, expected a whole number from 6 to 100 [value.out-of-range]",
        "t.csv:5:23 found \"1\" as conditional_risk, expected at most 0.999999 [value.out-of-range]",
        "t.csv:7:19 found a second row for the same from, first on line 6 [table.repeated-row]",
      ]
    )
  }

  @Test func `years with a gap or twice, and a stage with and without subtypes are refused`() {
    let input = table(
      Self.header,
      "breast,1,,distant,1,5,0.1,seen",
      "breast,2,,distant,0,5,0.1,seen",
      "breast,2,,distant,4,9,0.1,seen",
      "breast,3,,distant,0,5,0.1,seen",
      "breast,3,TNBC,distant,0,5,0.1,seen"
    )
    #expect(
      faults { () throws(DiagnosticList) in try Recurrence(input) } == [
        "t.csv:2 found years from 1 to 5 after years to 0, expected them to follow one another from 0 on"
          + " [recurrence.years]",
        "t.csv:4 found years from 4 to 9 after years to 5, expected them to follow one another from 0 on"
          + " [recurrence.years]",
        "t.csv:6 found breast stage 3 with rows for all subtypes and for TNBC [recurrence.subtypes]",
      ]
    )
  }

  @Test func `England's table is of breast stages 1 to 3, unverified, and later stages recur more`() throws {
    let recurrence = try Recurrence(Repository.england("recurrence.csv"))
    #expect(recurrence.stages(of: "breast") == [.one, .two, .three])
    #expect(!recurrence.covers("lung"))
    #expect(recurrence.evidence == .unverified)
    for subtype in ["HR+HER2-", "HER2+", "TNBC"] {
      let hazards = [Stage.one, .two, .three].map {
        recurrence.hazard(of: "breast", $0, subtype, after: 0) ?? 0
      }
      #expect(hazards == hazards.sorted())
    }
    // SEER: hormone receptor positive women keep on recurring, the others do so early.
    let late = { (subtype: String) in recurrence.hazard(of: "breast", .two, subtype, after: 12) ?? 0 }
    #expect(late("HR+HER2-") > late("HER2+"))
    #expect(late("HER2+") > late("TNBC"))
  }
}
