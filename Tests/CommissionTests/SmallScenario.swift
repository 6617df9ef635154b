import Foundation
import TestSupport
import Testing

/// A scenario of two years and two thousand women, with changes and uncertain inputs, and the tables that it names.
struct SmallScenario {
  /// Writes the scenario as `scenario.json`, one that changes it as `after.json`, and price tables beside them.
  static func write(to folder: borrowing TemporaryFolder, uncertainty: String? = nil) throws {
    for name in [
      "pathways", "drugs.csv", "deflators.csv", "uplifts.csv", "code-changes.csv", "commissioning.csv",
    ] {
      try folder.copy("tariffs/\(name)", to: "tariffs/\(name)")
    }
    try folder.copy("tariffs/2018-19/prices.csv", to: "tariffs/2018-19/prices.csv")
    let england = Repository.path("Examples/england")
    let years = [2019, 2020]
    try folder.write(
      "area,year,sex,age,persons\n" + years.map { "E,\($0),female,50-54,100000\n" }.joined(),
      to: "people.csv"
    )
    try folder.write(
      "site,sex,age,year,rate_per_100k\n" + years.map { "breast,female,50-54,\($0),285\n" }.joined(),
      to: "rates.csv"
    )
    try folder.write(
      """
      {
        "name": "Before", "commissioner": "QMF", "nationalCommissioner": "NHSE",
        "years": { "first": "2019/20", "last": "2019/20" }, "guidelineYear": 2019, "pathways": ["breast"],
        "population": "people.csv", "incidence": { "method": "forecast", "rates": "rates.csv" },
        "stages": "\(england)/stage.csv", "survival": "\(england)/survival-by-stage.csv",
        "lifeTable": { "file": "\(england)/life-table.csv", "year": 2019 },
        "providerShares": "\(england)/provider-shares.csv",
        "prices": { "year": "2018/19", "basis": "tariff", "beyond": "hold" }\(uncertainty.map { ",\n\($0)" } ?? "")
      }
      """,
      to: "scenario.json"
    )
    try folder.write(
      """
      {
        "name": "After", "baseline": "scenario.json",
        "changes": [
          { "path": "population", "multiply": 1.1, "from": "2019/20" },
          { "path": "stage.breast.early", "set": 0.9, "from": "2019/20" },
          { "path": "price", "multiply": 0.95, "from": "2019/20" }
        ]
      }
      """,
      to: "after.json"
    )
  }

  /// Uncertain inputs of the scenario.
  static let uncertainty = """
      "uncertainty": {
        "design": "latin-hypercube",
        "inputs": [
          { "path": "population", "distribution": "lognormal", "cv": 0.1 },
          { "path": "price", "distribution": "gamma", "cv": 0.05 },
          { "path": "stage.breast", "distribution": "dirichlet", "size": 100 },
          { "path": "survival.breast.4", "distribution": "beta", "sd": 0.05 }
        ],
        "correlations": [{ "between": ["population", "price"], "rank": -0.4 }]
      }
    """
}
