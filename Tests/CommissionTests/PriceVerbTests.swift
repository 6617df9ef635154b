import CostedPathways
import Foundation
import TestSupport
import Testing

struct PriceVerbTests {
  private static let header = "line_id,financial_year,provider,currency,point_of_delivery,note"
  private static let lines = header + "\n1,2018/19,R1H,JA20F,DC,\"a, b\"\n2,2018/19,,QQ99Z,EL,\n"
  private static let added = [
    "base_price", "short_stay_applied", "excess_bed_days", "long_stay_payment", "payable",
    "market_forces_applied", "core_value", "unbundled_value", "value", "basis", "unbundled_basis", "evidence",
    "status", "exceptions", "rules",
  ]

  private func tariffs() -> [String] { ["--tariffs", Repository.path("tariffs")] }

  @Test func `pricing adds its columns after those of the lines`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.lines, to: "lines.csv")
    let outcome = try await CommissionProcess().run(["price", file] + tariffs())
    #expect(outcome.status == 0)
    #expect(
      outcome.complaint == """
        2 lines
          1 at national tariff per spell: £1979.00, of which £1979.00 rests on unverified figures
          1 without a price, valued at nothing:
            1 (2): the 2018/19 national tariff has no QQ99Z

        """
    )
    #expect(outcome.lines.first == Substring(Self.header + "," + Self.added.joined(separator: ",")))
    #expect(outcome.lines.count == 3)
    #expect(outcome.lines[2].contains(",unpriced,,,unpriced: the 2018/19 national tariff has no QQ99Z,,"))
  }

  @Test func `a hyphen is standard input and output, with the same bytes as files`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.lines, to: "lines.csv")
    let written = try await CommissionProcess().run(
      ["price", file, "--out", "\(folder.path)/priced.csv"] + tariffs()
    )
    #expect(written.status == 0)
    #expect(written.page == "")
    let piped = try await CommissionProcess(input: Array(Self.lines.utf8))
      .run(["price", "-", "--out", "-"] + tariffs())
    #expect(piped.status == 0)
    #expect(piped.output == (try folder.bytes(of: "priced.csv")))
  }

  @Test func `a fault in what is piped in is told at its place`() async throws {
    let text = Self.lines.replacing("JA20F,DC", with: "JA20F,XX")
    let outcome = try await CommissionProcess(input: Array(text.utf8)).run(["price", "-"] + tariffs())
    #expect(outcome.status == 1)
    #expect(outcome.page == "")
    #expect(outcome.complaint.hasPrefix("-:2:21: error: found \"XX\" as point_of_delivery"))
  }

  @Test func `an output that cannot be written is told by its own status, and nothing is left`() async throws
  {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.lines, to: "lines.csv")
    for place in ["\(file)/priced.csv", folder.path] {
      let outcome = try await CommissionProcess().run(["price", file, "--out", place] + tariffs())
      #expect(outcome.status == 3)
      #expect(outcome.complaint.contains("[file.unwritable]\n  fix: "))
    }
    #expect(try folder.names() == ["lines.csv"])
    #expect(try folder.text(of: "lines.csv") == Self.lines)
  }

  @Test func `what cannot be written to standard output is not lost in silence`() async throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.lines, to: "lines.csv")
    let outcome = try await CommissionProcess().run(["price", file, "--out", "/dev/full"] + tariffs())
    #expect(outcome.status == 3)
    #expect(outcome.complaint.hasPrefix("/dev/full: error: "))
  }

  @Test func `a device is written to, and never replaced by a file`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.lines, to: "lines.csv")
    let outcome = try await CommissionProcess().run(["price", file, "--out", "/dev/null"] + tariffs())
    #expect(outcome.status == 0)
    let kind = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
    #expect(kind == .typeCharacterSpecial)
  }

  @Test(arguments: [
    "quantity,1000000000,top_up,10,market_forces_factor,10,length_of_stay,10000",
    "quantity,0,top_up,0,market_forces_factor,0,length_of_stay,0",
  ])
  func `the largest and the smallest amounts that are read are priced or listed`(pairs: String) async throws {
    let words = pairs.split(separator: ",").map(String.init)
    let names = stride(from: 0, to: words.count, by: 2).map { words[$0] }.joined(separator: ",")
    let values = stride(from: 1, to: words.count, by: 2).map { words[$0] }.joined(separator: ",")
    let text = "line_id,financial_year,currency,point_of_delivery,\(names)\n1,2018/19,DZ17T,NEL,\(values)\n"
    let outcome = try await CommissionProcess(input: Array(text.utf8)).run(["price", "-"] + tariffs())
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 2)
    let status = outcome.lines.last?.contains(",priced,") == true || outcome.page.contains("too large")
    #expect(status)
  }

  @Test func `many lines of the largest value do not stop the program`() async throws {
    let row = ",2017/18,DZ17T,NEL,1000000000,10\n"
    let text =
      "line_id,financial_year,currency,point_of_delivery,quantity,market_forces_factor\n"
      + (1...3000).map { "\($0)\(row)" }.joined()
    let outcome = try await CommissionProcess(input: Array(text.utf8)).run(["price", "-"] + tariffs())
    #expect(outcome.status >= 0)
  }

  @Test(arguments: [[], ["--explain"]])
  func `unbundled units that come to too much are listed`(options: [String]) async throws {
    let text =
      "line_id,financial_year,currency,point_of_delivery,quantity,unbundled\n"
      + "1,2017/18,SB97Z,DC,400000,SB12Z:1000000 SB13Z:1000000\n"
    let outcome = try await CommissionProcess(input: Array(text.utf8))
      .run(["price", "-", "--fallback", "2017/18:cost"] + options + tariffs())
    #expect(outcome.status == 0)
    #expect(outcome.page.contains("its value is too large"))
  }

  @Test func `the totals tell each basis, what rests on defaults, what has no price and what is miscoded`()
    async throws
  {
    let text = """
      line_id,financial_year,currency,point_of_delivery,market_forces_factor,unbundled,course,cycle,local_price
      a,2018/19,JA20F,DC,1,,,,
      b,2018/19,SB97Z,DC,1,SB12Z:12,c1,1,
      c,2018/19,UZ01Z,EL,1,,,,
      d,2018/19,QQ99Z,EL,1,,,,
      e,2018/19,QQ99Z,EL,1,,,,
      f,2018/19,pack,DRUG,,,,,2500

      """
    let outcome = try await CommissionProcess(input: Array(text.utf8))
      .run(["price", "-", "--fallback", "2017/18:cost"] + tariffs())
    #expect(outcome.status == 0)
    #expect(
      outcome.complaint == """
        6 lines
          unbundled at national average cost: £2972.91, of which £2972.91 rests on unverified figures
          1 at drug or device at actual cost: £2500.00, of which £2500.00 rests on unverified figures
          3 at national tariff per spell: £1979.00
          2 without a price, valued at nothing:
            2 (d, e): the 2018/19 national tariff has no QQ99Z; the 2017/18 average cost of QQ99Z at EL was not \
        published
          to be corrected:
            1 (b): REPEATED-FIRST-ATTENDANCE
            1 (c): UNGROUPED

        """
    )
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `spoilt lines are priced or refused, and never stop the program`(seed: UInt64) async throws {
    var random = Seeded(seed)
    let good =
      "line_id,financial_year,provider,currency,point_of_delivery,length_of_stay,quantity,top_up\n"
      + "1,2018/19,R1H,JA20F,DC,0,1,0.5\n2,2018/19,RF4,DZ17T,NEL,40,2,\n3,2018/19,,DZ19H,EL,3,,\"0.1\"\n"
    let folder = try TemporaryFolder()
    try folder.write("before", to: "priced.csv")
    let outcome = try await CommissionProcess(input: random.spoilt(good))
      .run(["price", "-", "--out", "\(folder.path)/priced.csv"] + tariffs())
    #expect(outcome.status == 0 || outcome.status == 1)
    #expect(outcome.page == "")
    #expect(try folder.names() == ["priced.csv"])
    let text = try folder.text(of: "priced.csv")
    #expect((outcome.status == 0) == (text != "before"))
    #expect((outcome.status == 1) == outcome.complaint.contains(": error: "))
    #expect(
      (outcome.status == 0)
        == (outcome.complaint.range(of: "^[0-9]+ lines", options: .regularExpression) != nil)
    )
  }
}

/// Where the price tables are looked for.
struct TariffFolderTests {
  private static let lines = "line_id,financial_year,currency,point_of_delivery\n1,2018/19,JA20F,DC\n"

  /// A small folder of tables whose one price tells it apart.
  private func tables(_ folder: borrowing TemporaryFolder, price: String) throws {
    for name in [
      "drugs.csv", "deflators.csv", "code-changes.csv", "2018-19/prices.csv", "2018-19/rules.csv",
    ] {
      try folder.copy("tariffs/\(name)", to: "tariffs/\(name)")
    }
    let table = try folder.text(of: "tariffs/2018-19/prices.csv").split(separator: "\n")
    let header = try #require(table.first)
    let row = try #require(table.first { $0.hasPrefix("JA20F,") })
    try folder.write(
      "\(header)\n\(row.replacing(",1979,", with: ",\(price),"))\n",
      to: "tariffs/2018-19/prices.csv"
    )
  }

  private func basePrice(_ outcome: CommissionProcess.Outcome) -> String? {
    outcome.lines.last?.split(separator: ",", omittingEmptySubsequences: false).dropFirst(4).first.map(
      String.init
    )
  }

  @Test func `the option goes before the environment, and that before the folder one is in`() async throws {
    let named = try TemporaryFolder()
    let inherited = try TemporaryFolder()
    let here = try TemporaryFolder()
    try tables(named, price: "1001")
    try tables(inherited, price: "1002")
    try tables(here, price: "1003")
    let file = try named.write(Self.lines, to: "lines.csv")
    let environment = ["COSTED_PATHWAYS_TARIFFS": "\(inherited.path)/tariffs"]
    let all = try await CommissionProcess(folder: here.path, environment: environment)
      .run("price", file, "--tariffs", "\(named.path)/tariffs")
    #expect(basePrice(all) == "1001")
    let two = try await CommissionProcess(folder: here.path, environment: environment).run("price", file)
    #expect(basePrice(two) == "1002")
    let one = try await CommissionProcess(folder: here.path).run("price", file)
    #expect(basePrice(one) == "1003")
  }

  @Test func `without any the folder is looked for above the input`() async throws {
    let folder = try TemporaryFolder(named: "a folder")
    try tables(folder, price: "1004")
    try folder.makeFolder("deep/er")
    let file = try folder.write(Self.lines, to: "deep/er/lines.csv")
    let elsewhere = try TemporaryFolder()
    let outcome = try await CommissionProcess(folder: elsewhere.path).run("price", file)
    #expect(basePrice(outcome) == "1004")
  }
}
