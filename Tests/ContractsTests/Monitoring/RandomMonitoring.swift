@testable public import Contracts
import TestSupport
import Quantities
import Tables
public import Testing

/// Contract monitoring files that keep every rule of a layout, the same for the same seed.
struct RandomMonitoring {
  let layout: MonitoringLayout
  private var random: Seeded

  init(_ layout: MonitoringLayout, seed: UInt64) {
    self.layout = layout
    random = Seeded(seed)
  }

  /// A file as this package writes it, its columns in any order and others among them.
  mutating func file() -> InputFile {
    let others = (0..<random.int(0...3)).map { "Their column \($0)" }
    let optional = layout.elements.filter { $0.isNeeded || random.happens(80) }
    var names = optional.map(\.name) + others
    names.shuffle(using: &random)
    var writer = CSVWriter(header: names)
    for _ in 0..<random.int(0...12) {
      let isWithoutActivity = random.happens(25)
      for name in names {
        guard let element = layout.elements.first(where: { $0.name == name }) else {
          writer.text(random.pick(Self.hostile))
          continue
        }
        let isBlank =
          !element.isNeeded && (random.happens(30) || (isWithoutActivity && element.rule.isOfActivity))
        let text = isBlank ? "" : cell(element.rule, isWithoutActivity)
        if element.rule.isNumber { writer.number(text) } else { writer.text(text) }
      }
      writer.endRow()
    }
    return InputFile(path: "random.csv", bytes: writer.bytes)
  }

  static let hostile = [
    "", "=1+1", "1E10", "00123", "3-Jan", "say \"no\"", "two\nlines", "+44 20", "Zoë, \"北\"", "'tis", "''=x",
    "-5", "@x", "\u{200B}kept", "a,b",
  ]

  private mutating func cell(_ rule: MonitoringRule, _ isWithoutActivity: Bool) -> String {
    switch rule {
    case .month: "\(random.int(1...12))"
    case .year: random.pick(["201011", "202627", "205051"])
    case .time: random.pick(["2026-03-31T17:00:00", "2026-03-31 17:00:01", "31/03/2026 23:59:59"])
    case .provider: random.pick(["R1H", "RF4", "RJ7AB1"])
    case .site: random.pick(["R1H12", "RF4QX1234"])
    case .responsibleOrganisation, .commissioner: random.pick(["QMF", "10Q", "A3A8R"])
    case .practice: "F84003"
    case .treatmentFunction: random.pick(["103", "370"])
    case .category: random.pick(["12", "21", "25"])
    case .serviceCode: random.pick(["NCBPS01C", "NCBPS29B_TOP"])
    case .pointOfDelivery: isWithoutActivity ? "DRUG" : random.pick(["DC", "EL", "OPFASPCL"])
    case .tariffCode: random.pick(["JA20F", "WF01B", "JA43B BPT", "1E10A"])
    case .yesOrNo: random.pick(["Y", "N"])
    case .activity: random.pick(["0", "15", "0.125", "9999999999.999"])
    case .plannedPrice, .actualPrice: random.pick(["0", "1979.25", "-120", "0.00000001", "007.50"])
    case .localPrice: random.pick(["0", "247.742114052", "1200"])
    case .marketForces: random.pick(["1", "1.148886"])
    case .day: "2026-04-30"
    case .healthServiceNumber: "9990000018"
    case .text(let longest): random.pick(["x", "=x", String(repeating: "é", count: longest)])
    case .anyText: random.pick(Self.hostile.filter { !$0.contains("\u{200B}") })
    }
  }
}

/// Rows of a monitoring file for a test: cells by the first word or two that tell an element.
enum MonitoringText {
  /// A file of a layout; blanks where a row names nothing.
  static func file(_ layout: MonitoringLayout, _ rows: [[String: String]], path: String = "file.csv")
    -> InputFile
  {
    InputFile(path: path, bytes: MonitoringFile.bytes(of: layout, rows))
  }

  /// A row of an aggregate file that keeps every rule.
  static func aggregate(
    _ month: Int = 1,
    provider: String = "R1H",
    commissioner: String = "QMF",
    pointOfDelivery: String = "DC",
    treatmentFunction: String = "103",
    tariffCode: String = "JA20F",
    activity: String? = "10",
    price: String = "19790.00",
    created: String = "2026-06-01T09:00:00",
    type: String = "FLEX"
  ) -> [String: String] {
    let isWithoutActivity = ["DRUG", "DEVICE", "ADJUSTMENT", "BLOCK"].contains(pointOfDelivery)
    var cells = header(month, provider, commissioner, created)
    cells["REPORTING TYPE INDICATOR"] = type
    cells["COMMISSIONED SERVICE CATEGORY CODE"] = "12"
    cells["POINT OF DELIVERY CODE"] = pointOfDelivery
    cells["CONTRACT MONITORING ACTUAL PRICE"] = price
    cells["NAME OF SUBMITTER"] = "A trust"
    cells["CONTRACT MONITORING PLANNED PRICE"] = "0"
    cells["CONTRACT MONITORING PLANNED MARKET FORCES FACTOR"] = "1"
    cells["CONTRACT MONITORING ACTUAL MARKET FORCES FACTOR"] = "1"
    cells["CONTRACT MONITORING ACTUAL ACTIVITY"] = isWithoutActivity ? "0" : activity
    guard !isWithoutActivity else { return cells }
    cells["ORGANISATION SITE IDENTIFIER (OF TREATMENT)"] = "R1H12"
    cells["ACTIVITY TREATMENT FUNCTION CODE"] = treatmentFunction
    cells["TARIFF CODE"] = tariffCode
    cells["NATIONAL TARIFF INDICATOR"] = "Y"
    return cells
  }

  /// A row of a patient-level file of any kind.
  static func patient(
    _ month: Int = 1,
    provider: String = "R1H",
    commissioner: String = "QMF",
    pointOfDelivery: String = "DC",
    tariffCode: String = "JA20F",
    cost: String = "1979.00",
    created: String = "2026-06-01T09:00:00"
  ) -> [String: String] {
    var cells = header(month, provider, commissioner, created)
    cells["REPORTING TYPE INDICATOR"] = "FLEX"
    cells["ORGANISATION IDENTIFIER (GP PRACTICE RESPONSIBILITY)"] = "QMF"
    cells["GENERAL MEDICAL PRACTICE CODE (PATIENT REGISTRATION)"] = "Z99999"
    cells["NHS NUMBER"] = "9990000018"
    cells["POINT OF DELIVERY CODE"] = pointOfDelivery
    cells["TARIFF CODE"] = tariffCode
    cells["ACTIVITY COUNT"] = "1"
    cells["TOTAL COST"] = cost
    return cells
  }

  private static func header(_ month: Int, _ provider: String, _ commissioner: String, _ created: String)
    -> [String: String]
  {
    [
      "FINANCIAL MONTH": "\(month)", "FINANCIAL YEAR": "202627", "DATE AND TIME DATA SET CREATED": created,
      "ORGANISATION IDENTIFIER (CODE OF PROVIDER)": provider,
      "ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)": commissioner,
    ]
  }
}

extension MonitoringLayout: CustomTestStringConvertible {
  /// The name, for the list of tests.
  public var testDescription: String { name }
}
