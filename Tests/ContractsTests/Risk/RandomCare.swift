import TestSupport
import Diagnostics
import Pathways
import Quantities
import Tables

/// A small pathway of random steps, kept so that everything that can become of a patient can be listed.
struct RandomCare {
  struct Step {
    let id: String
    let parent: String?
    let group: String?
    let share: Int
    let quantity: Int
    /// Pounds per unit; none where it is not paid.
    let prices: [(share: Int, price: Int)]
  }

  private(set) var steps: [Step] = []

  /// Everything that can become of a patient: how likely, at what cost in pounds, with which steps.
  struct Outcome {
    var probability: Double
    var cost = 0.0
    var steps: Set<String> = []
    var units: [String: Double] = [:]
  }

  init(_ seed: UInt64) {
    var random = Seeded(seed)
    for number in 1...random.int(2...4) {
      let parent = random.happens(60) ? steps.randomElement(using: &random)?.id : nil
      let shares = random.happens(40) ? Self.parts(&random) : [random.happens(20) ? 100 : random.int(1...99)]
      for (letter, share) in zip("ABC", shares) {
        steps.append(
          Step(
            id: "S\(number)\(letter)",
            parent: parent,
            group: shares.count > 1 ? "group \(number)" : nil,
            share: share,
            quantity: random.int(0...3),
            prices: Self.prices(&random)
          )
        )
      }
    }
  }

  private static func parts(_ random: inout Seeded) -> [Int] {
    let first = random.int(1...60)
    let second = random.int(1...(99 - first))
    return random.happens(50) ? [first, 100 - first] : [first, second, 100 - first - second]
  }

  private static func prices(_ random: inout Seeded) -> [(share: Int, price: Int)] {
    guard random.happens(80) else { return [] }
    let price = random.int(1...3_000)
    guard random.happens(40) else { return [(100, price)] }
    let share = random.int(1...99)
    return [(share, price), (100 - share, random.int(1...3_000))]
  }

  // MARK: - As tables

  static let guidelineYear = 2015

  func pathway() throws(DiagnosticList) -> Pathway {
    let header = PathwayTables.stepColumns.map(\.name).joined(separator: ",")
    let rows = steps.map { step in
      let payment =
        step.prices.isEmpty
        ? "none,,,," : step.prices.count == 1 ? "currency,\(step.code(0)),DC,," : "casemix,\(step.id),,,"
      return "\(step.id),Step,treatment,done,,all,\(step.parent ?? ""),\(step.group ?? ""),case,"
        + "\(hundredths(step.share)),\(step.quantity),0,0,,\(payment),2010,2020,seen,seen,seen,made up,"
    }
    let casemix = steps.filter { $0.prices.count > 1 }.flatMap { step in
      step.prices.enumerated().map { place, part in
        "\(step.id),\(step.code(place)),DC,,\(hundredths(part.share)),2010,2020,seen,made up,"
      }
    }
    let file = { (name: String, header: String, rows: [String]) in
      InputFile(path: name, text: ([header] + rows).joined(separator: "\n") + "\n")
    }
    return try Pathway(
      "small",
      steps: file("steps.csv", header, rows),
      casemix: file(
        "casemix.csv",
        "casemix,currency,point_of_delivery,setting,share,guideline_from,guideline_to,evidence,source,note",
        casemix
      ),
      subtypes: file(
        "subtypes.csv",
        "pathway,subtype,stage,share,evidence,source,note",
        ["small,one,all,1,seen,made up,"]
      ),
      referrals: file(
        "referrals.csv",
        "pathway,ruled_out_per_case,evidence,source,note",
        ["small,0,seen,made up,"]
      )
    )
  }

  private func hundredths(_ share: Int) -> String { "\(Factor(millionths: Int64(share) * 10_000))" }

  /// What a unit costs of a step paid by a currency.
  func price(_ step: PathwayStep, _ part: CasemixPart) -> UnitPrice? {
    guard let own = steps.first(where: { $0.id == step.id }) else { return nil }
    let place = own.prices.indices.first { own.code($0) == part.currency.description }
    return place.map { UnitPrice(pounds: Int64(own.prices[$0].price)) }
  }

  // MARK: - Everything that can happen

  /// Lists everything that can become of a patient, step by step in the order of the table.
  var outcomes: [Outcome] {
    var outcomes = [Outcome(probability: 1)]
    var groups: Set<String> = []
    for step in steps {
      if let group = step.group, !groups.insert(group).inserted { continue }
      let members = step.group.map { group in steps.filter { $0.group == group } } ?? [step]
      outcomes = outcomes.flatMap { outcome -> [Outcome] in
        guard step.parent.map(outcome.steps.contains) ?? true else { return [outcome] }
        let taken = members.flatMap { $0.happening(to: outcome) }
        let rest = 100 - members.reduce(0) { $0 + $1.share }
        guard rest > 0 else { return taken }
        var without = outcome
        without.probability *= Double(rest) / 100
        return taken + [without]
      }
    }
    return outcomes
  }

  /// The same given that one of some steps happens.
  func outcomes(given triggers: Set<String>) -> [Outcome] {
    let own = outcomes.filter { !$0.steps.isDisjoint(with: triggers) }
    let whole = own.reduce(0) { $0 + $1.probability }
    return own.map { outcome in
      var given = outcome
      given.probability /= whole
      return given
    }
  }
}

extension RandomCare.Step {
  /// The code of one of its currencies.
  func code(_ place: Int) -> String {
    "A\(id.dropFirst().first ?? "0")\(place + 1)0\(id.last ?? "Z")"
  }

  fileprivate func happening(to outcome: RandomCare.Outcome) -> [RandomCare.Outcome] {
    let ways = prices.isEmpty ? [(share: 100, price: nil as Int?)] : prices.map { ($0.share, $0.price) }
    return ways.enumerated().map { place, way in
      var next = outcome
      next.probability *= Double(share) / 100 * Double(way.share) / 100
      next.steps.insert(id)
      guard let price = way.price else { return next }
      next.cost += Double(quantity * price)
      next.units[code(place), default: 0] += Double(quantity)
      return next
    }
  }
}

extension [RandomCare.Outcome] {
  func expectation(_ value: (RandomCare.Outcome) -> Double) -> Double {
    reduce(0) { $0 + $1.probability * value($1) }
  }
}
