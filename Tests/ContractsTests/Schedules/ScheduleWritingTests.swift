import Contracts
import Diagnostics
import Foundation
import Quantities
import Tables
import Testing

struct ScheduleWritingTests {
  /// Texts that spreadsheets like to change, from the file that the test through LibreOffice reads too.
  private static func hostileTexts() throws -> [String] {
    let input = try InputFile(reading: Repository.path("Tests/Interop/hostile-cells.json"))
    guard case .array(let nodes) = try JSONDocument(input).root.value else { return [] }
    return nodes.compactMap { node in
      guard case .string(let text) = node.value else { return nil }
      return text
    }
  }

  /// A schedule with such a text in every cell that holds text, and codes and years that look like numbers and dates.
  private static func hostileSchedule() throws -> Schedule {
    let texts = try hostileTexts()
    let years: [FinancialYear] = ["2011/12", "2000/01", "2026/27"]
    let commissioners: [CommissionerCode] = ["1E5", "MAR1", "10Q", "00123", "QMF"]
    let providers: [ProviderCode] = ["5E1", "DEC12", "00123", "R1H", "TRUE"]
    let currencies: [CurrencyCode] = ["1E10", "3-Jan", "00123", "MAR1", "JA20F", "-1", "0x1F", "TRUE"]
    return Schedule(
      texts.enumerated().map { index, text in
        let pick = { (count: Int) in index % count }
        return ScheduleLine(
          lineID: index % 7 == 0 ? text : "SL-\(index)",
          financialYear: years[pick(3)],
          commissioner: commissioners[pick(5)],
          provider: providers[pick(5)],
          pathway: texts[(index + 1) % texts.count],
          step: texts[(index + 2) % texts.count],
          currency: currencies[pick(8)],
          pointOfDelivery: PointOfDelivery.allCases[pick(PointOfDelivery.allCases.count)],
          treatmentFunction: index % 2 == 0 ? "103" : nil,
          plannedActivity: Activity(millionths: Int64(index) * 1_234_567),
          unitPrice: UnitPrice(nanopounds: Int64(index) * 12_345_678_901),
          marketForces: Factor(millionths: 1_000_000 + Int64(index) * 611),
          plannedValue: Pence(Int64(index - 100) * 1_234_567),
          lastYearActivity: index % 3 == 0 ? nil : .zero,
          lastYearValue: index % 3 == 0 ? nil : Pence(Int64(index)),
          basis: CostBasis.allCases[pick(CostBasis.allCases.count)],
          evidence: Evidence.allCases[pick(4)],
          note: text
        )
      }
    )
  }

  @Test
  func `a hostile schedule is written as the file that goes through LibreOffice, and read back the same`()
    throws
  {
    let schedule = try Self.hostileSchedule()
    let path = Repository.path("Tests/Interop/hostile-schedule.csv")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try Data(schedule.table).write(to: URL(filePath: path))
    }
    let file = try InputFile(reading: path)
    #expect(schedule.lines.count > 200)
    #expect(file.bytes == schedule.table)
    let read = try Schedule(file)
    #expect(read.lines == schedule.lines)
    #expect(read.warnings.warningCount == 0)
  }

  @Test func `the header is as agreed, and amounts are plain numbers`() throws {
    let text = String(decoding: Schedule([]).table, as: UTF8.self)
    #expect(text == ScheduleFile.header + "\r\n")
    let line = try ScheduleFile(ScheduleFile.row).lines()
    let written = String(decoding: Schedule(line).table, as: UTF8.self)
    #expect(
      written == "\(ScheduleFile.header)\r\n\(ScheduleFile.row.replacing(",20000,", with: ",20000.00,"))\r\n"
    )
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `what is written is read as it was`(seed: UInt64) throws {
    let schedule = Schedule(RandomLedger(seed).ledger, in: RandomLedger.year)
    let read = try Schedule(InputFile(path: "s.csv", bytes: schedule.table))
    #expect(read.lines == schedule.lines)
    #expect(read.table == schedule.table)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `every sum of the subtotals is that of its lines`(seed: UInt64) throws {
    let schedule = Schedule(RandomLedger(seed).ledger, in: RandomLedger.year)
    let table = try CSVTable(InputFile(path: "t.csv", bytes: schedule.subtotalTable))
    let names = table.header.map(\.text)
    let rows = table.rows.map {
      Dictionary(zip(names, $0.fields.map(\.text)), uniquingKeysWith: { first, _ in first })
    }
    let levels = Set(rows.compactMap { $0["level"] })
    #expect(levels.count == (schedule.lines.isEmpty ? 0 : 9))
    for level in levels {
      let own = rows.filter { $0["level"] == level }
      let planned = own.compactMap { $0["planned_value"] }.map(pence).total()
      #expect(planned == schedule.total, "\(level)")
      #expect(own.compactMap { $0["lines"] }.compactMap { Int($0) }.reduce(0, +) == schedule.lines.count)
      let last = own.compactMap { $0["last_year_value"] }.filter { !$0.isEmpty }.map(pence).total()
      #expect(last == schedule.lines.compactMap(\.lastYearValue).total())
    }
    for row in rows where row["level"] == "commissioner, provider" {
      let own = schedule.lines.filter { $0.provider.description == row["provider"] }
      #expect(own.compactMap(\.value).total().description == row["planned_value"])
    }
  }

  @Test func `a value that is not the arithmetic is remarked on, once for all lines`() throws {
    let schedule = Schedule(try ScheduleFile(ScheduleFile.row([("planned_value", "1")])).lines())
    let remarks = schedule.remarks(on: "s.csv")
    #expect(remarks.errorCount == 0)
    #expect(remarks.warnings.map(\.code) == ["schedule.arithmetic"])
    #expect(remarks.warnings.first?.message.contains("they come to -22741.20 pounds more") == true)
    #expect(try Schedule(ScheduleFile(ScheduleFile.row).input).remarks(on: "s.csv").warningCount == 0)
  }
}
