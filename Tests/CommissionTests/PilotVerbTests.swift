import CostedPathways
import Foundation
import TestSupport
import Testing

/// `commission pilot`: published vectors, shipped pilots, and a bundle on predicted flows.
struct PilotVerbTests {
  private func pilot(_ words: String..., in folder: String? = nil) async throws -> CommissionProcess.Outcome {
    let tariffs = ["--tariffs", Repository.path("tariffs")]
    return try await CommissionProcess(folder: folder).run(["pilot"] + words + tariffs)
  }

  /// The rows of a table by column.
  private func rows(of text: String) throws -> [[String: String]] {
    let table = try CSVTable(InputFile(path: "table.csv", text: text))
    let names = table.header.map(\.text)
    return table.rows.map { row in
      Dictionary(zip(names, row.fields.map(\.text)), uniquingKeysWith: { first, _ in first })
    }
  }

  private func run(vector: String, _ table: String) async throws -> [[String: String]] {
    let folder = try TemporaryFolder()
    let outcome = try await pilot(
      Repository.path("Tests/Published/pilots/\(vector).json"),
      "--out",
      "\(folder.path)/out"
    )
    #expect(outcome.status == 0, "\(outcome.complaint)")
    return try rows(of: folder.text(of: "out/\(table)"))
  }

  private func sum(_ rows: [[String: String]], _ column: String) throws -> Int {
    try rows.reduce(0) { total, row in
      let text = try #require(row[column])
      return total + (text.isEmpty ? 0 : try #require(Int(text.filter { $0 != "." })))
    }
  }

  @Test(arguments: [
    ("T13-30", "10120000.00"), ("T13-70", "10280000.00"), ("T13-below", "9900000.00"),
    ("T15a", "450000.00"), ("T15b", "-375000.00"), ("T15c", "3958.00"),
    ("T22-2012", "1020500.00"), ("T22-2022", "1010250.00"),
    ("T23-above", "5125000.00"), ("T23-below", "4875000.00"), ("T23-deadband", "5000000.00"),
  ])
  func `clauses pay what the vectors say`(vector: String, paid: String) async throws {
    let rows = try await run(vector: vector, "payments.csv")
    #expect(try sum(rows, "pilot") == Int(paid.filter { $0 != "." }))
  }

  @Test func `T12 and T24 need no activity`() async throws {
    let kept = try await run(vector: "T12", "clauses.csv")
    #expect(kept.map { $0["after"] } == ["611266.67", "427886.67", ""])
    #expect(kept.last?["payment"] == "427886.67")
    #expect(try await run(vector: "T24", "clauses.csv").last?["payment"] == "434833.33")
  }

  @Test func `T25 is built up component by component, with the penny left over`() async throws {
    let rows = try await run(vector: "T25", "build-up.csv")
    let amounts = { (row: String) in rows.filter { $0["row"] == row }.map { $0["amount"] ?? "" } }
    #expect(amounts("component") == ["182.05", "96.30", "2191.30", "1799.92", "1233.46", "389.02"])
    #expect(amounts("rounding") == ["0.01"])
    #expect(amounts("price") == ["5892.06"])
    #expect(amounts("item").count == 9)
  }

  @Test(arguments: ["Tests/Published/pilots/T11.json", "Examples/pilots/sentinel-node/pilot.json"])
  func `T11, sentinel nodes: what three models cost the payer and leave the hospital`(path: String)
    async throws
  {
    let folder = try TemporaryFolder()
    let outcome = try await pilot(Repository.path(path), "--out", "\(folder.path)/out")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let rows = try rows(of: folder.text(of: "out/models.csv"))
    #expect(rows.map { $0["payer_pays"] } == ["764700.00", "978816.00", "764700.00"])
    #expect(rows.map { $0["provider_margin"] } == ["25200.00", "111516.00", "-85200.00"])
  }

  private static let bundle = """
    {
      "name": "Surgery to radiotherapy",
      "activity": {"scenario": "scenario.json", "year": "2019/20"},
      "payment": {"kind": "bundle", "bundles": [{
        "id": "surgery", "by": ["stage"], "marketForces": true,
        "trigger": {"steps": ["B-T01", "B-T02", "B-T04", "B-T05", "B-T06", "B-T07C", "B-T07M", "B-T08", "B-T09",
          "B-T10", "B-T11"]},
        "window": {"daysBefore": 21, "daysAfter": 240},
        "include": {"phases": ["treatment", "decision"]}, "except": [{"pointsOfDelivery": "DRUG"}],
        "price": {"kind": "expected-use"}}]},
      "quality": [{"name": "31 days", "target": 0.96, "part": 0.02, "achieved": 0.9}],
      "chanceOfLoss": {"draws": 100, "cases": [20]}
    }
    """

  @Test func `a bundle on predicted flows adds up, is neutral, and is made again from its manifest`()
    async throws
  {
    let folder = try TemporaryFolder()
    try SmallScenario.write(to: folder)
    try folder.write(Self.bundle, to: "pilot.json")
    let outcome = try await CommissionProcess(folder: folder.path).run("pilot", "pilot.json")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let ledger = try rows(of: folder.text(of: "out/shadow-ledger.csv"))
    let own = { (kind: String) in ledger.filter { $0["entry"] == kind } }
    let inside = own("activity").filter { $0["included_in_bundle"] == "surgery" }
    #expect(!inside.isEmpty)
    #expect(try sum(inside, "pilot") == 0)
    #expect(try sum(own("between-providers"), "pilot") == 0)
    let payments = try rows(of: folder.text(of: "out/payments.csv"))
    #expect(try sum(payments, "pilot") == sum(ledger, "pilot"))
    #expect(try sum(payments, "in_force") == sum(ledger, "in_force"))

    let run = try await CommissionProcess(folder: folder.path).run("run", "scenario.json", "--out", "flows")
    #expect(run.status == 0)
    let flows = try rows(of: folder.text(of: "flows/flows.csv"))
    #expect(try sum(ledger, "in_force") == sum(flows, "value"))

    // Radiotherapy follows operations only; chemotherapy is had by others too, and is divided.
    let parts = Dictionary(grouping: own("activity"), by: { $0["step"] ?? "" })
    #expect(parts["B-T01"]?.allSatisfy { $0["included_in_bundle"] == "surgery" } == true)
    let divided = parts.filter { _, rows in
      Set(rows.filter { $0["stage"] == "2" }.map { $0["included_in_bundle"] }).count == 2
    }
    #expect(!divided.isEmpty)

    let neutral = try rows(of: folder.text(of: "out/budget-neutral.csv"))
    #expect(neutral.allSatisfy { $0["within_a_penny_per_payment"] != "no" })
    let quality = try rows(of: folder.text(of: "out/quality.csv"))
    #expect(try sum(quality, "withheld") == sum(quality, "at_stake"))
    #expect(try sum(own("quality"), "pilot") == -sum(quality, "withheld"))

    let replay = try await CommissionProcess(folder: folder.path).run("replay", "out/manifest.json")
    #expect(replay.complaint == "")
    #expect(replay.page.hasSuffix("outputs have the same bytes.\n"))
  }

  @Test func `any number of threads draws the same files, with pictures of them`() async throws {
    let folder = try TemporaryFolder()
    try SmallScenario.write(to: folder)
    try folder.write(Self.bundle, to: "pilot.json")
    var manifests: [String] = []
    for threads in ["1", "2", "7"] {
      let outcome = try await CommissionProcess(folder: folder.path)
        .run("pilot", "pilot.json", "--threads", threads)
      #expect(outcome.status == 0, "\(outcome.complaint)")
      manifests.append(try folder.text(of: "out/manifest.json"))
    }
    #expect(Set(manifests).count == 1)
    #expect(!manifests[0].contains("--threads"))
    for picture in ["winners.svg", "chance-of-loss.svg"] {
      #expect(manifests[0].contains("\"\(picture)\""))
      #expect(try folder.text(of: "out/\(picture)").hasSuffix("</svg>\n"))
    }
    let none = try await CommissionProcess(folder: folder.path).run("pilot", "pilot.json", "--threads", "0")
    #expect(none.status == 2)
  }

  @Test func `a price by stage and subtype divides the flows by subtype, and adds up too`() async throws {
    let folder = try TemporaryFolder()
    try SmallScenario.write(to: folder)
    try folder.write(
      Self.bundle.replacing("[\"stage\"]", with: "[\"stage\", \"subtype\"]")
        .replacing("\"marketForces\": true", with: "\"marketForces\": false"),
      to: "pilot.json"
    )
    let outcome = try await CommissionProcess(folder: folder.path).run("pilot", "pilot.json")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let ledger = try rows(of: folder.text(of: "out/shadow-ledger.csv"))
    let bundles = ledger.filter { $0["entry"] == "bundle" }
    #expect(Set(bundles.compactMap { $0["subtype"] }) == ["HR+HER2-", "HER2+", "TNBC"])
    let inside = ledger.filter { $0["entry"] == "activity" && $0["included_in_bundle"] == "surgery" }
    let episodes = bundles.reduce(0.0) { $0 + (Double($1["activity"] ?? "") ?? 0) }
    let left = try sum(bundles, "pilot") - sum(inside, "in_force")
    #expect(Double(abs(left)) <= episodes)
    let run = try await CommissionProcess(folder: folder.path).run("run", "scenario.json", "--out", "flows")
    #expect(run.status == 0)
    #expect(try sum(ledger, "in_force") == sum(rows(of: folder.text(of: "flows/flows.csv")), "value"))
  }

  @Test func `a budget is measured against another scenario`() async throws {
    let folder = try TemporaryFolder()
    try SmallScenario.write(to: folder)
    try folder.write(
      """
      {"name": "Budget", "activity": {"scenario": "scenario.json", "year": "2019/20"},
       "payment": {"kind": "budget", "actual": {"scenario": "after.json"}, "share": 0.5}}
      """,
      to: "pilot.json"
    )
    let outcome = try await CommissionProcess(folder: folder.path).run("pilot", "pilot.json")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let budget = try #require(try rows(of: folder.text(of: "out/budget.csv")).first)
    let amount = { (column: String) in try #require(Int((budget[column] ?? "").filter { $0 != "." })) }
    let (plan, actual, paid) = (try amount("plan"), try amount("actual"), try amount("paid"))
    #expect(plan != actual)
    #expect(abs(2 * paid - plan - actual) <= 1)
    let ledger = try rows(of: folder.text(of: "out/shadow-ledger.csv"))
    #expect(try sum(ledger, "pilot") == paid)
    #expect(try sum(ledger, "in_force") == actual)
  }

  @Test func `shipped pilots are good, and faults of others are told with their places`() async throws {
    let pilots = Repository.files(below: "Examples/pilots", ending: "pilot.json")
    #expect(pilots.count >= 5)
    let good = try await CommissionProcess(folder: Repository.root).run(["check"] + pilots)
    #expect(good.lines.map(String.init) == pilots.map { "\($0): good (a tariff pilot)" })

    let folder = try TemporaryFolder()
    try folder.write("{\"name\": \"P\",\n\"payment\": {\"kind\": \"bundel\"}}\n", to: "pilot.json")
    let outcome = try await pilot("pilot.json", in: folder.path)
    #expect(outcome.status == 1)
    #expect(outcome.complaint.hasPrefix("pilot.json:2:21: error: found \"bundel\" at $.payment.kind"))
    #expect(try folder.names() == ["pilot.json"])
  }
}
