import Diagnostics
import Quantities
import Testing

@testable import FundingFlows

struct ComparisonPageTests {
  private let names = ComparisonNames(
    before: "As today",
    after: "Earlier diagnosis of lung cancer",
    steps: ["S1": "Operation", "S2": "Drug"],
    providers: [:]
  )

  /// The numbers at the end of each row of a section, by label.
  private func cells(_ page: String, _ section: String) -> [(label: String, cells: [String])] {
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    let start = lines.firstIndex { $0.hasPrefix(section + "  ") } ?? lines.endIndex
    let rows = lines[start...].dropFirst().prefix { !$0.isEmpty }
    var found: [(label: String, cells: [String])] = []
    for row in rows {
      let words = row.split(separator: " ")
      let cells = words.drop { $0.first?.isLetter == true }
      let label = words.dropLast(cells.count).joined(separator: " ")
      found.append((label: label, cells: cells.map { String($0.replacing(",", with: "")) }))
    }
    return found
  }

  private func amounts(_ page: String, _ section: String) throws -> [String: [Int64]] {
    let rows = try cells(page, section).map { row in
      (row.label, try row.cells.map { try #require(signedPence($0)) })
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `every section of money adds up to the difference, year by year`(seed: UInt64) throws {
    let runs = MixedRuns(seed)
    let comparison = try runs.causes.isEmpty ? nil : runs.comparison()
    guard let comparison, !comparison.difference.flows.isEmpty else { return }
    let page = ComparisonPage(comparison, names: names).text
    let years = Set(
      comparison.difference.flows.map(\.key.financialYear)
        + comparison.attribution.flows.map(\.key.financialYear)
    ).sorted()
    let byYear = comparison.difference.totals { $0.financialYear }
    let expected =
      years.map { byYear[$0]?.difference.amount ?? 0 } + [comparison.difference.total.difference.amount]
    let totals = cells(page, "Pounds").filter { !$0.label.hasPrefix("in per cent") }
    #expect(totals.map(\.label) == ["Before", "After", "Difference"])
    #expect(totals.last?.cells.map { signedPence($0) ?? -1 } == expected)
    for section in ["cause", "pathway", "phase", "provider", "who pays"] {
      let rows = try amounts(page, "Difference by \(section)")
      #expect(expected.indices.map { column in rows.values.reduce(0) { $0 + $1[column] } } == expected)
    }
  }

  @Test func `the page says what is compared, what differs and which steps move most`() throws {
    let steps = (1...12).map { "S\($0)" }
    let runs = [1, 2].map { factor in
      Ledger(
        steps.enumerated().map { index, step in
          LedgerLine(step: step, value: Int64((index % 2 == 0 ? 1 : -1) * (index + 1) * factor * 100))
        }
      )
    }
    let before = try RunTotals(runs[0], [PatientRow(counts: [10, 2.5, 1, 1006.5, 0, 0])])
    let after = try RunTotals(runs[1], [PatientRow(counts: [10, 2, 1, 1007, 0, 0])])
    let comparison = try RunComparison(from: before, to: after, causes: [.stage, .price]) { mix in
      mix.contains(.stage) ? after : before
    }
    let page = ComparisonPage(comparison, names: names).text
    #expect(page.hasPrefix("What changes from As today to Earlier diagnosis of lung cancer\n"))
    #expect(
      page.contains("  Different: stage at diagnosis, prices. The same in both: population, incidence,")
    )
    #expect(cells(page, "Difference by cause").map(\.label) == ["stage at diagnosis", "prices"])
    let most = cells(page, "Steps that differ most")
    #expect(most.map(\.label) == (3...12).reversed().map { "S\($0)" })
    #expect(most.first?.cells == ["-12.00", "-12.00"])
    let deaths = cells(page, "Deaths from the cancer")
    #expect(deaths.map(\.label) == ["Before", "After", "Difference", "by stage at diagnosis"])
    #expect(deaths.map(\.cells) == [["2.5", "2.5"], ["2.0", "2.0"], ["-0.5", "-0.5"], ["-0.5", "-0.5"]])
    let living = cells(page, "People living with cancer at the end of the year")
    #expect(
      living.prefix(4).map(\.cells) == [["1006.5", "-"], ["1007.0", "-"], ["+0.5", "-"], ["+0.5", "-"]]
    )
    #expect(page.contains("Without a price: nothing.\n"))
  }

  @Test func `steps that have a price in one run only are named, the others counted`() throws {
    let before = Ledger([LedgerLine(step: "S1", value: nil), LedgerLine(step: "S2", value: nil)])
    let after = Ledger([
      LedgerLine(step: "S1", value: 100), LedgerLine(step: "S2", value: nil),
      LedgerLine(step: "S3", value: nil, millionths: 12_345_678_900),
    ])
    let difference = try RunDifference(from: RunTotals(before, []), to: RunTotals(after, []))
    let lines = UnpricedSection(difference, names).text.split(separator: "\n").map(\.trimmed)
    #expect(
      lines == [
        "Units priced in the other run only before after", "S1 Operation 1.0 0.0",
        "The pounds of these steps differ by what is priced, whatever their care.",
        "Units without a price, of one run only before after", "S3 0.0 12,345.7",
        "Steps with units that have no price in either run, in unpriced.csv: 1.",
      ]
    )
  }

  @Test func `prose is wrapped, and columns end under one another`() throws {
    let long = (0..<40).map { "word\($0)" }.joined(separator: " ")
    let runs = MixedRuns(3)
    let named = ComparisonNames(before: long, after: long, steps: ["S1": long, "S2": long], providers: [:])
    let page = ComparisonPage(try runs.comparison(), names: named).text
    let lines = page.split(separator: "\n")
    let heading = try #require(lines.firstIndex { $0.hasPrefix("Pounds") })
    #expect(lines[..<heading].allSatisfy { $0.count <= 110 })
    let width = lines[heading].count
    let money = lines[heading...].prefix { !$0.hasPrefix("New cases") }
    #expect(money.allSatisfy { $0.count == width })
  }

  @Test func `decimals are rounded half away from nought, and nought has no sign`() {
    let texts = [0.05, -0.05, 0.04, -0.04, 1234.56, -1234567.89, .nan, .infinity, 1e300]
    #expect(
      texts.map { TextTable.oneDecimal($0, isSigned: true) } == [
        "+0.1", "-0.1", "0.0", "0.0", "+1,234.6", "-1,234,567.9", "-", "-", "-",
      ]
    )
    #expect(TextTable.oneDecimal(12.25) == "12.3")
  }
}
