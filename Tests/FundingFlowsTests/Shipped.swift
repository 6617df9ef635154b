import Diagnostics
import FundingFlows
import Pathways
import Populations
import Quantities
import Tables
import Tariffs
import Testing

/// The tables of the repository, found from where this file lies, and read once.
enum Shipped {
  static let root: String = {
    let path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return path.dropLast(3).joined(separator: "/")
  }()

  static let tariffs = TariffLibrary(directory: "\(root)/tariffs")

  static let pathways = ["breast", "lung"].map { name in
    Result { () throws(DiagnosticList) in try Pathway(name, in: "\(tariffs.directory)/pathways") }
  }

  static func pathway(_ name: String) throws -> Pathway {
    try #require(pathways.map { try $0.get() }.first { $0.name == name })
  }

  static let survival = Result { () throws(DiagnosticList) in
    try NetSurvival(InputFile(reading: "\(root)/Examples/england/survival-by-stage.csv"))
  }

  static let stages = Result { () throws(DiagnosticList) in
    try StageMix(InputFile(reading: "\(root)/Examples/england/stage.csv"))
  }

  static let england = Result { () throws(DiagnosticList) in
    try ModelRun("\(root)/Examples/england/scenario.json", tariffs: tariffs.directory)
  }

  /// Lists of prices: the costs of 2017/18, the tariff of 2018/19 and the costs of 2024/25, bare or filled.
  static let lists: [(name: String, list: Result<PriceList, DiagnosticList>)] = {
    let sources = [(2017, CostBasis.averageCost), (2018, .tariff), (2024, .averageCost)].map { start, basis in
      PriceSource(year: FinancialYear(start: start), basis: basis)
    }
    return sources.flatMap { primary in
      [true, false].map { isBare in
        let others = isBare ? [] : sources.filter { $0 != primary && $0.basis == .averageCost }
        let list = Result { () throws(DiagnosticList) in
          try PriceList(
            tariffs,
            primary: primary,
            fallbacks: others.map { PriceSource(year: $0.year, basis: $0.basis, isDeflated: true) }
          )
        }
        return ("\(primary.year) \(primary.basis)\(isBare ? "" : ", filled")", list)
      }
    }
  }()

  static let listNames = lists.map(\.name)

  static func prices(_ name: String) throws -> PriceList {
    try #require(lists.first { $0.name == name }).list.get()
  }
}
