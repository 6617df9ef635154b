import TestSupport
import Diagnostics
import Pathways
import Quantities
import Tables
import Tariffs

/// A pathway of a few lines, and prices of a few lines.
enum SmallPathway {
  /// One row of the steps table, its columns named where they matter.
  static func step(
    _ id: String,
    phase: Phase = .treatment,
    subtype: String = "",
    stage: String = "all",
    parent: String = "",
    per: Occurrence = .case,
    share: String = "1",
    quantity: String = "1",
    day: Int = 0,
    over: Int = 0,
    years: String = "",
    payment: String = "currency,AB01Z,DC,,",
    guideline: String = "2010,2020",
    evidence: String = "seen,seen"
  ) -> String {
    "\(id),Step \(id),\(phase),done,\(subtype),\(stage),\(parent),,\(per.rawValue),\(share),\(quantity),\(day),"
      + "\(over),\(years),\(payment),\(guideline),\(evidence),seen,A source,"
  }

  static func read(
    _ steps: [String],
    casemix: [String] = [],
    subtypes: [String] = ["lung,A,all,1,seen,,"],
    ruledOutPerCase: String = "0"
  ) throws(DiagnosticList) -> Pathway {
    let file = { (name: String, header: String, rows: [String]) in
      InputFile(path: name, text: ([header] + rows).joined(separator: "\n"))
    }
    return try Pathway(
      "lung",
      steps: file("steps.csv", PathwayTables.stepColumns.map(\.name).joined(separator: ","), steps),
      casemix: file(
        "casemix.csv",
        "casemix,currency,point_of_delivery,setting,share,guideline_from,guideline_to,evidence,source,note",
        casemix
      ),
      subtypes: file("subtypes.csv", "pathway,subtype,stage,share,evidence,source,note", subtypes),
      referrals: file(
        "referrals.csv",
        "pathway,ruled_out_per_case,evidence,source,note",
        ["lung,\(ruledOutPerCase),seen,,"]
      )
    )
  }

  /// Writes price tables: average costs of 2017/18 and 2018/19, and two drugs.
  static func writePrices(
    to folder: borrowing TemporaryFolder,
    costs2017: [String] = ["AB01Z,Operation,DC,,,1,100.005,seen,"],
    costs2018: [String] = []
  ) throws -> TariffLibrary {
    let costs = "currency,name,point_of_delivery,setting,treatment_function,activity,unit_cost,evidence,note"
    let tables: [(String, String, [String])] = [
      ("2017-18/unit-costs.csv", costs, costs2017), ("2018-19/unit-costs.csv", costs, costs2018),
      (
        "drugs.csv",
        "code,drug,dose,pack,pack_price,dose_price,dose_basis,price_date,appraisals,evidence,dose_evidence,"
          + "source,note",
        ["drug-a,Drug A,1,1,,10,,,,seen,unverified,,", "drug-b,Drug B,1,1,,,,,,seen,seen,,"]
      ),
      (
        "code-changes.csv", "old_currency,new_currency,kind,between_years,evidence,source,note",
        [
          "OLD1Z,NEW1Z,renamed,2017/18-2018/19,seen,,",
          "JA38A,JA38A,meaning changed,2017/18-2018/19,seen,,other",
        ]
      ),
      (
        "deflators.csv", "financial_year,gdp_deflator,cpi,cpih,forecast,evidence,source,note",
        ["2017/18,80,,,no,seen,,", "2018/19,100,,,no,seen,,"]
      ),
      (
        "commissioning.csv",
        "service_line,name,currencies,point_of_delivery,treatment_function,financial_year_from,"
          + "financial_year_to,responsibility,evidence,source,note", []
      ),
    ]
    for name in ["2017-18", "2018-19"] { try folder.makeFolder("tariffs/\(name)") }
    for (name, header, rows) in tables {
      try folder.write(([header] + rows).joined(separator: "\n"), to: "tariffs/\(name)")
    }
    return TariffLibrary(directory: "\(folder.path)/tariffs")
  }

  static let costs2017 = PriceSource(year: FinancialYear(start: 2017), basis: .averageCost)
  static let costs2018 = PriceSource(year: FinancialYear(start: 2018), basis: .averageCost)
}
