@testable import Contracts
import Diagnostics
import Tables
import TestSupport
import Testing

struct MonitoringReadingTests {
  private func aggregate(_ changes: [String: String]) -> InputFile {
    MonitoringText.file(.aggregate, [MonitoringText.aggregate().merging(changes) { $1 }])
  }

  @Test func `a good row has no fault and no warning`() throws {
    #expect(try MonitoringFile(aggregate([:])).warnings.warningCount == 0)
  }

  @Test func `every fault is told at once, with its place, what was found and what was expected`() {
    let found = faults { () throws(DiagnosticList) in
      try MonitoringFile(
        aggregate([
          "FINANCIAL MONTH": "13", "FINANCIAL YEAR": "2026/27",
          "ORGANISATION IDENTIFIER (CODE OF PROVIDER)": "R00", "NAME OF SUBMITTER": "",
          "POINT OF DELIVERY CODE": "DAYCASE", "CONTRACT MONITORING ACTUAL PRICE": "£5",
        ])
      )
    }
    #expect(found.count == 6)
    #expect(
      found.first
        == "file.csv:2:1 found \"13\" as FINANCIAL MONTH, expected a month from 1, April, to 12, March [monitoring.value]"
    )
    #expect(found.contains { $0.contains("found \"R00\" as ORGANISATION IDENTIFIER (CODE OF PROVIDER)") })
    #expect(
      found.contains {
        $0.contains("found a blank NAME OF SUBMITTER, which is mandatory")
          && $0.contains("[monitoring.missing-value]")
      }
    )
  }

  @Test func `a row without activity has a blank site and no activity`() {
    let row = MonitoringText.aggregate(pointOfDelivery: "DRUG").merging([
      "ORGANISATION SITE IDENTIFIER (OF TREATMENT)": "R1H12", "CONTRACT MONITORING PLANNED ACTIVITY": "3",
    ]) { $1 }
    let found = faults { () throws(DiagnosticList) in
      try MonitoringFile(MonitoringText.file(.aggregate, [row]))
    }
    #expect(found.count == 2)
    #expect(found.contains { $0.contains("expected a blank [monitoring.not-blank]") })
    #expect(found.contains { $0.contains("on a row without activity, expected 0 [monitoring.not-zero]") })
  }

  @Test func `what no document says only warns`() throws {
    let file = try MonitoringFile(
      MonitoringText.file(
        .aggregate,
        [
          MonitoringText.aggregate().merging([
            "GENERAL MEDICAL PRACTICE (PATIENT REGISTRATION)": "X", "SERVICE CODE": "breast",
            "TARIFF CODE": "MDT",
          ]) { $1 },
          MonitoringText.aggregate(pointOfDelivery: "DRUG").merging([
            "CONTRACT MONITORING ACTUAL ACTIVITY": "2"
          ]) {
            $1
          },
        ]
      )
    )
    #expect(
      Set(file.warnings.warnings.map(\.code)) == [
        "monitoring.value", "monitoring.tariff-code", "monitoring.not-zero",
      ]
    )
    #expect(file.warnings.warningCount == 4)
    #expect(file.rows.count == 2)
  }

  @Test func `blanks of a required element are counted once`() throws {
    let row = MonitoringText.aggregate().filter { $0.key != "ORGANISATION SITE IDENTIFIER (OF TREATMENT)" }
    let drug = MonitoringText.aggregate(pointOfDelivery: "DRUG")
    let file = try MonitoringFile(MonitoringText.file(.aggregate, [row, row, drug]))
    #expect(file.warnings.warnings.map(\.code) == ["monitoring.blank"])
    #expect(
      file.warnings.warnings.first?.message.hasPrefix("found 2 blank cells of ORGANISATION SITE") == true
    )
  }

  @Test func `a mandatory column that is not there is a fault, a required one a warning`() throws {
    let text = "FINANCIAL YEAR,ORGANISATION IDENTIFIER (CODE OF PROVIDER),LOCAL PRICE\n202627,R1H,5\n"
    let found = faults { () throws(DiagnosticList) in
      do throws(DiagnosticList) { _ = try MonitoringFile(InputFile(path: "f.csv", text: text)) } catch {
        #expect(error.warnings.allSatisfy { $0.code == "monitoring.missing-column" })
        #expect(error.warnings.contains { $0.message.contains("TARIFF CODE") })
        var errors = DiagnosticList()
        for fault in error.errors { errors.append(fault) }
        throw errors
      }
    }
    #expect(found.count == 4)
    #expect(found.allSatisfy { $0.hasSuffix("[monitoring.missing-column]") })
    #expect(found.contains { $0.contains("\"COMMISSIONED SERVICE CATEGORY CODE\", which is mandatory") })
  }

  @Test(arguments: [MonitoringLayout.patients, .drugs, .devices])
  func `nothing that a patient's row holds is ever shown`(layout: MonitoringLayout) {
    let secret = "SECRET"
    let cells = Dictionary(
      uniqueKeysWithValues: layout.elements.map { ($0.name, secret + String(repeating: "X", count: 60)) }
    )
    var told = DiagnosticList()
    do throws(DiagnosticList) {
      _ = try MonitoringFile(MonitoringText.file(layout, [cells]), as: layout)
      Issue.record("the file is full of faults")
    } catch {
      told = error
    }
    #expect(told.errorCount > 3)
    #expect(told.warningCount > 0)
    #expect(!told.description.contains(secret))
    #expect(
      told.description.contains("found a value, not shown because rows are patients, as FINANCIAL MONTH")
    )
  }

  @Test func `a file of another kind, or of none, is refused`() {
    let aggregate = MonitoringText.file(.aggregate, [MonitoringText.aggregate()])
    let prices = faults { () throws(DiagnosticList) in try MonitoringFile(aggregate, as: .localPrices) }
    #expect(prices.count == 1)
    #expect(prices.first?.contains("found the header of Aggregate Contract Monitoring (DCB2050)") == true)
    #expect(prices.first?.hasSuffix("[monitoring.layout]") == true)
    for layout in [MonitoringLayout.patients, .drugs, .devices] {
      let found = faults { () throws(DiagnosticList) in try MonitoringFile(aggregate, as: layout) }
      #expect(
        found == [
          "file.csv:1 found the header of Aggregate Contract Monitoring (DCB2050), expected \(layout.title) "
            + "[monitoring.layout]"
        ]
      )
    }
    let none = faults { () throws(DiagnosticList) in
      try MonitoringFile(InputFile(path: "f.csv", text: "a,b\n1,2\n"))
    }
    #expect(none.first?.contains("found the header of no contract monitoring file") == true)
    let semicolons = faults { () throws(DiagnosticList) in
      try MonitoringFile(InputFile(path: "f.csv", text: "FINANCIAL MONTH;FINANCIAL YEAR\n1;2\n"))
    }
    #expect(semicolons.first?.hasSuffix("[table.separator]") == true)
  }

  @Test func `a file of patients that no mark tells apart is taken for what it is given as`() throws {
    let text =
      "Financial Month,Financial Year,Organisation Identifier (Code of Provider),"
      + "Organisation Identifier (Code of Commissioner),Total Price,Serial Number\r\n"
      + "1,202627,R1H,QMF,12.50,A1\r\n"
    let input = InputFile(path: "f.csv", text: text)
    #expect(MonitoringFile.layout(of: try CSVTable(input)) == nil)
    for layout in [MonitoringLayout.patients, .devices] {
      let file = try MonitoringFile(input, as: layout)
      #expect(file.layout == layout)
      #expect(file.rows.first?.price == MonitoringPrice("12.5"))
    }
  }

  @Test func `activity that cannot be added up is refused`() {
    let rows = (0..<20).map { _ in MonitoringText.aggregate(activity: "9999999999") }
    let found = faults { () throws(DiagnosticList) in
      try MonitoringFile(MonitoringText.file(.aggregate, rows))
    }
    #expect(found == ["file.csv found more activity than can be added up [monitoring.too-large]"])
  }

  @Test func `two columns that mean the same are refused`() {
    let text = "FINANCIAL YEAR,FINANCIAL\u{200B} YEAR,LOCAL PRICE\n202627,202627,5\n"
    let found = faults { () throws(DiagnosticList) in
      do throws(DiagnosticList) { _ = try MonitoringFile(InputFile(path: "f.csv", text: text)) } catch {
        var errors = DiagnosticList()
        for fault in error.errors where fault.code == "csv.repeated-column" { errors.append(fault) }
        throw errors
      }
    }
    #expect(found == ["f.csv:1:16 found the column \"FINANCIAL YEAR\" a second time [csv.repeated-column]"])
  }
}
