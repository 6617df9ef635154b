import Quantities
import Tables
import Tariffs
import Testing

struct PaymentVectorsTests {
  @Test(arguments: try PaymentVector.all())
  func `a worked example costs what it should, before and after rounding`(vector: PaymentVector) throws {
    let prices = try vector.prices()
    var exact = ExactPounds.zero
    for (line, priced) in zip(vector.lines, prices) {
      #expect(priced.unpriced == nil)
      let units = Factor(millionths: line.quantity.millionths)
      exact = exact + priced.payable * priced.marketForces * units
      for entry in priced.explanation.entries where entry.rule == RuleOutcome.unbundled.text {
        exact = exact + entry.effect
      }
    }
    #expect(exact == ExactPounds(vector.unrounded))
    #expect(prices.compactMap(\.value).total().description == vector.pence)
    #expect(prices.compactMap(\.coreValue).total().description == vector.corePence)
    #expect(prices.compactMap(\.unbundledValue).total().description == vector.unbundledPence)
    #expect(exact.rounded(.wholePoundHalfUp).description == "\(vector.wholePounds).00")
    #expect(prices.map(\.exceptions.description) == vector.miscoded)
  }

  @Test func `each example is there, one of two lines`() throws {
    let vectors = try PaymentVector.all()
    #expect(
      vectors.map(\.name) == [
        "T1", "T2", "T3", "T4", "T5", "T5b", "T6", "T6b", "T7a", "T7b", "T8a", "T8b", "T8c", "T8d", "T9",
        "T10a", "T10b", "T14a", "T15c", "T16a", "T16b", "T16c", "T17a", "T17b", "T17c", "T18a", "T18b",
        "T18c", "T19-DC", "T19-OP", "T26", "T27a", "T27b", "T27c", "T27d", "T27e", "T27f", "T27g", "T28",
      ]
    )
    #expect(vectors.filter { $0.lines.count > 1 }.map(\.name) == ["T8c"])
    #expect(vectors.filter { $0.miscoded != [""] && $0.lines.count == 1 }.map(\.name) == ["T18c", "T28"])
  }

  @Test func `half a penny goes up, and to the even penny only if one asks for that`() throws {
    let vector = try #require(try PaymentVector.all().first { $0.name == "T26" })
    let exact = ExactPounds(vector.unrounded)
    #expect(exact.rounded(.penceHalfUp).description == "100.13")
    #expect(exact.rounded(.penceHalfEven).description == "100.12")
  }

  @Test(arguments: try CostExample.all())
  func `a course of treatment at average costs adds up to what it should`(example: CostExample) throws {
    let costs = try #require(try Shipped.averageCosts("2017/18"))
    var sum = ExactPounds.zero
    for part in example.parts {
      let cost = try costs.cost(
        of: part.currency,
        at: part.pointOfDelivery,
        setting: part.setting,
        treatmentFunction: nil
      ).get()
      sum = sum + part.units * (try #require(cost.unitCost))
    }
    #expect(sum.rounded(.penceHalfUp).description == example.total)
  }

  @Test func `the clinic is cheaper than the day case by the difference of their costs`() throws {
    let costs = try #require(try Shipped.averageCosts("2017/18"))
    let each = try ["day case", "outpatient"].map { setting in
      try costs.cost(of: "SB12Z", at: .unbundledChemotherapy, setting: setting, treatmentFunction: nil).get()
    }
    let sums = each.compactMap(\.unitCost).map { Activity(6) * $0 }
    #expect((sums[0] + sums[1] * -1).rounded(.penceHalfUp).description == "440.02")
    #expect(
      each.compactMap(\.unitCost).map { ExactPounds($0).rounded(.penceHalfUp).description } == [
        "247.74", "174.40",
      ]
    )
  }
}

/// A worked example: one line of activity or several, and what they cost together.
struct PaymentVector: CustomTestStringConvertible {
  let name: String
  let what: String
  let book: Book
  /// The file of these lines alone.
  let file: LineFile
  let unrounded: UnitPrice
  let pence: String
  let wholePounds: String
  let corePence: String
  let unbundledPence: String
  /// The exceptions of each line.
  let miscoded: [String]

  /// The tables that price it.
  enum Book: String {
    case shipped = ""
    case noTopUpOnLongStay = "no-top-up-on-long-stay"
    case multipliedUplift = "multiplied-uplift"
    case madeUp = "made-up"
  }

  var testDescription: String { "\(name): \(what)" }

  var lines: [ActivityLine] { file.lines }

  /// What the lines are worth; average costs of 2017/18 stand in for prices that were not published.
  func prices() throws -> [PricedLine] {
    guard let tables = try tables() else { return file.prices(by: try Shipped.pricerWithCosts()) }
    let synthetic = try SyntheticLibrary(tables)
    return file.prices(by: try file.pricer(synthetic.library))
  }

  /// The tables of its book; nil when it is priced by those that are shipped.
  private func tables() throws -> [String: String]? {
    let shipped = { (name: String) in
      try String(decoding: InputFile(reading: Repository.path(name)).bytes, as: UTF8.self)
    }
    switch book {
    case .shipped: return nil
    case .noTopUpOnLongStay:
      return [
        "2018-19/prices.csv": try shipped("tariffs/2018-19/prices.csv"),
        "2018-19/rules.csv": try RuleRows([.topUpOnLongStay: "no"]).text,
      ]
    case .multipliedUplift:
      return [
        "uplifts.csv": try shipped("tariffs/uplifts.csv"),
        "2016-17/rules.csv": try RuleRows([.upliftMode: "multiplicative"]).text,
      ]
    case .madeUp: return ["2030-31/prices.csv": try shipped("Tests/Published/made-up-prices.csv")]
    }
  }

  static func all() throws -> [PaymentVector] {
    let table = try CSVTable(InputFile(reading: Repository.path("Tests/Published/payment-vectors.csv")))
    let rows = try published("payment-vectors.csv")
    var names: [String] = []
    for row in rows where !names.contains(row["vector"] ?? "") { names.append(row["vector"] ?? "") }
    return try names.map { name in
      let own = rows.indices.filter { rows[$0]["vector"] == name }
      var writer = CSVWriter(header: table.header.map(\.text))
      for index in own {
        for field in table.rows[index].fields { writer.text(field.text) }
        writer.endRow()
      }
      let first = rows[own[0]]
      return PaymentVector(
        name: name,
        what: first["what"] ?? "",
        book: try #require(Book(rawValue: first["book"] ?? "")),
        file: try LineFile(InputFile(path: "\(name).csv", bytes: writer.bytes)),
        unrounded: try #require(UnitPrice(first["unrounded"] ?? "")),
        pence: first["pence"] ?? "",
        wholePounds: first["whole_pounds"] ?? "",
        corePence: first["core_pence"] ?? "",
        unbundledPence: first["unbundled_pence"] ?? "",
        miscoded: own.map { rows[$0]["miscoded"] ?? "" }
      )
    }
  }
}

/// Units of activity at the average costs of 2017/18, and what they cost together.
struct CostExample: CustomTestStringConvertible {
  struct Part {
    let units: Activity
    let currency: CurrencyCode
    let pointOfDelivery: PointOfDelivery
    let setting: String
  }

  let name: String
  let what: String
  let parts: [Part]
  let total: String

  var testDescription: String { "\(name): \(what)" }

  static func all() throws -> [CostExample] {
    let rows = try published("cost-examples.csv")
    return try Dictionary(grouping: rows) { $0["example"] ?? "" }.sorted { $0.key < $1.key }.map {
      name,
      own in
      CostExample(
        name: name,
        what: own[0]["what"] ?? "",
        parts: try own.map { row in
          Part(
            units: try #require(Activity(row["units"] ?? "")),
            currency: try #require(CurrencyCode(row["currency"] ?? "")),
            pointOfDelivery: try #require(PointOfDelivery(row["point_of_delivery"] ?? "")),
            setting: row["setting"] ?? ""
          )
        },
        total: own[0]["total"] ?? ""
      )
    }
  }
}
