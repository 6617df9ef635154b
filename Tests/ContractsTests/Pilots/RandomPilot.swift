import TestSupport
import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tables

/// Made-up activity and pilots that are the same for the same seed.
struct RandomPilot {
  private var random: Seeded

  init(_ seed: UInt64) { random = Seeded(seed) }

  static let providers: [ProviderCode] = ["R1H", "RF4", "RQX", "RJ1"]
  private static let commissioners: [CommissionerCode] = ["QMF", "NHSE"]
  private static let steps = ["B-T01", "B-T05", "B-T14", "B-T15", "B-T20", "B-K01"]
  private static let currencies: [CurrencyCode] = [
    "JA20F", "JA38C", "WF01A", "YJ11Z", "SC23Z", "trastuzumab",
  ]
  private static let points: [PointOfDelivery] = [
    .dayCase, .electiveInpatient, .opfa, .outpatientProcedure, .unbundledRadiotherapy, .drug,
  ]

  /// The table of lines of made-up patients, or of nobody in particular.
  mutating func lines(_ count: Int, ofPatients: Bool) -> String {
    var text =
      "patient,date,commissioner,provider,pathway,phase,step,stage,subtype,age,currency,point_of_delivery,"
      + "activity,unit_price,market_forces_factor,value,cost,evidence\n"
    let factors = Dictionary(
      Self.providers.map { ($0, random.happens(50) ? "1" : "1.\(random.int(100_000...250_000))") },
      uniquingKeysWith: { first, _ in first }
    )
    for number in 0..<count {
      let kind = random.int(0...Self.steps.count - 1)
      let provider = random.pick(Self.providers)
      let patient = ofPatients ? "P\(random.int(1...max(2, count / 4)))" : ""
      let day = random.int(1...28)
      let date = ofPatients ? "2026-0\(random.int(4...9))-\(day < 10 ? "0" : "")\(day)" : ""
      let stage =
        patient.isEmpty ? random.pick(["1", "2", "3", "not-staged"]) : "\(patient.utf8.count % 3 + 1)"
      let isPriced = random.happens(92)
      let price = isPriced ? "\(random.int(0...9000)).\(random.int(0...99))" : ""
      let value = isPriced && random.happens(10) ? "\(random.int(0...9000)).\(random.int(10...99))" : ""
      let cost = random.happens(60) ? "\(random.int(1...9000))" : ""
      let factor = factors[provider] ?? "1"
      text +=
        "\(patient),\(date),\(random.pick(Self.commissioners)),\(provider),breast,treatment,\(Self.steps[kind]),"
        + "\(stage),\(random.pick(["HER2+", "TNBC", ""])),\(random.int(30...90)),\(Self.currencies[kind]),"
        + "\(Self.points[kind].rawValue),\(number % 7 == 0 ? "1" : "\(random.int(1...15)).\(random.int(0...9))"),"
        + "\(price),\(factor),\(value),\(cost),seen\n"
    }
    return text
  }

  mutating func activity(_ count: Int, ofPatients: Bool) throws(DiagnosticList) -> PilotActivity {
    try PilotActivity(
      InputFile(path: "lines.csv", text: lines(count, ofPatients: ofPatients)),
      year: FinancialYear(start: 2026),
      hasPatients: ofPatients
    )
  }

  /// A pilot of one or two bundles.
  mutating func bundles(_ price: String = "{\"kind\": \"expected-use\"}") -> String {
    let count = random.int(1...2)
    let bundles = (0..<count).map { place -> String in
      let steps = Self.steps.filter { _ in random.happens(60) }.map { "\"\($0)\"" }
      let trigger = place == 0 ? "{\"steps\": [\"B-T01\", \"B-T05\"]}" : "{\"currencies\": [\"YJ\"]}"
      let exception = random.happens(40) ? ", \"except\": [{\"providers\": [\"RJ1\"]}]" : ""
      let by = random.pick(["", ", \"by\": [\"stage\"]", ", \"by\": [\"stage\", \"subtype\"]"])
      let lead = random.pick(["", ", \"lead\": \"R1H\"", ", \"lead\": \"trigger\""])
      return """
        {"id": "B\(place)", "trigger": \(trigger),
         "window": {"daysBefore": \(random.int(0...30)), "daysAfter": \(random.int(0...200))},
         "include": {"steps": [\(steps.isEmpty ? "\"none\"" : steps.joined(separator: ", "))]}\(exception),
         "price": \(price)\(by)\(lead), "marketForces": \(random.happens(50)),
         "novelDrugs": "\(random.pick(["inside", "outside"]))"}
        """
    }
    return "{\"kind\": \"bundle\", \"bundles\": [\(bundles.joined(separator: ", "))]}"
  }
}

/// A pilot read from text.
func pilot(_ payment: String, _ rest: String = "", activity: Bool = true) throws(DiagnosticList)
  -> TariffPilot
{
  let source = activity ? "\"activity\": {\"lines\": \"lines.csv\"}," : ""
  let text = """
    {"name": "A pilot", \(source) "payment": \(payment), "chanceOfLoss": {"draws": 100, "cases": [10]}\(rest)}
    """
  return try TariffPilot(InputFile(path: "pilot.json", text: text))
}
