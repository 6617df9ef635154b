import Diagnostics
import Quantities
import Tables

/// Where the columns of a file of lines are.
struct LineLayout: Sendable {
  /// The header's bytes, as rows that are read on their own need them.
  let header: [UInt8]
  /// How many columns there are.
  let count: Int
  let identifier: Int
  let year: Int
  let provider: Int?
  let age: Int?
  let lengthOfStay: Int?
  let criticalCareDays: Int?
  let rehabilitationDays: Int?
  let palliativeDays: Int?
  let quantity: Int?
  let topUp: Int?
  let marketForcesFactor: Int?
  let localPrice: Int?
  let course: Int?
  let cycle: Int?
  /// The columns that lines of one rate share.
  let terms: Terms
  /// The same in a row.
  let termColumns: [Int]
  /// The header with what pricing adds.
  let output: [UInt8]

  /// Reads a header; nil when it is not as it should be, which reading the whole file reports.
  init?(header: [UInt8], file: String) {
    guard
      let table = try? CSVTable(InputFile(path: file, bytes: header)),
      (try? TableReader(table, columns: LineFile.columns, allowsOthers: true)) != nil
    else { return nil }
    let names = table.header.map { CSVTable.normalised($0.text) }
    guard !names.contains(where: LineFile.added.contains),
      let identifier = names.firstIndex(of: "line_id"), let year = names.firstIndex(of: "financial_year")
    else { return nil }
    self.header = header
    count = names.count
    self.identifier = identifier
    self.year = year
    provider = names.firstIndex(of: "provider")
    age = names.firstIndex(of: "age")
    lengthOfStay = names.firstIndex(of: "length_of_stay")
    criticalCareDays = names.firstIndex(of: "critical_care_days")
    rehabilitationDays = names.firstIndex(of: "rehabilitation_days")
    palliativeDays = names.firstIndex(of: "palliative_care_days")
    quantity = names.firstIndex(of: "quantity")
    topUp = names.firstIndex(of: "top_up")
    marketForcesFactor = names.firstIndex(of: "market_forces_factor")
    localPrice = names.firstIndex(of: "local_price")
    course = names.firstIndex(of: "course")
    cycle = names.firstIndex(of: "cycle")
    terms = Terms(names)
    termColumns = terms.columns
    output = CSVWriter(header: table.header.map(\.text) + LineFile.added).bytes
  }

  /// The columns that lines of one rate share.
  struct Terms: Sendable {
    let year: Int?
    let currency: Int?
    let pointOfDelivery: Int?
    let setting: Int?
    let treatmentFunction: Int?
    let attendance: Int?
    let patientClassification: Int?
    let admissionMethod: Int?
    let bestPractice: Int?
    let unbundled: Int?
    let localPriceYear: Int?

    init(_ names: [String]) {
      year = names.firstIndex(of: "financial_year")
      currency = names.firstIndex(of: "currency")
      pointOfDelivery = names.firstIndex(of: "point_of_delivery")
      setting = names.firstIndex(of: "setting")
      treatmentFunction = names.firstIndex(of: "treatment_function")
      attendance = names.firstIndex(of: "attendance")
      patientClassification = names.firstIndex(of: "patient_classification")
      admissionMethod = names.firstIndex(of: "admission_method")
      bestPractice = names.firstIndex(of: "best_practice")
      unbundled = names.firstIndex(of: "unbundled")
      localPriceYear = names.firstIndex(of: "local_price_year")
    }

    var columns: [Int] {
      [
        year, currency, pointOfDelivery, setting, treatmentFunction, attendance, patientClassification,
        admissionMethod, bestPractice, unbundled, localPriceYear,
      ].compactMap { $0 }
    }
  }
}
