import Diagnostics
import FundingFlows
import Quantities
import Tables
import TestSupport
import Testing

/// The key `uncertainty` of a scenario.
struct UncertaintyReadingTests {
  private static func text(_ uncertainty: String) -> String {
    """
    {
      "name": "Unsure", "commissioner": "QMF", "nationalCommissioner": "NHSE",
      "years": { "first": "2026/27", "last": "2030/31" }, "guidelineYear": 2025, "pathways": ["breast", "lung"],
      "population": "p.csv",
      "incidence": { "method": "constant", "registrations": "c.csv", "years": [2018] },
      "stages": "st.csv", "survival": "su.csv", "lifeTable": { "file": "l.csv", "year": 2019 },
      "providerShares": "sh.csv", "prices": { "year": "2024/25", "basis": "cost", "beyond": "hold" },
      "uncertainty": \(uncertainty)
    }
    """
  }

  private static func read(_ uncertainty: String) throws(DiagnosticList) -> UncertaintyPlan {
    try Scenario(InputFile(path: "a.json", text: text(uncertainty))).uncertainty
  }

  private static func input(_ path: String, _ more: String) -> String { "{ \"path\": \"\(path)\", \(more) }" }

  private func told(_ uncertainty: String) -> [String] {
    faults { () throws(DiagnosticList) in try Self.read(uncertainty) }
  }

  private func told(of path: String, _ more: String) -> [String] {
    told("{ \"inputs\": [ \(Self.input(path, more)) ] }")
  }

  // MARK: - What is read

  @Test func `inputs, correlations and the design are read as they are written`() throws {
    let plan = try Self.read(
      """
      { "design": "latin-hypercube", "note": "n", "inputs": [
          { "path": "price.JA20F", "distribution": "lognormal", "mean": 90.5, "cv": 0.2, "evidence": "derived",
            "source": "A study" },
          { "path": "stage.lung", "distribution": "dirichlet", "size": 400 },
          { "path": "survival.lung.4", "distribution": "beta", "low": 0.1, "high": 0.3 },
          { "path": "incidence.forecast.lung", "distribution": "forecast" } ],
        "correlations": [ { "between": ["price.JA20F", "survival.lung.4"], "rank": -0.35 } ] }
      """
    )
    #expect(
      plan.inputs.map(\.path.description) == [
        "price.JA20F", "stage.lung", "survival.lung.4", "incidence.forecast.lung",
      ]
    )
    #expect(plan.inputs.map(\.spread.kind) == [.logNormal, .dirichlet, .beta, .forecast])
    #expect(
      plan.inputs.map(\.spread.width) == [
        .variation(0.2), .size(400), .interval(low: 0.1, high: 0.3), .ofForecast,
      ]
    )
    #expect(plan.inputs.map(\.spread.mean) == [90.5, nil, nil, nil])
    #expect(plan.inputs.map(\.evidence) == [.derived, .unverified, .unverified, .unverified])
    #expect(plan.inputs.map(\.source) == ["A study", "", "", ""])
    #expect(plan.inputs.map(\.position.line) == [9, 11, 12, 13])
    #expect(plan.correlations.map(\.rank) == [-0.35])
    #expect(plan.isLatinHypercube)
  }

  @Test func `a scenario without the key is unsure of nothing`() throws {
    let plan = try Self.read("{}")
    #expect(plan.inputs.isEmpty && plan.correlations.isEmpty && !plan.isLatinHypercube)
  }

  @Test func `a scenario adds to what its baseline is unsure of, and replaces what it is unsure of too`()
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write(
      Self.text(
        """
        { "inputs": [ \(Self.input("stage.lung.4", "\"distribution\": \"beta\", \"size\": 50")),
          \(Self.input("price", "\"distribution\": \"normal\", \"cv\": 0.1")) ] }
        """
      ),
      to: "base.json"
    )
    let patch = """
      { "name": "B", "baseline": "base.json", "uncertainty": { "design": "latin-hypercube", "inputs": [
        \(Self.input("stage.lung", "\"distribution\": \"dirichlet\", \"size\": 50")) ] } }
      """
    let scenario = try Scenario(InputFile(path: "\(folder.path)/a.json", text: patch))
    #expect(scenario.uncertainty.inputs.map(\.path.description) == ["price", "stage.lung"])
    #expect(scenario.uncertainty.isLatinHypercube)
  }

  // MARK: - Faults

  @Test(arguments: ["tariff.year", "tariff.basis", "guideline.year"])
  func `what is no number has no distribution`(path: String) {
    #expect(
      told(of: path, "\"distribution\": \"beta\", \"size\": 9") == [
        "a.json:8:32 found a distribution of \(path), which is no number [uncertainty.distribution]"
      ]
    )
  }

  @Test(arguments: [
    ("stage.lung", "beta"), ("stage.lung.1", "gamma"), ("price", "beta"), ("incidence.forecast.lung", "beta"),
    ("survival.lung.1", "forecast"), ("provider.share.R1H", "dirichlet"), ("referrals.lung", "uniform"),
  ])
  func `a distribution that does not suit its input is refused with those that do`(path: String, kind: String)
  {
    let faults = told(of: path, "\"distribution\": \"\(kind)\", \"size\": 9")
    #expect(faults.count == 1)
    #expect(
      faults.first?.contains("found \"\(kind)\" at $.uncertainty.inputs[0].distribution, expected one of")
        == true
    )
  }

  @Test(arguments: [
    ("price", "normal", ""), ("price", "normal", "\"size\": 5"), ("price", "normal", "\"sd\": 1, \"cv\": 1"),
    ("price", "normal", "\"sd\": 0"), ("price", "gamma", "\"low\": 2, \"high\": 1"),
    ("price", "gamma", "\"low\": 2"),
    ("stage.lung", "dirichlet", "\"sd\": 1"), ("stage.lung", "dirichlet", "\"size\": 0"),
    ("incidence.forecast.lung", "forecast", "\"sd\": 1"),
    ("stage.lung.1", "beta", "\"low\": 0.2, \"high\": 0.2"),
  ])
  func `a distribution of no known width is refused`(path: String, kind: String, width: String) {
    let more = "\"distribution\": \"\(kind)\"" + (width.isEmpty ? "" : ", \(width)")
    let faults = told(of: path, more)
    #expect(faults.count == 1)
    #expect(
      faults.first?.contains("found a \(kind) distribution of no known width, expected ") == true,
      "\(faults)"
    )
    #expect(faults.first?.hasSuffix("[uncertainty.distribution]") == true)
  }

  @Test(arguments: [
    "\"sd\": -1", "\"sd\": 1e5", "\"sd\": \"1\"", "\"sd\": 99999999999999999999", "\"sd\": null",
    "\"sd\": []",
  ])
  func `a width that is no number is refused`(width: String) {
    let faults = told(of: "price", "\"distribution\": \"normal\", \(width)")
    #expect(faults.first?.contains(" at $.uncertainty.inputs[0].sd, expected ") == true, "\(faults)")
  }

  @Test func `an input without a distribution, and keys of none, are refused`() {
    #expect(
      told(of: "price", "\"sd\": 1").map { $0.contains("found no key $.uncertainty.inputs[0].distribution") }
        == [true]
    )
    let odd = told(of: "price", "\"distribution\": \"normal\", \"sd\": 1, \"sigma\": 2")
    #expect(odd.count == 1)
    #expect(odd.first?.hasSuffix("[scenario.unknown-key]") == true)
    #expect(told("[]").count == 1)
    #expect(told("{ \"inputs\": {} }").count == 1)
    #expect(told("{ \"design\": \"sobol\" }").count == 1)
  }

  @Test(arguments: [
    ("price", "price"), ("price.A", "price"), ("price.A", "price.A.DC"), ("price", "price.A.DC"),
  ])
  func `an input that comes twice, or within another, is refused`(one: String, other: String) {
    let inputs = [one, other].map { Self.input($0, "\"distribution\": \"normal\", \"cv\": 0.1") }
    let faults = told("{ \"inputs\": [ \(inputs.joined(separator: ", ")) ] }")
    #expect(faults.count == 1)
    #expect(
      faults.first?.hasSuffix(
        "found \(other) beside \(one), which is about the same input [uncertainty.twice]"
      ) == true
    )
  }

  @Test(arguments: [
    #"{ "between": ["a", "b"] }"#, #"{ "between": ["a", "b"], "rank": 1 }"#,
    #"{ "between": ["a", "b"], "rank": -1 }"#,
    #"{ "between": ["a"], "rank": 0.5 }"#, #"{ "between": ["a", "b", "c"], "rank": 0.5 }"#,
  ])
  func `a correlation of no two inputs, or beyond 1, is refused`(correlation: String) {
    let faults = told("{ \"correlations\": [ \(correlation) ] }")
    #expect(faults.count == 1)
    #expect(
      faults.first?.hasPrefix("a.json:8:38 found no rank correlation between two paths") == true,
      "\(faults)"
    )
    #expect(faults.first?.hasSuffix("[uncertainty.correlation]") == true)
  }

  @Test(arguments: ["--0.5", "\"0.5\"", "1e-1", "-", "null"])
  func `a rank that is no number is refused`(rank: String) {
    let faults = told("{ \"correlations\": [ { \"between\": [\"a\", \"b\"], \"rank\": \(rank) } ] }")
    #expect(faults.count >= 1)
  }
}
