import CostedPathways
import Foundation
import TestSupport
import Testing

/// The main job, `commission run`, as the README gives it.
struct RunVerbTests {
  private static let outputs = [
    "calibration.csv", "flows.csv", "manifest.json", "patients.csv", "prevalence.csv", "summary.csv",
  ]
  /// What a run by a forecast writes besides.
  private static let forecasts = ["forecast.csv", "methods.csv"]
  private static let readme = ["run", "Examples/north-east-london/scenario.json"]

  /// A copy of the examples and the price tables, in a folder with a blank in its name.
  private func clone(_ folder: borrowing TemporaryFolder) throws {
    for name in ["Examples/england", "Examples/north-east-london", "tariffs"] {
      try folder.copy(name, to: name)
    }
    let out = "\(folder.path)/Examples/north-east-london/out"
    try? FileManager.default.removeItem(atPath: out)
  }

  @Test func `the first command of the README gives the same bytes, whenever and wherever it runs`()
    async throws
  {
    let clone = try TemporaryFolder(named: "a clean clone")
    try self.clone(clone)
    let first = try await CommissionProcess(folder: clone.path).run(Self.readme)
    #expect(first.status == 0)
    #expect(first.complaint == "")
    let out = "Examples/north-east-london/out"
    #expect(try clone.names(in: out) == (Self.outputs + Self.forecasts).sorted())
    let written = try Self.outputs.map { try clone.bytes(of: "\(out)/\($0)") }

    let again = try await CommissionProcess(folder: clone.path).run(Self.readme)
    #expect(again.output == first.output)
    #expect(try clone.names(in: out) == (Self.outputs + Self.forecasts).sorted())
    #expect(try Self.outputs.map { try clone.bytes(of: "\(out)/\($0)") } == written)

    let elsewhere = try TemporaryFolder(named: "else where")
    let scenario = "\(clone.path)/Examples/north-east-london/scenario.json"
    let other = try await CommissionProcess(folder: elsewhere.path).run("run", scenario, "--out", "o u t")
    #expect(other.status == 0)
    #expect(try Self.outputs.map { try elsewhere.bytes(of: "o u t/\($0)") } == written)
    let lastLine = { (outcome: CommissionProcess.Outcome) in outcome.lines.last.map(String.init) }
    #expect(other.lines.dropLast() == first.lines.dropLast())
    #expect(lastLine(other)?.hasPrefix("Written to o u t: ") == true)

    try FileManager.default.moveItem(
      atPath: "\(clone.path)/Examples/north-east-london",
      toPath: "\(clone.path)/Examples/s"
    )
    let renamed = try await CommissionProcess(folder: clone.path)
      .run("run", "Examples/s/scenario.json", "--out", "out")
    #expect(renamed.status == 0)
    #expect(try Self.outputs.map { try clone.bytes(of: "out/\($0)") } == written)
  }

  /// One run of the England example, whose prices are those of one table.
  private func england(into folder: borrowing TemporaryFolder) async throws -> CommissionProcess.Outcome {
    try await CommissionProcess().run(
      "run",
      Repository.path("Examples/england/scenario.json"),
      "--out",
      "\(folder.path)/out"
    )
  }

  @Test func `the ledger adds up to its summary and its page, and the manifest knows its bytes`() async throws
  {
    let folder = try TemporaryFolder()
    let outcome = try await england(into: folder)
    #expect(outcome.status == 0)
    #expect(try folder.names(in: "out") == Self.outputs)

    let flows = try CSVTable(InputFile(reading: "\(folder.path)/out/flows.csv"))
    #expect(
      flows.header.map(\.text).prefix(15) == [
        "financial_year", "month", "commissioner", "provider", "pathway", "phase", "step", "stage",
        "currency",
        "point_of_delivery", "tfc", "basis", "activity", "unit_price", "value",
      ]
    )
    let total = try sum(of: "value", in: flows)
    let summary = try CSVTable(InputFile(reading: "\(folder.path)/out/summary.csv"))
    #expect(try sum(of: "value", in: summary) == total)
    #expect(total > .zero)
    #expect(outcome.page.replacing(",", with: "").contains(total.description))

    let manifest = try folder.text(of: "out/manifest.json")
    for name in Self.outputs where name != "manifest.json" {
      let file = try InputFile(reading: "\(folder.path)/out/\(name)")
      #expect(manifest.contains(file.checksum))
      #expect(manifest.contains("\(file.bytes.count)"))
    }
    #expect(!manifest.contains(Repository.root))
  }

  private func sum(of column: String, in table: CSVTable) throws -> Pence {
    let index = try #require(table.header.firstIndex { $0.text == column })
    return try table.rows.reduce(Pence.zero) { total, row in
      let text = row.fields[index].text
      return total + (text.isEmpty ? .zero : try #require(Self.pence(text)))
    }
  }

  /// Pounds with two decimals as pence.
  private static func pence(_ text: String) -> Pence? {
    let parts = text.split(separator: ".")
    guard parts.count == 2, parts[1].count == 2, let pounds = Int64(parts[0]), let rest = Int64(parts[1])
    else { return nil }
    return Pence(pounds * 100 + rest)
  }

  @Test func `a folder that cannot be written to is told by its own status`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("before", to: "out")
    let outcome = try await england(into: folder)
    #expect(outcome.status == 3)
    #expect(outcome.page == "")
    #expect(outcome.complaint.contains("\(folder.path)/out: error: "))
    #expect(outcome.complaint.contains("[file.unwritable]"))
    #expect(try folder.text(of: "out") == "before")
  }

  // MARK: - Faults that need more than one broken file

  /// A small scenario with two years and tables of its own, and the price tables beside it.
  func small(_ folder: borrowing TemporaryFolder, fallback: String = "", beyond: String = "hold")
    throws
  {
    for name in [
      "pathways", "drugs.csv", "deflators.csv", "uplifts.csv", "code-changes.csv", "commissioning.csv",
    ] {
      try folder.copy("tariffs/\(name)", to: "tariffs/\(name)")
    }
    for name in ["2017-18/prices.csv", "2018-19/prices.csv"] {
      try folder.copy("tariffs/\(name)", to: "tariffs/\(name)")
    }
    let england = Repository.path("Examples/england")
    try folder.write(
      "area,year,sex,age,persons\nE,2019,female,50-54,1000\nE,2020,female,50-54,1000\n",
      to: "p.csv"
    )
    try folder.write(
      "site,sex,age,year,rate_per_100k\nbreast,female,50-54,2019,285\nbreast,female,50-54,2020,285\n",
      to: "r.csv"
    )
    try folder.write(
      """
      {
        "name": "Small", "commissioner": "QMF", "nationalCommissioner": "NHSE",
        "years": { "first": "2019/20", "last": "2019/20" }, "guidelineYear": 2019, "pathways": ["breast"],
        "population": "p.csv", "incidence": { "method": "forecast", "rates": "r.csv" },
        "stages": "\(england)/stage.csv", "survival": "\(england)/survival-by-stage.csv",
        "lifeTable": { "file": "\(england)/life-table.csv", "year": 2019 },
        "providerShares": "\(england)/provider-shares.csv",
        "prices": { "year": "2018/19", "basis": "tariff", \(fallback)"beyond": "\(beyond)" }
      }
      """,
      to: "scenario.json"
    )
  }

  private func run(_ folder: borrowing TemporaryFolder) async throws -> CommissionProcess.Outcome {
    try await CommissionProcess(folder: folder.path).run("run", "scenario.json", "--out", "out")
  }

  private static let deflated =
    #""fallback": [{ "year": "2017/18", "basis": "tariff", "deflator": "gdp" }], "#

  @Test func `a year without a price index is told, at the table that lacks it`() async throws {
    let folder = try TemporaryFolder()
    try small(folder, fallback: Self.deflated)
    let table = try folder.text(of: "tariffs/deflators.csv").split(separator: "\n")
    try folder.write(
      table.filter { !$0.hasPrefix("2017/18,") }.joined(separator: "\n") + "\n",
      to: "tariffs/deflators.csv"
    )
    let outcome = try await run(folder)
    #expect(outcome.status == 1)
    #expect(
      outcome.complaint == """
        tariffs/deflators.csv: error: found no price index for 2017/18 or 2018/19 [tariff.no-deflator]
          fix: add the year to the table, or do without the deflator

        """
    )
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out"))
  }

  @Test(arguments: [true, false])
  func `an index that lost its point is told before it makes prices absurd`(isFallback: Bool) async throws {
    let folder = try TemporaryFolder()
    try small(folder, fallback: isFallback ? Self.deflated : "", beyond: isFallback ? "hold" : "uplift")
    let header = "financial_year,gdp_deflator,cpi,cpih,forecast,evidence,source,note\n"
    try folder.write(
      header + "2017/18,0.88,,,no,seen,,\n2018/19,89,,,no,seen,,\n2019/20,9100,,,no,seen,,\n",
      to: "tariffs/deflators.csv"
    )
    let upliftHeader = try #require(try folder.text(of: "tariffs/uplifts.csv").split(separator: "\n").first)
    try folder.write("\(upliftHeader)\n", to: "tariffs/uplifts.csv")
    let outcome = try await run(folder)
    #expect(outcome.status == 1)
    let place = isFallback ? "tariffs/deflators.csv: " : "scenario.json:3:12: "
    let years = isFallback ? ("2017/18", "101.136364", "2018/19") : ("2018/19", "102.247191", "2019/20")
    #expect(
      outcome.complaint == """
        \(place)error: found prices of \(years.0) that come to \(years.1) times as much in \(years.2), \
        expected at most 30 times [price.carried-too-far]
          fix: look for a slip in uplifts.csv or deflators.csv, or choose prices of a later year

        """
    )
  }

  @Test func `figures too large to be money are told and not cut off`() async throws {
    let folder = try TemporaryFolder()
    try small(folder)
    try folder.replace(",1000\n", with: ",9999999999\n", in: "p.csv")
    try folder.replace(",285\n", with: ",100000\n", in: "r.csv")
    let outcome = try await run(folder)
    #expect(outcome.status == 1)
    #expect(outcome.page == "")
    #expect(outcome.complaint.hasPrefix("scenario.json: error: found figures that come to more than "))
    #expect(outcome.complaint.contains("[model.too-much]\n  fix: look for a slip in persons, rates, "))
  }

  @Test func `the small scenario itself is good`() async throws {
    let folder = try TemporaryFolder()
    try small(folder)
    let outcome = try await run(folder)
    #expect(outcome.status == 0)
    #expect(outcome.complaint == "")
    #expect(try folder.names(in: "out") == Self.outputs)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `a spoilt scenario or table is used or refused, and never stops the program half way`(seed: UInt64)
    async throws
  {
    var random = Seeded(seed)
    let folder = try TemporaryFolder()
    try small(folder)
    let name = ["scenario.json", "p.csv", "r.csv"][Int(seed % 3)]
    let spoilt = random.spoilt(try folder.text(of: name))
    try Data(spoilt).write(to: URL(filePath: "\(folder.path)/\(name)"))
    let outcome = try await run(folder)
    #expect(outcome.status == 0 || outcome.status == 1, "\(outcome.status): \(outcome.complaint)")
    let isWritten = FileManager.default.fileExists(atPath: "\(folder.path)/out")
    #expect(isWritten == (outcome.status == 0))
    if isWritten { #expect(try folder.names(in: "out") == Self.outputs) }
    #expect(outcome.complaint.isEmpty == (outcome.status == 0))
  }
}
