@testable import Contracts
import Diagnostics
import Quantities
import Tables
import Testing

struct MonitoringFileTests {
  @Test(arguments: MonitoringLayout.all, 0..<12 as Range<UInt64>)
  func `what is read and written again has the same bytes`(layout: MonitoringLayout, seed: UInt64) throws {
    var random = RandomMonitoring(layout, seed: seed)
    let input = random.file()
    let file = try MonitoringFile(input, as: layout)
    #expect(file.bytes == input.bytes)
    #expect(file.rows.count == file.rows.map(\.texts).count)
    let again = try MonitoringFile(InputFile(path: input.path, bytes: file.bytes), as: layout)
    #expect(again.rows == file.rows)
    #expect(again.columns == file.columns)
  }

  @Test(arguments: MonitoringLayout.all)
  func `a file with every element is recognised`(layout: MonitoringLayout) throws {
    let file = try MonitoringFile(MonitoringText.file(layout, []))
    #expect(file.layout == layout)
    #expect(file.columns.map(\.name) == layout.elements.map(\.name))
    #expect(file.warnings.warningCount == 0)
  }

  @Test func `header names are read without case, underscores, hidden characters and order`() throws {
    let row = MonitoringText.aggregate()
    let clean = MonitoringText.file(.aggregate, [row])
    let cells = MonitoringLayout.aggregate.elements.reversed().map { ($0.name, row[$0.name] ?? "") }
    let spoilt = cells.enumerated().map { index, cell in
      switch index % 5 {
      case 0: cell.0.lowercased()
      case 1: String(cell.0.map { $0 == " " ? "_" : $0 })
      case 2: "\u{200B}\(cell.0)\u{FEFF}"
      case 3: String(cell.0.map { $0 == " " ? "\u{A0}" : $0 })
      default: " \(cell.0) "
      }
    }
    let text =
      "\u{FEFF}" + spoilt.joined(separator: ",") + "\n" + cells.map(\.1).joined(separator: ",") + "\n"
    let file = try MonitoringFile(InputFile(path: "spoilt.csv", text: text))
    let expected = try MonitoringFile(clean)
    #expect(file.layout == .aggregate)
    #expect(file.columns.map(\.name) == cells.map(\.0))
    #expect(file.rows.first?.price == expected.rows.first?.price)
    #expect(file.rows.first?.activity == expected.rows.first?.activity)
    #expect(try MonitoringFile(InputFile(path: "spoilt.csv", bytes: file.bytes)).bytes == file.bytes)
  }

  @Test func `columns that the layout does not know are kept where they stood`() throws {
    let row = MonitoringText.aggregate()
    let names = ["Our note"] + MonitoringLayout.aggregate.elements.map(\.name) + ["CAM assignment"]
    let cells = names.map { row[$0] ?? ($0 == "Our note" ? "=1" : "") }
    let text = names.joined(separator: ",") + "\r\n" + cells.joined(separator: ",") + "\r\n"
    let file = try MonitoringFile(InputFile(path: "f.csv", text: text))
    #expect(file.columns.first?.name == "Our note")
    #expect(file.columns.last?.name == "CAM assignment")
    #expect(file.rows.first?.texts.first == "=1")
  }

  @Test func `an element known by another name keeps that name`() throws {
    let text =
      "Financial Month,Financial Year,Organisation Identifier (Code of Provider),"
      + "Organisation Identifier (Code of Commissioner),NHS Number,Contract Monitoring Actual Price\r\n"
      + "1,202627,R1H,QMF,9990000018,12.50\r\n"
    let file = try MonitoringFile(InputFile(path: "f.csv", text: text))
    #expect(file.layout == .patients)
    #expect(file.rows.first?.price == MonitoringPrice("12.5"))
    #expect(file.columns.last?.name == "CONTRACT MONITORING ACTUAL PRICE")
    #expect(file.columns.last?.element?.name == "TOTAL COST")
  }

  @Test func `the values of a row are at hand`() throws {
    let input = MonitoringText.file(.aggregate, [MonitoringText.aggregate(3, price: "-12.34567890")])
    let row = try #require(try MonitoringFile(input).rows.first)
    #expect(row.line == 2)
    #expect(row.month == 3)
    #expect(row.year == "2026/27")
    #expect(row.provider == "R1H")
    #expect(row.commissioner == "QMF")
    #expect(row.pointOfDelivery == .dayCase)
    #expect(row.treatmentFunction == "103")
    #expect(row.tariffCode == "JA20F")
    #expect(row.category == "12")
    #expect(row.activity == "10")
    #expect(row.price?.nanopounds == -12_345_678_900)
    #expect(row.created?.description == "2026-06-01T09:00:00")
    #expect(row.reportingType == "FLEX")
  }

  @Test func `the layouts have the elements that were listed, and the evidence of each`() {
    #expect(MonitoringLayout.activityPlan.elements.count == 32)
    #expect(MonitoringLayout.aggregate.elements.count == 36)
    #expect(MonitoringLayout.localPrices.elements.count == 19)
    let seen = MonitoringLayout.drugs.elements.filter { $0.evidence == .seen }
    #expect(seen.count == 33 - 2)
    let patients = MonitoringLayout.patients.elements.filter { $0.evidence == .seen }.map(\.name)
    #expect(patients == ["NHS SERVICE AGREEMENT LINE NUMBER", "PROVIDER REFERENCE NUMBER"])
    #expect(MonitoringLayout.devices.elements.allSatisfy { $0.evidence == .unverified })
    for layout in MonitoringLayout.all {
      let names = layout.elements.map(\.name)
      #expect(Set(names).count == names.count)
      #expect(names.allSatisfy { $0 == $0.uppercased() })
    }
  }
}
