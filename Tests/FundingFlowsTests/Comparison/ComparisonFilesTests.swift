import Diagnostics
import Quantities
import TestSupport
import Testing

@testable import FundingFlows

struct ComparisonFilesTests {
  private func table(_ name: String, of comparison: RunComparison) throws -> CSVRows {
    try CSVRows(try #require(comparison.files.first { $0.name == name }).bytes)
  }

  /// A column of a table, added up by other columns; noughts are left out.
  private func sums(
    _ table: CSVRows,
    of column: String = "difference",
    by columns: [String],
    reading read: (String) -> Int128? = { signedPence($0).map { Int128($0) } }
  ) throws -> [String: Int128] {
    var sums: [String: Int128] = [:]
    for row in table.rows {
      let key = columns.map { row[$0] ?? "?" }.joined(separator: " ")
      sums[key, default: 0] += try #require(read(row[column] ?? ""))
    }
    return sums.filter { $0.value != 0 }
  }

  private static let flow = ["financial_year", "commissioner", "provider", "pathway", "phase", "step"]

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `each file adds up to the others, and to the ledgers`(seed: UInt64) throws {
    let runs = MixedRuns(seed)
    guard !runs.causes.isEmpty else { return }
    let comparison = try runs.comparison()
    let flows = try table("comparison.csv", of: comparison)
    for row in flows.rows {
      let cells = ["before", "after", "difference"].compactMap { signedPence(row[$0] ?? "") }
      #expect(cells.count == 3 && cells[1] - cells[0] == cells[2])
    }
    for (column, mix) in [("before", []), ("after", runs.causes)] {
      let total = try sums(flows, of: column, by: []).values.first ?? 0
      #expect(total == Int128(runs.ledger(mix).total.amount))
    }
    let parts = try table("attribution.csv", of: comparison)
    #expect(try sums(flows, by: Self.flow) == sums(parts, by: Self.flow))
    let summary = try table("attribution-summary.csv", of: comparison)
    let key = ["financial_year", "pathway", "cause"]
    #expect(try sums(parts, by: key) == sums(summary, by: key))
    let years = ["financial_year", "pathway"]
    #expect(try sums(flows, by: years) == sums(summary, by: years))
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `the parts of people add up to their differences`(seed: UInt64) throws {
    let runs = MixedRuns(seed)
    guard !runs.causes.isEmpty else { return }
    let comparison = try runs.comparison()
    let people = try table("patients.csv", of: comparison)
    for row in people.rows {
      let cells = ["before", "after", "difference"].compactMap { signedMillionths(row[$0] ?? "") }
      #expect(cells.count == 3 && cells[1] - cells[0] == cells[2])
    }
    let parts = try table("patients-attribution.csv", of: comparison)
    let key = ["year", "pathway", "measure"]
    #expect(
      try sums(people, by: key, reading: { signedMillionths($0) })
        == sums(parts, by: key, reading: { signedMillionths($0) })
    )
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `lines in another order give the same bytes`(seed: UInt64) throws {
    let runs = MixedRuns(seed)
    guard !runs.causes.isEmpty else { return }
    var random = Seeded(seed)
    let shuffled = { (mix: Set<Cause>) throws(DiagnosticList) in
      try RunTotals(
        Ledger(runs.ledger(mix).lines.shuffled(using: &random)),
        runs.patients(mix).shuffled(using: &random)
      )
    }
    let other = try RunComparison(
      from: shuffled([]),
      to: shuffled(runs.causes),
      causes: runs.causes,
      mix: shuffled
    )
    let own = try runs.comparison()
    for (file, again) in zip(own.files, other.files) {
      #expect(file.name == again.name && file.bytes == again.bytes)
    }
    let names = ComparisonNames(before: "A", after: "B", steps: [:], providers: [:])
    #expect(ComparisonPage(own, names: names).text == ComparisonPage(other, names: names).text)
  }

  @Test func `a run beside itself has no parts, and differences of nought`() throws {
    let runs = MixedRuns(7)
    let same = try RunComparison(from: runs.totals([]), to: runs.totals([]), causes: runs.causes) {
      _ throws(DiagnosticList) in try runs.totals([])
    }
    for name in ["attribution.csv", "attribution-summary.csv", "patients-attribution.csv"] {
      #expect(try table(name, of: same).rows.isEmpty)
    }
    for name in ["comparison.csv", "patients.csv"] {
      let rows = try table(name, of: same).rows
      #expect(!rows.isEmpty && rows.allSatisfy { ["0", "0.00"].contains($0["difference"] ?? "") })
    }
  }

  @Test func `a small comparison reads as expected`() throws {
    let before = [LedgerLine(value: 1000), LedgerLine(step: "S2", value: nil, millionths: 1_500_000)]
    let after = [LedgerLine(value: 2500), LedgerLine(provider: "RF4", step: "S2", value: 99)]
    let comparison = try RunComparison(
      from: RunTotals(Ledger(before), [PatientRow(counts: [10, 2.5, 1, 6.5, 0, 0])]),
      to: RunTotals(Ledger(after), [PatientRow(counts: [10, 2, 1, 7, 0, 0])]),
      causes: [.price]
    ) { mix throws(DiagnosticList) in
      mix.isEmpty
        ? try RunTotals(Ledger(before), [PatientRow(counts: [10, 2.5, 1, 6.5, 0, 0])])
        : try RunTotals(Ledger(after), [PatientRow(counts: [10, 2, 1, 7, 0, 0])])
    }
    let expected = [
      """
      financial_year,commissioner,provider,pathway,phase,step,before,after,difference
      2026/27,QMF,R1H,breast,treatment,S1,10.00,25.00,15.00
      2026/27,QMF,RF4,breast,treatment,S2,0.00,0.99,0.99
      """,
      """
      financial_year,commissioner,provider,pathway,phase,step,cause,difference
      2026/27,QMF,R1H,breast,treatment,S1,price,15.00
      2026/27,QMF,RF4,breast,treatment,S2,price,0.99
      """,
      """
      financial_year,pathway,cause,difference
      2026/27,breast,price,15.99
      """,
      """
      year,pathway,measure,before,after,difference
      2026,breast,cases,10,10,0
      2026,breast,cancer-deaths,2.5,2,-0.5
      2026,breast,other-deaths,1,1,0
      2026,breast,survivors,6.5,7,0.5
      2026,breast,recurrences,0,0,0
      2026,breast,referrals-ruled-out,0,0,0
      """,
      """
      year,pathway,measure,cause,difference
      2026,breast,cancer-deaths,price,-0.5
      2026,breast,survivors,price,0.5
      """,
      """
      pathway,phase,step,before,after,difference,priced_in
      breast,treatment,S2,1.5,0,-1.5,after
      """,
    ]
    let written = comparison.files.map {
      String(decoding: $0.bytes, as: UTF8.self).split(separator: "\r\n").joined(separator: "\n")
    }
    #expect(written == expected)
    #expect(
      comparison.files.map(\.name) == [
        "comparison.csv", "attribution.csv", "attribution-summary.csv", "patients.csv",
        "patients-attribution.csv", "unpriced.csv",
      ]
    )
  }
}
