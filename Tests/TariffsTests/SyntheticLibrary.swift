import Tariffs

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A folder of tariffs made up for one test, gone afterwards.
///
/// The tables that every price list reads are there without rows, and each year has the shipped rules of 2018/19,
/// unless the test gives its own.
struct SyntheticLibrary: ~Copyable {
  let path: String

  init(_ tables: [String: String]) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "tariffs-\(UUID().uuidString)").path
    let rules = try String(contentsOfFile: Repository.path("tariffs/2018-19/rules.csv"), encoding: .utf8)
    let years = Set(tables.keys.compactMap { $0.contains("/") ? $0.split(separator: "/").first : nil })
    let ownRules = Dictionary(uniqueKeysWithValues: years.map { ("\($0)/rules.csv", rules) })
    let empty = Self.emptyTables.merging(ownRules) { first, _ in first }
    for (name, text) in empty.merging(tables, uniquingKeysWith: { _, own in own }) {
      let file = URL(filePath: "\(path)/\(name)")
      let folder = file.deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data((text + "\n").utf8).write(to: file)
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  var library: TariffLibrary { TariffLibrary(directory: path) }

  static let pricesHeader =
    "currency,name,outpatient_procedure,combined,day_case,elective,elective_trim_point_days,non_elective,"
    + "non_elective_trim_point_days,excess_bed_day,short_stay_percent,short_stay_emergency,evidence,note"
  static let costsHeader =
    "currency,name,point_of_delivery,setting,treatment_function,activity,unit_cost,evidence,note"
  static let factorsHeader = "provider,name,factor,evidence,source"
  static let deflatorsHeader = "financial_year,gdp_deflator,cpi,cpih,forecast,evidence,source,note"
  static let upliftsHeader =
    "financial_year,version,cost_uplift_percent,efficiency_percent,net_percent,uplift_evidence,"
    + "efficiency_evidence,net_evidence,source,note"
  static let drugsHeader =
    "code,drug,dose,pack,pack_price,dose_price,dose_basis,price_date,appraisals,evidence,dose_evidence,source,note"
  static let changesHeader = "old_currency,new_currency,kind,between_years,evidence,source,note"
  static let commissioningHeader =
    "service_line,name,currencies,point_of_delivery,treatment_function,financial_year_from,financial_year_to,"
    + "responsibility,evidence,source,note"
  static let sourcesHeader = "table,column,value_year,publication,evidence,licence,url,note"

  private static let emptyTables = [
    "deflators.csv": deflatorsHeader, "drugs.csv": drugsHeader, "code-changes.csv": changesHeader,
    "uplifts.csv": upliftsHeader, "commissioning.csv": commissioningHeader,
  ]
}
