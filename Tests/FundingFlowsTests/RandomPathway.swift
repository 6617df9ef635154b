import TestSupport
import Pathways
import Quantities
import Tables

/// A small pathway of random steps that fit together.
struct RandomPathway {
  /// What a step is paid by.
  enum Payment {
    case currency(Unit)
    case casemix(String)
    case other(String)
  }

  /// A currency and how it is delivered.
  struct Unit {
    let currency: String
    let pointOfDelivery: String
    let setting: String
    let treatmentFunction: String
  }

  /// One row of the steps table.
  struct Row {
    let id: String
    let phase: Phase
    var subtypes: [String] = []
    var stages = Stage.atDiagnosis
    var parent: String?
    var group: String?
    var occurrence = Occurrence.case
    var share: Int
    var quantity: Int
    var day = 0
    var overDays = 0
    var years: ClosedRange<Int>?
    var payment: Payment
    var guideline = RandomPathway.guidelineYears

    func applies(to stage: Stage, _ subtype: String, _ year: Int) -> Bool {
      stages.contains(stage) && guideline.contains(year) && (subtypes.isEmpty || subtypes.contains(subtype))
    }
  }

  /// One part of a casemix.
  struct Part {
    let casemix: String
    let unit: Unit
    let share: Int
    let guideline: ClosedRange<Int>
  }

  static let guidelineYears = 2000...2030
  static let turn = 2015
  static let currencies = ["AB01Z", "AB02Z", "CD01Z", "CD02Z", "EF01Z", "OLD1Z", "NEW1Z", "ZZ99Z"]
  static let points = ["DC", "EL", "NEL", "OPFASPCL", "OPPROC", "UNBCHEMO"]
  static let settings = ["", "", "day case", "outpatient"]
  static let treatmentFunctions = ["", "", "103", "800"]
  static let drugs = ["drug-a", "drug-b", "drug-c"]
  private static let grades = ["seen", "derived", "definition", "unverified"]

  let name: String
  /// The subtypes, with their shares in millionths at each stage at diagnosis.
  let subtypes: [(name: String, shares: [Int])]
  private(set) var rows: [Row] = []
  private(set) var parts: [Part] = []
  let ruledOutPerCase: Int
  private var parents: [String] = []

  init(_ name: String, _ random: inout Seeded) {
    self.name = name
    let names = Array(["HER2+", "A", "B-"].prefix(random.int(1...3)))
    let all = random.parts(names.count)
    let isByStage = random.happens(50)
    let byStage = Stage.atDiagnosis.map { _ in isByStage ? random.parts(names.count) : all }
    subtypes = names.enumerated().map { index, name in (name, byStage.map { $0[index] }) }
    ruledOutPerCase = random.int(0...9_000_000)
    for mix in ["mix-1", "mix-2"] { addCasemix(mix, &random) }
    for number in 1...random.int(4...10) { addStep(number, &random) }
  }

  // MARK: - Drawing

  private static func unit(_ random: inout Seeded) -> Unit {
    if random.happens(20) {
      return Unit(
        currency: random.pick(drugs),
        pointOfDelivery: "DRUG",
        setting: "",
        treatmentFunction: ""
      )
    }
    return Unit(
      currency: random.pick(currencies),
      pointOfDelivery: random.pick(points),
      setting: random.pick(settings),
      treatmentFunction: random.pick(treatmentFunctions)
    )
  }

  private mutating func addCasemix(_ name: String, _ random: inout Seeded) {
    let years = Self.guidelineYears
    let periods =
      random.happens(50)
      ? [years] : [years.lowerBound...Self.turn - 1, Self.turn...years.upperBound]
    for period in periods {
      let count = random.int(1...4)
      for share in random.parts(count) {
        parts.append(Part(casemix: name, unit: Self.unit(&random), share: share, guideline: period))
      }
    }
  }

  private func payment(_ random: inout Seeded) -> Payment {
    switch random.int(1...10) {
    case 1...5: .currency(Self.unit(&random))
    case 6...7: .casemix(random.pick(["mix-1", "mix-2"]))
    case 8: .other("gap")
    case 9: .other("bundled")
    default: .other("none")
    }
  }

  private func row(_ id: String, share: Int, _ random: inout Seeded) -> Row {
    var row = Row(
      id: id,
      phase: random.pick(Phase.allCases),
      share: share,
      quantity: random.happens(30) ? 1_000_000 : random.int(0...20_000_000),
      payment: payment(&random)
    )
    row.parent = random.happens(50) ? parents.randomElement(using: &random) : nil
    let occurrences: [Occurrence] = [.case, .case, .case, .survivorYear, .cancerDeath, .death]
    row.occurrence = random.pick(occurrences)
    if row.occurrence == .case {
      row.day = random.pick([0, 28, 62, random.int(0...1000)])
      row.overDays = random.pick([0, 0, 365, random.int(1...1500)])
    }
    if row.occurrence == .survivorYear {
      let first = random.int(0...4)
      row.years = first...(first + random.int(0...5))
    }
    return row
  }

  private static func share(_ random: inout Seeded) -> Int {
    random.happens(30) ? 1_000_000 : random.int(1...1_000_000)
  }

  private mutating func addStep(_ number: Int, _ random: inout Seeded) {
    let id = "S-\(number < 10 ? "0" : "")\(number)"
    switch random.int(1...8) {
    case 1: addAlternatives(id, &random)
    case 2: addApart(id, &random) { row in row.stages = [.ruledOut] }
    case 3: addApart(id, &random) { row in row.stages = [.four, .recurrent] }
    case 4:
      let first = row(id, share: Self.share(&random), &random)
      add(first, second: Self.share(&random)) { one, other in
        (one.stages, other.stages) = ([.one, .two], [.three, .four, .notStaged])
      }
    case 5:
      let first = row(id, share: Self.share(&random), &random)
      add(first, second: Self.share(&random)) { one, other in
        let years = Self.guidelineYears
        one.guideline = years.lowerBound...Self.turn - 1
        other.guideline = Self.turn...years.upperBound
      }
    case 6:
      var row = row(id, share: Self.share(&random), &random)
      row.subtypes = random.some(subtypes.map(\.name))
      rows.append(row)
    case 7:
      var row = row(id, share: Self.share(&random), &random)
      row.stages = random.some(Stage.atDiagnosis)
      rows.append(row)
    default:
      rows.append(row(id, share: Self.share(&random), &random))
      parents.append(id)
    }
  }

  /// Branches of which each person takes exactly one.
  private mutating func addAlternatives(_ id: String, _ random: inout Seeded) {
    let parent = random.happens(50) ? parents.randomElement(using: &random) : nil
    let shares = random.parts(random.int(2...3))
    for (letter, share) in zip("ABC", shares) {
      var row = row("\(id)\(letter)", share: share, &random)
      row.parent = parent
      row.group = "group \(id)"
      rows.append(row)
      if share > 0 { parents.append(row.id) }
    }
  }

  /// A row of people who had none of the steps before.
  private mutating func addApart(_ id: String, _ random: inout Seeded, _ change: (inout Row) -> Void) {
    var row = row(id, share: Self.share(&random), &random)
    row.parent = nil
    change(&row)
    if row.stages == [.ruledOut] {
      row.occurrence = .case
      row.years = nil
    }
    rows.append(row)
  }

  /// Two rows of the same step.
  private mutating func add(_ first: Row, second share: Int, _ change: (inout Row, inout Row) -> Void) {
    var (one, other) = (first, first)
    other.share = share
    change(&one, &other)
    rows += [one, other]
  }

  // MARK: - Writing

  /// The four tables, by name and as header and rows.
  func tables(_ random: inout Seeded) -> [(name: String, header: String, rows: [String])] {
    let grade = { (random: inout Seeded) in random.pick(Self.grades) }
    let steps = rows.map { row -> String in
      let stages =
        row.stages == Stage.atDiagnosis ? "all" : row.stages.map(\.rawValue).joined(separator: " ")
      let years = row.years.map { "\($0.lowerBound)-\($0.upperBound)" } ?? ""
      let grades = "\(grade(&random)),\(grade(&random)),\(grade(&random))"
      return [
        row.id, "\"What is done, as \"\"\(row.id)\"\"\"", row.phase.rawValue, "a unit",
        row.subtypes.joined(separator: " "), stages, row.parent ?? "", row.group ?? "",
        row.occurrence.rawValue,
        decimal(row.share), decimal(row.quantity), "\(row.day)", "\(row.overDays)", years,
        Self.text(of: row.payment), "\(row.guideline.lowerBound)", "\(row.guideline.upperBound)", grades,
        "\"A source, dated\"", "",
      ].joined(separator: ",")
    }
    let casemix = parts.map { part in
      [
        part.casemix, part.unit.currency, part.unit.pointOfDelivery, part.unit.setting, decimal(part.share),
        "\(part.guideline.lowerBound)", "\(part.guideline.upperBound)", grade(&random), "A source", "",
      ].joined(separator: ",")
    }
    let subtypeRows = subtypes.flatMap { subtype in
      zip(Stage.atDiagnosis, subtype.shares).map { stage, share in
        "\(name),\(subtype.name),\(stage),\(decimal(share)),\(grade(&random)),A source,"
      }
    }
    return [
      ("\(name)-steps.csv", PathwayTables.stepColumns.map(\.name).joined(separator: ","), steps),
      (
        "\(name)-casemix.csv",
        "casemix,currency,point_of_delivery,setting,share,guideline_from,guideline_to,evidence,source,note",
        casemix
      ),
      ("\(name)-subtypes.csv", "pathway,subtype,stage,share,evidence,source,note", subtypeRows),
      (
        "\(name)-referrals.csv", "pathway,ruled_out_per_case,evidence,source,note",
        ["\(name),\(decimal(ruledOutPerCase)),seen,A source,"]
      ),
    ]
  }

  /// The columns from payment to treatment function.
  private static func text(of payment: Payment) -> String {
    switch payment {
    case .currency(let unit):
      "currency,\(unit.currency),\(unit.pointOfDelivery),\(unit.setting),\(unit.treatmentFunction)"
    case .casemix(let name): "casemix,\(name),,,"
    case .other(let name): "\(name),,,,"
    }
  }
}
