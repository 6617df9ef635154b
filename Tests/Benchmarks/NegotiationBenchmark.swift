import Contracts
import Diagnostics
import Quantities
import Tables

/// Two schedules of many lines, written, read, compared, and their gap written.
///
/// The same two files can be given to another program.
enum NegotiationBenchmark {
  /// Whether it could be run.
  static func run(lines: Int, folder: String) -> Bool {
    let schedules = GeneratedSchedules(lines: lines)
    let paths = ["\(folder)/offer.csv", "\(folder)/counter.csv"]
    guard FileSystem.write(schedules.offer, to: paths[0]), FileSystem.write(schedules.counter, to: paths[1])
    else {
      return false
    }
    var watch = Stopwatch()
    do throws(DiagnosticList) {
      let offer = try Schedule(InputFile(reading: paths[0]))
      let counter = try Schedule(InputFile(reading: paths[1]))
      watch.lap("read")
      let negotiation = try Negotiation(
        NegotiationPosition(name: "offer.csv", schedule: offer),
        NegotiationPosition(name: "counter.csv", schedule: counter)
      )
      watch.lap("match and split")
      let table = negotiation.gapTable
      watch.lap("gap.csv")
      let summary = negotiation.summaryFiles
      watch.lap("other files")
      let page = NegotiationPage(negotiation)
      watch.lap("page")
      let said = (name: "page.txt", bytes: Array(page.text.utf8))
      try OutputFolder(folder).write([(name: "gap.csv", bytes: table)] + summary + [said])
      watch.lap("write")
      watch.report("negotiate")
      return true
    } catch {
      Stopwatch.say("\(error)\n")
      return false
    }
  }
}

/// An offer and a counter-offer of so many lines, the same for the same number: eight payers, twenty providers, two
/// pathways and forty steps; of the counter-offer a third of the activities, a fifth of the prices and a tenth of the
/// factors are other ones, one line in a hundred is on one side only, and the rows of the counter-offer are shuffled.
struct GeneratedSchedules {
  private(set) var offer: [UInt8] = []
  private(set) var counter: [UInt8] = []
  private var state: UInt64 = 2026

  private static let header =
    "line_id,financial_year,commissioner,provider,pathway,step,currency,point_of_delivery,treatment_function,"
    + "planned_activity,unit_price,market_forces_factor,planned_value,last_year_activity,last_year_value,basis,"
    + "evidence,note\r\n"
  private static let pointsOfDelivery = ["DC", "EL", "NEL", "OPPROC", "UNBRTHPY"]

  init(lines: Int) {
    var offered: [String] = []
    var countered: [String] = []
    for number in 0..<lines {
      let codes = codes(number, of: lines)
      let figures = (
        activity: 1 + random(4000), price: 50_00 + random(9_000_00), factor: 1_000_000 + 1000 * random(200)
      )
      let row = Self.row(codes, figures.activity, figures.price, figures.factor)
      let answer = Self.row(
        codes,
        random(3) == 0 ? figures.activity + random(50) : figures.activity,
        random(5) == 0 ? figures.price + random(100_00) : figures.price,
        random(10) == 0 ? 1_000_000 + 1000 * random(200) : figures.factor
      )
      let side = random(100)
      if side != 0 { offered.append(row) }
      if side != 1 { countered.append(answer) }
    }
    for index in countered.indices.reversed() { countered.swapAt(index, random(index + 1)) }
    offer = Array((Self.header + offered.joined()).utf8)
    counter = Array((Self.header + countered.joined()).utf8)
  }

  /// A whole number from 0 on: SplitMix64.
  private mutating func random(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }

  /// Payers, providers, pathways and steps follow each other as in a written schedule.
  private mutating func codes(_ number: Int, of lines: Int) -> String {
    let group = number * 12_800 / lines
    let commissioner = "QM\(["A", "B", "C", "D", "E", "F", "G", "H"][group / 1600])"
    let provider = "R\(10 + group / 80 % 20)"
    let pathway = group / 40 % 2 == 0 ? "breast" : "lung"
    let step = "S-\(10 + group % 40)"
    let place = Self.pointsOfDelivery[random(Self.pointsOfDelivery.count)]
    return
      "\(commissioner)-\(provider)-\(step)-\(number),2026/27,\(commissioner),\(provider),\(pathway),\(step),"
      + "JA\(10 + random(80))\(["A", "B", "C"][random(3)]),\(place),"
  }

  private static func row(_ codes: String, _ activity: Int, _ price: Int, _ factor: Int) -> String {
    let value = (activity * price * factor + 500_000) / 1_000_000
    let pounds = { (pence: Int) in "\(pence / 100).\(pence % 100 / 10)\(pence % 10)" }
    return
      "\(codes),\(activity),\(pounds(price)),1.\(String(factor).dropFirst()),\(pounds(value)),,,tariff,derived,\r\n"
  }
}
