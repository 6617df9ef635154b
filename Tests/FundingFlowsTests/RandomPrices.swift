import TestSupport
import Quantities

/// A small folder of prices, with gaps, published noughts and prices that differ by setting or specialty.
struct RandomPrices {
  static let folders = [
    "tariffs", "tariffs/2017-18", "tariffs/2018-19", "tariffs/2024-25", "tariffs/2026-27",
  ]

  private(set) var tables: [(name: String, header: String, rows: [String])] = []

  init(_ seed: UInt64) {
    var random = Seeded(seed ^ 0x9121CE)
    for year in ["2017-18", "2024-25"] { tables.append(Self.costs(year, &random)) }
    tables.append(Self.tariff(&random))
    tables.append(
      (
        "tariffs/2017-18/sources.csv", "table,column,value_year,publication,evidence,licence,url,note",
        ["unit-costs.csv,,2017/18,\"Costs, \"\"all\"\" of them\",seen,OGL,,"]
      )
    )
    tables.append(
      (
        "tariffs/drugs.csv",
        "code,drug,dose,pack,pack_price,dose_price,dose_basis,price_date,appraisals,evidence,dose_evidence,"
          + "source,note",
        [
          "drug-a,=Drug A,1,1,,\(Self.price(&random)),,,,seen,derived,,",
          "drug-b,Drug B,1,1,,,,,,seen,seen,,",
        ]
      )
    )
    tables.append(
      (
        "tariffs/code-changes.csv", "old_currency,new_currency,kind,between_years,evidence,source,note",
        [
          "OLD1Z,NEW1Z,renamed,2018/19-2024/25,seen,,",
          "CD01Z,CD01Z,meaning changed,2018/19-2024/25,seen,,other care",
        ]
      )
    )
    tables.append(
      (
        "tariffs/commissioning.csv",
        "service_line,name,currencies,point_of_delivery,treatment_function,financial_year_from,"
          + "financial_year_to,responsibility,evidence,source,note",
        [
          "L1,One,AB,,,2013/14,2019/20,nhs-england,seen,,", "L2,Two,EF01Z,DC,,2013/14,,delegated,seen,,",
          "L3,Three,CD OLD,,,2020/21,,nhs-england,seen,,",
        ]
      )
    )
    tables.append(
      (
        "tariffs/2026-27/market-forces.csv", "provider,name,factor,evidence,source",
        ["R1H", "RF4", "RRV", "7A1"].map { "\($0),Trust,\(decimal(random.int(900_000...1_300_000))),seen," }
      )
    )
    tables.append(
      (
        "tariffs/deflators.csv", "financial_year,gdp_deflator,cpi,cpih,forecast,evidence,source,note",
        (2015...2040).map {
          "\(FinancialYear(start: $0)),\(decimal(random.int(800_000...1_300_000), 4)),,,\($0 > 2024 ? "yes" : "no")"
            + ",seen,,"
        }
      )
    )
    tables.append(Self.uplifts(&random))
  }

  private static func price(_ random: inout Seeded) -> String {
    switch random.int(1...10) {
    case 1: ""
    case 2: "0"
    case 3: "5000"  // Half of all amounts with six decimals lie half way between two pence.
    case 4...6: "\(random.int(1...20_000))"
    default: decimal(random.int(1...9_000_000_000_000), 9)
    }
  }

  private static func costs(_ year: String, _ random: inout Seeded) -> (
    name: String, header: String, rows: [String]
  ) {
    var rows: [String] = []
    for currency in RandomPathway.currencies.dropLast() {
      for point in RandomPathway.points where random.happens(70) {
        let splits = random.pick([
          [","], [","], ["day case,", "outpatient,"], [",103", ",800"], ["day case,103"],
        ])
        for split in splits {
          rows.append("\(currency),Name of \(currency),\(point),\(split),100,\(price(&random)),seen,")
        }
      }
    }
    return (
      "tariffs/\(year)/unit-costs.csv",
      "currency,name,point_of_delivery,setting,treatment_function,activity,unit_cost,evidence,note", rows
    )
  }

  private static func tariff(_ random: inout Seeded) -> (name: String, header: String, rows: [String]) {
    let rows = RandomPathway.currencies.dropLast().filter { _ in random.happens(80) }.map { currency in
      let prices = (0..<6).map { _ in price(&random) }
      return "\(currency),Name of \(currency),\(prices[0]),\(prices[1]),\(prices[2]),\(prices[3]),5,"
        + "\(prices[4]),30,\(prices[5]),,,derived,"
    }
    return (
      "tariffs/2018-19/prices.csv",
      "currency,name,outpatient_procedure,combined,day_case,elective,elective_trim_point_days,non_elective,"
        + "non_elective_trim_point_days,excess_bed_day,short_stay_percent,short_stay_emergency,evidence,note",
      rows
    )
  }

  private static func uplifts(_ random: inout Seeded) -> (name: String, header: String, rows: [String]) {
    let rows = (2018...2022).flatMap { start -> [String] in
      let year = FinancialYear(start: start)
      let figures = "\(decimal(random.int(0...60), 1)),\(decimal(random.int(0...40), 1)),,seen,seen,,,"
      let original = "\(year),original,\(figures)"
      return random.happens(50) ? [original, "\(year),pay-award,2.5,1.1,,seen,unverified,,,"] : [original]
    }
    return (
      "tariffs/uplifts.csv",
      "financial_year,version,cost_uplift_percent,efficiency_percent,net_percent,uplift_evidence,"
        + "efficiency_evidence,net_evidence,source,note", rows
    )
  }
}
