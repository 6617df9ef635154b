import Quantities
import Tables
import Tariffs
import Testing

struct PaymentVectorsTests {
  @Test(arguments: try PaymentVector.all())
  func `a worked example costs what it should, before and after rounding`(vector: PaymentVector) throws {
    let pricer = try Shipped.pricer()
    var exact = ExactPounds.zero
    var billed = Pence.zero
    for line in vector.lines {
      let priced = pricer.price(line)
      billed += try #require(priced.value)
      exact = exact + priced.payable * (line.marketForcesFactor ?? .one) * Factor(line.quantity)
    }
    #expect(exact == ExactPounds(vector.unrounded))
    #expect(billed.description == vector.pence)
    #expect(exact.rounded(.wholePoundHalfUp).description == "\(vector.wholePounds).00")
  }

  @Test func `each of the sixteen examples is there, one of two lines`() throws {
    let vectors = try PaymentVector.all()
    #expect(
      vectors.map(\.name) == [
        "T1", "T2", "T3", "T4", "T5", "T5b", "T6", "T6b", "T7a", "T7b", "T8a", "T8b", "T8c", "T10a", "T10b",
        "T26",
      ]
    )
    #expect(vectors.filter { $0.lines.count > 1 }.map(\.name) == ["T8c"])
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
  let lines: [ActivityLine]
  let unrounded: UnitPrice
  let pence: String
  let wholePounds: String

  var testDescription: String { "\(name): \(what)" }

  static func all() throws -> [PaymentVector] {
    let input = try InputFile(reading: Repository.path("Tests/Published/payment-vectors.csv"))
    let rows = try records(of: input.bytes)
    let lines = try LineFile(input).lines
    try #require(lines.count == rows.count)
    var names: [String] = []
    for row in rows where !names.contains(row["vector"] ?? "") { names.append(row["vector"] ?? "") }
    return try names.map { name in
      let own = rows.indices.filter { rows[$0]["vector"] == name }
      let first = rows[own[0]]
      return PaymentVector(
        name: name,
        what: first["what"] ?? "",
        lines: own.map { lines[$0] },
        unrounded: try #require(UnitPrice(first["unrounded"] ?? "")),
        pence: first["pence"] ?? "",
        wholePounds: first["whole_pounds"] ?? ""
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

extension Factor {
  /// An amount of activity as a multiplier.
  fileprivate init(_ activity: Activity) {
    self.init(millionths: activity.millionths)
  }
}
