import Diagnostics
import Quantities
import Tables
import Tariffs

/// The payment rules that this repository ships, whole or changed for one test.
enum Rules {
  static let library = TariffLibrary(directory: Repository.path("tariffs"))

  /// The rules of a year, as shipped.
  static func of(_ year: FinancialYear) throws -> PaymentRules { try library.paymentRules(for: year) }

  /// The rules of a year with the value of some parameters changed; nil removes the row. The path is short.
  static func of(_ year: FinancialYear, changing values: [RuleParameter: String?]) throws -> PaymentRules {
    let path = Repository.path("tariffs/\(year.folderName)/rules.csv")
    let text = String(decoding: try InputFile(reading: path).bytes, as: UTF8.self)
    let lines = text.split(separator: "\n").compactMap { line -> String? in
      var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard let parameter = RuleParameter(rawValue: "\(fields[0])/\(fields[1])"),
        let value = values[parameter]
      else { return String(line) }
      guard let value else { return nil }
      fields[2] = value
      return fields.joined(separator: ",")
    }
    let input = InputFile(path: "rules.csv", text: lines.joined(separator: "\n") + "\n")
    return try PaymentRules(input, year: year)
  }
}
