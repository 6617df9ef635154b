import Diagnostics
import TestSupport
import Testing

@testable import FundingFlows

struct RunTotalsTests {
  private static let tooLarge =
    " found a run of more than 5,000 million million pounds, or of more than 500,000 million people or units of "
    + "activity without a price, expected less [compare.too-large]"

  private let people = PatientRow(counts: [1, 2, 3, 4, 5, 6])

  @Test func `a run that would not fit is refused, and the largest that fits is not`() {
    let limit = Int64(Tally<FlowKey>.limit)
    #expect(
      faults { () throws(DiagnosticList) in try RunTotals(Ledger([LedgerLine(value: limit)]), [people]) }
        == []
    )
    let runs: [(lines: [LedgerLine], patients: [PatientRow])] = [
      ([LedgerLine(value: limit), LedgerLine(provider: "RF4", value: -1)], []),
      ([LedgerLine(value: .min)], []),
      ([LedgerLine(value: .max), LedgerLine(value: .max)], []),
      ([LedgerLine(value: nil, millionths: .max), LedgerLine(value: nil, millionths: .max)], []),
      ([], [PatientRow(counts: [0, 0, 0, 6e11, 0, 0])]),
      ([], [PatientRow(counts: [1e300, 0, 0, 0, 0, 0])]),
      ([], [PatientRow(counts: [0, .nan, 0, 0, 0, 0])]),
    ]
    for run in runs {
      let found = faults { () throws(DiagnosticList) in try RunTotals(Ledger(run.lines), run.patients) }
      #expect(found == [Self.tooLarge])
    }
  }

  @Test func `a line without a price counts in units, and one worth nothing in pounds`() throws {
    let lines = [
      LedgerLine(step: "S1", value: 0), LedgerLine(step: "S2", value: nil, millionths: 1_500_000),
      LedgerLine(provider: "RF4", step: "S2", value: nil, millionths: 250_000),
    ]
    let totals = try RunTotals(Ledger(lines), [people])
    #expect(totals.flows.keys.map(\.step) == ["S1"])
    #expect(totals.flows.amounts == [0])
    #expect(totals.unpriced.keys.map(\.step) == ["S2"])
    #expect(totals.unpriced.amounts == [1_750_000])
    #expect(totals.patients.keys.map(\.measure) == PatientMeasure.allCases)
    #expect(totals.patients.amounts == [1, 2, 3, 4, 5, 6].map { $0 * 1_000_000 })
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `a run's people are those of the rows of its file`(seed: UInt64) throws {
    let run = try ModelRun(RandomScenario(seed))
    let totals = try RunTotals(run.flows).patients
    let columns = [
      "cases": PatientMeasure.cases, "cancer_deaths": .cancerDeaths, "other_deaths": .otherDeaths,
      "survivors": .survivors, "recurrences": .recurrences, "referrals_ruled_out": .ruledOut,
    ]
    var expected: [PatientKey: Int64] = [:]
    for row in try run.table("patients.csv").rows {
      for (column, measure) in columns {
        let year = try #require(Int(row["year"] ?? ""))
        let key = PatientKey(year: year, pathway: row["pathway"] ?? "", measure: measure)
        expected[key, default: 0] += Int64(try #require(scaled(row[column] ?? "", 6)))
      }
    }
    #expect(Dictionary(uniqueKeysWithValues: zip(totals.keys, totals.amounts)) == expected)
  }
}
