import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct CodeMapNeutralityTests {
  private static let mapHeader = "currency,financial_year,from_currency,from_year,share,evidence,source,note"
  private static let map = """
    \(mapHeader)
    AA01A,2030/31,AA01A,2020/21,0.25,seen,made up,
    AA01A,2030/31,AA01B,2020/21,0.75,derived,made up,
    AA02A,2030/31,AA09Z,2020/21,1,seen,made up,
    AA03A,2030/31,AA01A,2020/21,1,seen,made up,
    """
  private static let later = """
    AA01A,Major,DC,,,10,200,seen,
    AA01A,Major,EL,,,3,500.005,seen,
    AA01A,Major,OPPROC,,,6,50,seen,
    AA01A,Major,OPPROC,,103,4,60,seen,
    AA01A,Major,NEL,,,,700,seen,
    AA02A,Other,DC,,,5,100,seen,
    AA04A,Changed,DC,,,8,100,seen,
    AA04A,Changed,EL,,,9,100,seen,
    AA05A,The same,DC,,,8,100,seen,
    """
  private static let earlier = """
    AA01A,Minor,DC,,,10,100,seen,
    AA01B,Medium,DC,,,10,120.02,seen,
    AA01A,Minor,EL,,,10,300,seen,
    AA01B,Medium,EL,,,10,400,seen,
    AA01A,Minor,OPPROC,,,10,20,seen,
    AA01B,Medium,OPPROC,,,10,20,seen,
    AA01A,Minor,NEL,,,10,20,seen,
    AA01B,Medium,NEL,,,10,20,seen,
    """
  private static let changes = """
    \(SyntheticLibrary.changesHeader)
    AA01A,AA01A,meaning changed,2020/21-2030/31,seen,made up,minor became major
    AA04A,AA04A,meaning changed,2020/21-2030/31,seen,made up,small became large
    AA05A,AA05A,meaning changed,2010/11-2020/21,seen,made up,before both years
    AA06A,AA06A,meaning changed,2020/21-2030/31,seen,made up,not in the later year
    """

  private static func neutrality(
    _ map: String = map,
    later: String = later,
    earlier: String = earlier,
    deflators: String? = nil,
    activity: [CountedActivity]? = nil
  ) throws(DiagnosticList) -> CodeMapNeutrality {
    try CodeMapNeutrality(
      of: CodeMap(InputFile(path: "map.csv", text: map)),
      later: costs(later, "2030/31"),
      earlier: costs(earlier, "2020/21"),
      changes: CodeChanges(InputFile(path: "changes.csv", text: changes)),
      deflators: deflators.map { text throws(DiagnosticList) in
        try Deflators(InputFile(path: "deflators.csv", text: "\(SyntheticLibrary.deflatorsHeader)\n\(text)"))
      },
      activity: activity
    )
  }

  private static func costs(_ rows: String, _ year: FinancialYear) throws(DiagnosticList) -> AverageCosts {
    let text = "\(SyntheticLibrary.costsHeader)\n\(rows)\n"
    return try AverageCosts(
      InputFile(path: "costs.csv", text: text),
      year: year,
      publication: "Costs \(year)"
    )
  }

  @Test func `each mapped code is valued both ways at every point of delivery`() throws {
    let found = try Self.neutrality()
    #expect(
      found.rows.map { "\($0.line.currency) \($0.line.pointOfDelivery)" } == [
        "AA01A DC", "AA01A EL", "AA01A OPPROC",
      ]
    )
    #expect(found.rows.map(\.own.price) == ["200", "500.005", "50"])
    #expect(found.rows.map(\.mapped.price) == ["115.015", "375", "20"])
    #expect(found.rows.map(\.ownValue.description) == ["2000", "1500.015", "300"])
    #expect(found.rows.map(\.mappedValue.description) == ["1150.15", "1125", "120"])
    #expect(found.rows.map(\.ratio) == ["0.575075", "0.749993", "0.4"])
    #expect(found.ownValue.description == "3800.015")
    #expect(found.mappedValue.description == "2395.15")
    #expect(found.ratio == "0.630300")
    #expect(found.neutralFactor == "1.586546")
    #expect(found.evidence == .derived)
  }

  @Test func `what is not compared and what the map does not cover is listed`() throws {
    let found = try Self.neutrality()
    #expect(
      found.gaps.map { "\($0.currency) \($0.line?.pointOfDelivery.rawValue ?? "-"): \($0.reason)" } == [
        "AA01A NEL: its activity is not published",
        "AA02A DC: mapped, but the 2020/21 average cost of AA09Z at DC was not published",
        "AA03A -: there is no activity of it",
      ]
    )
    #expect(
      found.uncovered.map { "\($0.currency) \($0.line?.pointOfDelivery.rawValue ?? "-")" } == [
        "AA04A DC", "AA04A EL",
      ]
    )
    #expect(found.uncovered.map(\.reason) == ["small became large", "small became large"])
  }

  @Test func `the report says it in words, the table row by row`() throws {
    let found = try Self.neutrality()
    #expect(
      found.report == """
        2030/31 from 2020/21: 3 rows of 1 mapped codes compared [derived]
          at their own 2030/31 unit costs: £3800.02
          at the mapped 2020/21 unit costs, at 2020/21 prices: £2395.15, which is 0.6303 times that
          mapped costs × 1.586546 would leave the total as it is
          how costs are collected may have changed between the years; the ratio holds that too
        Mapped and not compared:
          AA01A NEL: its activity is not published
          AA02A DC: mapped, but the 2020/21 average cost of AA09Z at DC was not published
          AA03A: there is no activity of it
        Meaning changed, and no row of the map says what they are made of in 2020/21:
          AA04A (DC EL): small became large
        """
    )
    let lines = String(decoding: found.table, as: UTF8.self).split(separator: "\r\n").map(String.init)
    #expect(lines.count == 10)
    #expect(
      lines[0] == "currency,point_of_delivery,setting,treatment_function,status,activity,own_unit_cost,"
        + "mapped_unit_cost,own_value,mapped_value,ratio,evidence,source"
    )
    #expect(lines[2].hasPrefix("AA01A,EL,,,compared,3,500.005,375,1500.02,1125.00,0.749993,derived,\"own: "))
    #expect(lines[2].hasSuffix("AA01A there made of 0.25 AA01A + 0.75 AA01B\""))
    #expect(lines[4] == "AA01A,NEL,,,not compared,,,,,,,,its activity is not published")
    #expect(lines[6] == "AA03A,,,,not compared,,,,,,,,there is no activity of it")
    #expect(lines[7] == "AA04A,DC,,,not covered,8,,,,,,,small became large")
    #expect(
      lines[9] == ",,,,total,,,,3800.02,2395.15,0.6303,derived,the sum of the rows that were compared"
    )
  }

  @Test func `earlier costs are brought to the year by the deflator when one is given, and it is said`()
    throws
  {
    let found = try Self.neutrality(deflators: "2020/21,80,,,no,seen,,\n2030/31,100,,,yes,seen,,")
    #expect(found.rows.map(\.mapped.price) == ["143.76875", "468.75", "25"])
    #expect(found.rows.allSatisfy { $0.mapped.conversions.map(\.conversion.name) == [.codeMap, .deflator] })
    #expect(found.rows.allSatisfy { $0.evidence == .unverified })
    #expect(found.report.contains("unit costs, brought to 2030/31 by the GDP deflator: £2993.94"))
    #expect(
      faults { () throws(DiagnosticList) in try Self.neutrality(deflators: "2020/21,80,,,no,seen,,") }
        == ["deflators.csv found no price index for 2020/21 or 2030/31 [tariff.no-deflator]"]
    )
    #expect(
      faults { () throws(DiagnosticList) in
        try Self.neutrality(deflators: "2020/21,1,,,no,seen,,\n2030/31,31,,,no,seen,,")
      } == [
        "deflators.csv found prices of 2020/21 that come to 31 times as much in 2030/31, expected at most 30 "
          + "times [price.carried-too-far]"
      ]
    )
  }

  @Test func `activity that is given stands in place of the national`() throws {
    let own = [
      CountedActivity("AA01A", at: .electiveInpatient, activity: "2"),
      CountedActivity("AA04A", at: .dayCase, activity: "7"),
    ]
    let found = try Self.neutrality(activity: own)
    #expect(found.rows.map(\.line) == [own[0]])
    #expect(found.ownValue.description == "1000.01")
    #expect(found.uncovered.compactMap(\.line) == [own[1]])
  }

  @Test func `a map without rows of the two years is refused`() throws {
    #expect(
      faults { () throws(DiagnosticList) in
        try Self.neutrality(Self.map.replacing("2020/21", with: "2019/20"))
      } == ["map.csv found no row that says what a code of 2030/31 is made of in 2020/21 [code-map.no-rows]"]
    )
    #expect(
      fixes { () throws(DiagnosticList) in
        try Self.neutrality(Self.map.replacing("2020/21", with: "2019/20"))
      } == ["add rows of these years, or choose 2030/31 from 2019/20"]
    )
    #expect(
      fixes { () throws(DiagnosticList) in try Self.neutrality(Self.mapHeader) } == [
        "add rows of these years"
      ]
    )
    #expect(
      faults { () throws(DiagnosticList) in
        try Self.neutrality(later: "AA01A,Major,DC,,,9000000000000,10000000,seen,")
      } == ["costs.csv:2 found the cost of AA01A DC beyond £1000000000000.00, expected less [cost.too-large]"]
    )
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a map of codes to themselves is neutral where costs stayed, and totals are sums`(seed: UInt64) throws
  {
    var random = Seeded(seed)
    var rows: [String] = []
    var map = [Self.mapHeader]
    for number in 10..<10 + Int.random(in: 1...8, using: &random) {
      map.append("AA\(number)A,2030/31,AA\(number)A,2020/21,1,seen,made up,")
      for point in ["DC", "EL", "NEL"] where Bool.random(using: &random) || point == "DC" {
        let price = UnitPrice(nanopounds: .random(in: 1...9_000_000_000_000, using: &random))
        let units = Activity(millionths: .random(in: 1...900_000_000_000, using: &random))
        rows.append("AA\(number)A,Made up,\(point),,,\(units),\(price),seen,")
      }
    }
    let table = rows.joined(separator: "\n")
    let found = try Self.neutrality(map.joined(separator: "\n"), later: table, earlier: table)
    #expect(found.rows.count == rows.count)
    #expect(found.rows.allSatisfy { $0.ratio == .one && $0.ownValue == $0.mappedValue })
    #expect(found.ratio == .one)
    #expect(found.neutralFactor == .one)
    #expect(found.rows.map(\.ownValue).reduce(.zero, +) == found.ownValue)
    let shuffled = rows.shuffled(using: &random).joined(separator: "\n")
    let again = try Self.neutrality(map.joined(separator: "\n"), later: shuffled, earlier: table)
    #expect(again.ownValue == found.ownValue)
    #expect(again.table == found.table || again.rows.map(\.line) == found.rows.map(\.line))
  }

  @Test func `the codes that changed between 2017/18 and 2024/25 are told where a map leaves them out`()
    throws
  {
    let map = """
      \(Self.mapHeader)
      JA38C,2024/25,JA38C,2017/18,1,unverified,made up,
      """
    let found = try CodeMapNeutrality(
      of: CodeMap(InputFile(path: "map.csv", text: map)),
      later: #require(try Shipped.averageCosts("2024/25")),
      earlier: #require(try Shipped.averageCosts("2017/18")),
      changes: Shipped.library.codeChanges()
    )
    #expect(
      found.rows.map { "\($0.line.pointOfDelivery) \($0.ownValue.rounded(.penceHalfUp))" } == [
        "DC 9882444.76", "EL 6671389.28",
      ]
    )
    #expect(
      found.rows.map { $0.mappedValue.rounded(.penceHalfUp).description } == ["5995083.55", "3609536.53"]
    )
    #expect(found.evidence == .unverified)
    #expect(
      Set(found.uncovered.map(\.currency)).sorted() == [
        "DZ32Z", "DZ51Z", "JA34Z", "JA35Z", "JA36Z", "JA37Z", "JA38A", "JA38B", "JA39Z", "YD02Z", "YJ12Z",
      ]
    )
  }
}
