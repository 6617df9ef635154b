import CostedPathways
import Foundation
import TestSupport
import Testing

/// What `--explain` says, and what the rate card and a blend come to.
struct ExplainTests {
  private static let lines = """
    line_id,financial_year,provider,currency,point_of_delivery,length_of_stay,market_forces_factor,unbundled,quantity
    1,2018/19,R1H,JA20F,EL,1,1.201694,,
    2,2017/18,R1H,DZ17T,NEL,40,1,,3
    3,2018/19,R1H,SB97Z,DC,,1,SB12Z SB15Z:2,2
    4,2018/19,R1H,QQ99Z,DC,,,,

    """

  private func run(_ words: [String], input: String = "") async throws -> CommissionProcess.Outcome {
    try await CommissionProcess(input: Array(input.utf8))
      .run(words + ["--tariffs", Repository.path("tariffs")])
  }

  private func rows(_ outcome: CommissionProcess.Outcome) throws -> [[String: String]] {
    let table = try CSVTable(InputFile(path: "output", bytes: outcome.output))
    let names = table.header.map(\.text)
    return table.rows.map { row in
      Dictionary(uniqueKeysWithValues: zip(names, row.fields.map(\.text)))
    }
  }

  /// The exact sum of the effects of each explained line, none of which may have a gap.
  private func sums(_ rows: [[String: String]], by names: [String]) throws -> [String: Decimal] {
    var sums: [String: Decimal] = [:]
    for row in rows {
      let key = names.map { row[$0] ?? "" }.joined(separator: " ")
      #expect(sums[key] ?? 0 == Decimal(string: row["before"] ?? ""))
      sums[key, default: 0] += try #require(Decimal(string: row["effect"] ?? ""))
      #expect(sums[key] == Decimal(string: row["after"] ?? ""))
    }
    return sums
  }

  @Test func `the explanation of each priced line adds up to it, and a line without a price has none`()
    async throws
  {
    let words = ["price", "-", "--fallback", "2017/18:cost", "--out", "-"]
    let explained = try rows(try await run(words + ["--explain"], input: Self.lines))
    let priced = try rows(try await run(words, input: Self.lines))
    let expected = Dictionary(
      uniqueKeysWithValues: priced.compactMap { row in
        Decimal(string: row["value"] ?? "").map { (row["line_id"] ?? "", $0) }
      }
    )
    #expect(try sums(explained, by: ["line_id"]) == expected)
    #expect(expected.count == 3)
    #expect(expected["1"] == Decimal(string: "2378.15"))
    #expect(expected["2"] == Decimal(string: "15066.00"))
  }

  @Test func `without an output it is a page that says why, rule by rule`() async throws {
    let outcome = try await run(["price", "-", "--explain"], input: Self.lines)
    #expect(outcome.page.hasPrefix("1: JA20F at EL, 2018/19: £2378.15\n  £0 → £1979  base price £1979 ("))
    #expect(outcome.page.contains("\n  £1979 → £2378.152426  market forces × 1.201694 (given)\n"))
    #expect(outcome.page.contains("\n  £10074 → £10074") == false)
    #expect(outcome.page.contains("/rules.csv:"))
    #expect(
      outcome.page.contains("4: QQ99Z at DC, 2018/19: no price: the 2018/19 national tariff has no QQ99Z")
    )
  }

  @Test(arguments: ["breast", "lung"])
  func `the explanation of each step of a pathway adds up to its expected cost`(pathway: String) async throws
  {
    let words = [
      "pathway", pathway, "--tariff", "2017/18", "--basis", "cost", "--guideline", "2014", "--out", "-",
    ]
    let explained = try rows(try await run(words + ["--explain"]))
    let costed = try rows(try await run(words))
    let total = explained.reduce(Decimal(0)) { $0 + (Decimal(string: $1["effect"] ?? "") ?? 0) }
    let expected = costed.reduce(Decimal(0)) { $0 + (Decimal(string: $1["expected_cost"] ?? "") ?? 0) }
    #expect(total == expected)
    let ends = explained.filter { $0["rule"] == "rounded" }.compactMap { Decimal(string: $0["after"] ?? "") }
    #expect(ends.count == costed.filter { $0["expected_cost"]?.isEmpty == false }.count)
  }

  @Test func `a run that explains itself writes one file more, and the same others`() async throws {
    let folder = try TemporaryFolder()
    let scenario = Repository.path("Examples/north-east-london/scenario.json")
    let plain = try await run(["run", scenario, "--out", "\(folder.path)/plain"])
    let explained = try await run(["run", scenario, "--out", "\(folder.path)/explained", "--explain"])
    #expect(plain.status == 0)
    #expect(explained.status == 0)
    #expect(try folder.bytes(of: "plain/flows.csv") == folder.bytes(of: "explained/flows.csv"))
    #expect(
      try folder.names(in: "explained") == [
        "calibration.csv", "explanation.csv", "flows.csv", "forecast.csv", "manifest.json", "methods.csv",
        "patients.csv", "prevalence.csv", "summary.csv",
      ]
    )
    #expect(try folder.text(of: "explained/manifest.json").contains("explanation.csv"))
  }

  @Test(arguments: [("0", "5022.00"), ("0.4", "5025.60"), ("1", "5031.00")])
  func `a blend pays a share of one tariff and the rest of another`(share: String, value: String) async throws
  {
    let input = "line_id,financial_year,currency,point_of_delivery,length_of_stay\n2,2017/18,DZ17T,NEL,40\n"
    let words = ["price", "-", "--blend", "2018/19:tariff", "--blend-share", share]
    let priced = try rows(try await run(words, input: input))
    #expect(priced.map { $0["value"] } == [value])
    let explained = try rows(try await run(words + ["--explain", "--out", "-"], input: input))
    #expect(try sums(explained, by: ["line_id"]) == ["2": try #require(Decimal(string: value))])
  }

  @Test func `tariffs of different bases are not blended`() async throws {
    let input = "line_id,financial_year,currency,point_of_delivery,length_of_stay\n2,2017/18,DZ17T,NEL,4\n"
    let words = ["price", "-", "--blend", "2017/18:cost", "--blend-share", "0.5"]
    let priced = try rows(try await run(words, input: input))
    #expect(
      priced.map { $0["status"] } == [
        "unpriced: the two tariffs price it on different bases, which are not blended"
      ]
    )
  }

  @Test(arguments: [["--blend", "2018/19:tariff"], ["--blend-share", "0.4"], ["--basis", "cost"]])
  func `options that need each other are asked for`(options: [String]) async throws {
    #expect(try await run(["price", "-"] + options, input: Self.lines).status == 2)
  }

  @Test func `the rate card has a row for each price, and the factors of providers that are asked for`()
    async throws
  {
    let folder = try TemporaryFolder()
    let factors = "\(folder.path)/factors.csv"
    let card = try rows(
      try await run(["rate-card", "--tariff", "2018/19", "--factors", factors, "--providers", "RJ7,R1H"])
    )
    let elective = card.first { $0["currency"] == "DZ17T" && $0["point_of_delivery"] == "NEL" }
    #expect(elective?["price"] == "3367")
    #expect(elective?["trim_point_days"] == "32")
    #expect(elective?["excess_bed_day_price"] == "208")
    #expect(elective?["market_forces"] == "yes")
    #expect(elective?["source"]?.hasSuffix(", prices.csv:420") == true)
    #expect(
      card.contains { $0["currency"] == "UZ01Z" && $0["point_of_delivery"] == "OPPROC" && $0["price"] == "0" }
    )
    #expect(
      try folder.text(of: "factors.csv").split(separator: "\r\n").map { String($0.prefix(14)) } == [
        "provider,finan", "R1H,2018/19,1,", "RJ7,2018/19,1,",
      ]
    )
  }

  @Test func `the rate card prices lines of one unit as the rules do`() async throws {
    let card = try rows(try await run(["rate-card", "--tariff", "2017/18"]))
    #expect(card.count > 10_000)
    let sample = card.enumerated().filter { $0.offset % 97 == 0 }.map(\.element)
    let lines =
      "line_id,financial_year,currency,point_of_delivery,length_of_stay\n"
      + sample.enumerated().map { index, row in
        let trim = Int(row["trim_point_days"] ?? "") ?? 0
        return "\(index),2017/18,\(row["currency"] ?? ""),\(row["point_of_delivery"] ?? ""),\(trim + 2)\n"
      }.joined()
    let priced = try rows(try await run(["price", "-"], input: lines))
    for (row, line) in zip(sample, priced) {
      let days = row["trim_point_days"]?.isEmpty == false ? 2 : 0
      let price = Decimal(string: row["price"] ?? "") ?? -1
      let perDay = Decimal(string: row["excess_bed_day_price"] ?? "") ?? 0
      let isUngrouped = row["currency"] == "UZ01Z"
      #expect(
        Decimal(string: line["value"] ?? "") == (isUngrouped ? 0 : price + Decimal(days) * perDay),
        "\(row)"
      )
    }
  }

  @Test func `a year past the tables is refused, held or uplifted, as asked`() async throws {
    let input = "line_id,financial_year,currency,point_of_delivery\n1,2026/27,JA20F,DC\n"
    let refused = try await run(["price", "-"], input: input)
    #expect(refused.status == 1)
    #expect(refused.complaint.contains("or carry prices on with --beyond hold or uplift"))
    let held = try rows(try await run(["price", "-", "--beyond", "hold"], input: input))
    #expect(held.map { $0["value"] } == ["4016.25"])
    let uplifted = try rows(try await run(["price", "-", "--beyond", "uplift"], input: input))
    #expect(uplifted.map { $0["value"] } == ["4212.74"])
    #expect(uplifted.map { $0["evidence"] } == ["unverified"])
    let pathway = try await run(["pathway", "breast", "--tariff", "2026/27", "--beyond", "hold", "--summary"])
    #expect(pathway.status == 0)
  }

  @Test func `a fault at the end of a long file leaves nothing behind`() async throws {
    let folder = try TemporaryFolder()
    let good = (1...60_000).map { "\($0),2018/19,JA20F,DC,ward\n" }.joined()
    let header = "line_id,financial_year,currency,point_of_delivery,note\n"
    let file = try folder.write(header + good + "60001,2018/19,JA20F,XX,\n", to: "lines.csv")
    let refused = try await run(["price", file, "--out", "\(folder.path)/priced.csv"])
    #expect(refused.status == 1)
    #expect(refused.complaint.hasPrefix("\(file):60002:21: error: found \"XX\""))
    #expect(try folder.names() == ["lines.csv"])
    let mended = try folder.write(header + good + "60001,2017/18,JA20F,DC,\n", to: "lines.csv")
    let priced = try await run(["price", mended, "--out", "\(folder.path)/priced.csv"])
    #expect(priced.status == 0)
    #expect(try folder.names() == ["lines.csv", "priced.csv"])
    let piped = try await run(["price", mended])
    #expect(try folder.bytes(of: "priced.csv") == piped.output)
    #expect(piped.lines.count == 60_002)
  }
}
