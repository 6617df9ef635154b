import TestSupport
import Contracts
import Quantities

/// A line of a schedule for a test.
func planned(
  _ id: String,
  _ activity: Activity? = nil,
  at price: UnitPrice? = nil,
  _ marketForces: Factor? = nil,
  worth value: Pence? = nil,
  year: FinancialYear = "2026/27",
  provider: ProviderCode = "R1H",
  pathway: String = "breast",
  step: String = "B-T01",
  currency: CurrencyCode? = "JA20F",
  pointOfDelivery: PointOfDelivery? = .dayCase,
  evidence: Evidence? = .seen,
  note: String = ""
) -> ScheduleLine {
  ScheduleLine(
    lineID: id,
    financialYear: year,
    commissioner: "QMF",
    provider: provider,
    pathway: pathway,
    step: step,
    currency: currency,
    pointOfDelivery: pointOfDelivery,
    plannedActivity: activity,
    unitPrice: price,
    marketForces: marketForces,
    plannedValue: value,
    evidence: evidence,
    note: note
  )
}

/// The gap between two lists of lines.
func gap(_ offer: [ScheduleLine], _ counter: [ScheduleLine]) throws -> ScheduleGap {
  try ScheduleGap(from: Schedule(offer), to: Schedule(counter))
}

/// Two schedules that are the same for the same seed: lines that both have and that one has, blank figures, lump
/// sums, values that no figures come to, activities and prices of nought, very large ones, lines moved to another
/// group or coded otherwise, and ids that stand twice.
struct RandomSchedules {
  private(set) var offer: [ScheduleLine] = []
  private(set) var counter: [ScheduleLine] = []

  private static let years: [FinancialYear] = ["2025/26", "2026/27", "2026/27", "2026/27"]
  private static let codes: [CurrencyCode?] = ["JA20D", "JA20E", "JA20F", nil]
  private static let places: [PointOfDelivery?] = [.dayCase, .electiveInpatient, .block, nil]
  private static let grades: [Evidence?] = [.seen, .derived, .unverified, nil]

  init(_ seed: UInt64) {
    var random = Seeded(seed)
    let isLarge = random.happens(10)
    for number in 0..<random.int(1...24) {
      let line = Self.line(number, isLarge: isLarge, &random)
      let answer = Self.changed(line, isLarge: isLarge, &random)
      let side = random.int(1...12)
      if side != 1 { offer.append(line) }
      if side != 2 { counter.append(answer) }
      if side == 3 { counter.append(Self.changed(answer, isLarge: isLarge, &random)) }
    }
    offer.shuffle(using: &random)
    counter.shuffle(using: &random)
    // A year that both have, so that they can be compared.
    offer.append(planned("both", "1", at: "1"))
    counter.append(planned("both", "1", at: "1"))
  }

  private static func line(_ number: Int, isLarge: Bool, _ random: inout Seeded) -> ScheduleLine {
    planned(
      "line-\(number)",
      random.happens(85) ? activity(isLarge, &random) : nil,
      at: random.happens(85) ? price(isLarge, &random) : nil,
      random.happens(80) ? factor(&random) : nil,
      worth: random.happens(20) ? value(isLarge, &random) : nil,
      year: random.pick(years),
      provider: random.pick(["R1H", "RQX"]),
      step: random.pick(["B-T01", "B-T05", "B-X03", ""]),
      currency: random.pick(codes),
      pointOfDelivery: random.pick(places),
      evidence: random.pick(grades)
    )
  }

  private static func changed(_ line: ScheduleLine, isLarge: Bool, _ random: inout Seeded) -> ScheduleLine {
    var line = line
    if random.happens(40) { line.plannedActivity = random.happens(90) ? activity(isLarge, &random) : nil }
    if random.happens(30) { line.unitPrice = random.happens(90) ? price(isLarge, &random) : nil }
    if random.happens(20) { line.marketForces = factor(&random) }
    if random.happens(20) { line.plannedValue = random.happens(70) ? value(isLarge, &random) : nil }
    if random.happens(8) { line.currency = random.pick(codes) }
    if random.happens(5) { line.step = random.pick(["B-T01", "B-T05", ""]) }
    if random.happens(3) { line.provider = random.pick(["R1H", "RQX"]) }
    if random.happens(5) { line.note = "changed" }
    return line
  }

  private static func activity(_ isLarge: Bool, _ random: inout Seeded) -> Activity {
    if random.happens(10) { return .zero }
    return Activity(millionths: Int64(random.int(0...(isLarge ? 100_000_000_000_000 : 900_000_000))))
  }

  private static func price(_ isLarge: Bool, _ random: inout Seeded) -> UnitPrice {
    if random.happens(5) { return UnitPrice(nanopounds: 0) }
    return UnitPrice(nanopounds: Int64(random.int(0...(isLarge ? 1_000_000_000_000_000 : 9_000_000_000_000))))
  }

  private static func factor(_ random: inout Seeded) -> Factor {
    random.happens(5) ? Factor(millionths: 0) : Factor(millionths: Int64(random.int(1_000_000...1_250_000)))
  }

  /// Up to a million million pounds, and below nought.
  private static func value(_ isLarge: Bool, _ random: inout Seeded) -> Pence {
    Pence(Int64(random.int(isLarge ? -100_000_000_000_000...100_000_000_000_000 : -50_000_00...900_000_00)))
  }
}
