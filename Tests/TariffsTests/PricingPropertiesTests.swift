import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

/// What holds for every line, whatever it is.
struct PricingPropertiesTests {
  @Test func `the lines that are made up have prices and have none, and meet nearly every rule`() throws {
    var trace = RuleTrace()
    var priced = 0
    for seed in 0..<2000 as Range<UInt64> {
      var random = Seeded(seed)
      let found = try price(random.line())
      trace.formUnion(found.trace)
      if found.value != nil { priced += 1 }
    }
    #expect((500...1500).contains(priced))
    let unmet = RuleOutcome.allCases.filter { !trace.contains($0) }
    // What is left needs prices, factors or rules that the shipped tables of these years do not have.
    #expect(
      unmet == [
        .carriedPrice, .bestPracticePrice, .bestPracticeAddition, .pathwayPrice, .insidePathway, .shortStay,
        .noTrimPoint,
        .topUpNotOnLongStay, .marketForces, .oneUnbundledUnit,
      ]
    )
  }

  @Test(arguments: 0..<1000 as Range<UInt64>)
  func `an explanation goes from nothing to the value without a gap`(seed: UInt64) throws {
    var random = Seeded(seed)
    let priced = try price(random.line())
    var before = ExactPounds.zero
    for entry in priced.explanation.entries {
      #expect(entry.before == before)
      #expect(entry.effect == entry.after - before)
      before = entry.after
    }
    #expect(priced.explanation.total == priced.value.map { ExactPounds($0) } ?? .zero)
    #expect(priced.explanation.entries.isEmpty == (priced.value == nil))
    #expect((priced.unpriced == nil) == (priced.value != nil))
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func `a line is unverified when one of its rules is, and otherwise only when its price is`(
    seed: UInt64
  ) throws {
    var random = Seeded(seed)
    let priced = try price(random.line())
    guard priced.value != nil else { return }
    let isAnyUnverified = RuleOutcome.allCases.contains { priced.trace.isUnverified($0) }
    if isAnyUnverified { #expect(priced.evidence == .unverified, "\(priced.trace)") }
    if priced.explanation.entries.contains(where: { $0.evidence == .unverified }) {
      #expect(priced.evidence == .unverified, "\(priced.rules)")
    }
    #expect(RuleOutcome.allCases.allSatisfy { !priced.trace.isUnverified($0) || priced.trace.contains($0) })
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func `a market forces factor of 1 changes nothing`(seed: UInt64) throws {
    var random = Seeded(seed)
    var line = try random.line()
    (line.provider, line.marketForcesFactor) = (nil, nil)
    let none = try price(line)
    line.marketForcesFactor = .one
    let one = try price(line)
    #expect(one.value == none.value)
    #expect(one.coreValue == none.coreValue)
    #expect(one.unbundledValue == none.unbundledValue)
    #expect(one.payable == none.payable)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `a longer stay is never paid less`(seed: UInt64) throws {
    var random = Seeded(seed)
    var line = try random.line()
    line.quantity = "1"
    var before = Pence.zero
    for nights in 0...120 {
      line.lengthOfStay = nights
      guard let value = try price(line).value else { return }
      #expect(value >= before, "\(nights) nights")
      before = value
    }
  }

  @Test(
    arguments: ["AA01A", "AA02A"] as [CurrencyCode],
    [PointOfDelivery.electiveInpatient, .nonElectiveInpatient]
  )
  func `a stay as long as the trim point has no long day, and one night more has one`(
    currency: CurrencyCode,
    pointOfDelivery: PointOfDelivery
  ) throws {
    let pricer = try MadeUp.pricer()
    let days = [4, 5, 6, 7].map { nights in
      pricer.price(.madeUp(currency, pointOfDelivery) { $0.lengthOfStay = nights }).excessBedDays
    }
    #expect(days == [0, 0, 1, 2])
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `so many units are worth as many single lines, when nothing is rounded`(seed: UInt64) throws {
    var random = Seeded(seed)
    let pricer = try MadeUp.pricer(rules: RuleRows([.daysTakenOut: "critical-care"]))
    var line = ActivityLine.madeUp(
      random.pick(["AA01A", "AA02A", "SYN01"]),
      random.pick([.dayCase, .electiveInpatient, .nonElectiveInpatient])
    ) { $0.admissionMethod = "21" }
    line.age = 70
    line.lengthOfStay = Int.random(in: 0...20, using: &random)
    line.criticalCareDays = random.pick([0, 2])
    line.topUp = random.pick(["0", "0.6"])
    line.marketForcesFactor = random.pick(["1", "1.1", "1.25"])
    line.unbundled = (0..<random.pick([0, 1, 2])).map { _ in
      random.pick(["SB03Z", "SC23Z:15", "XC01Z:2"] as [UnbundledUnits])
    }
    if line.pointOfDelivery != .dayCase { line.unbundled.removeAll { $0.currency == "SC23Z" } }
    let one = pricer.price(line)
    let count = Int64.random(in: 0...500, using: &random)
    line.quantity = Activity(count)
    let several = pricer.price(line)
    #expect(several.coreValue == Pence(try #require(one.coreValue).amount * count))
    #expect(several.unbundledValue == Pence(try #require(one.unbundledValue).amount * count))
    #expect(several.trace == one.trace)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `the order of the lines changes no row and no exception`(seed: UInt64) throws {
    var random = Seeded(seed)
    let lines = try (0..<60).map { index in
      var line = try random.line()
      if line.pointOfDelivery == nil, line.patientClassification == nil, line.admissionMethod == nil {
        line.admissionMethod = "11"
      }
      return line.row(named: "line-\(index)")
    }
    let inOrder = try rows(of: lines)
    let shuffled = try rows(of: lines.shuffled(using: &random))
    #expect(inOrder.count == 61)
    #expect(inOrder.first == shuffled.first)
    #expect(inOrder.sorted() == shuffled.sorted())
  }

  @Test func `some of those lines are miscoded`() throws {
    var random = Seeded(1)
    let lines = try (0..<300).map { index in
      var line = try random.line()
      line.pointOfDelivery = .dayCase
      return line.row(named: "line-\(index)")
    }
    let exceptions = Set(
      try file(lines).prices(by: Shipped.pricerWithCosts()).flatMap {
        $0.exceptions.description.split(separator: " ")
      }
    )
    #expect(
      exceptions == [
        "UNGROUPED", "REPEATED-FIRST-ATTENDANCE", "REPEATED-PREPARATION", "REPEATED-PROCUREMENT",
      ]
    )
  }

  private func rows(of lines: [String]) throws -> [String] {
    let file = try file(lines)
    let bytes = file.table(of: file.prices(by: try Shipped.pricerWithCosts()).map(\.price))
    return String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
  }

  private func file(_ lines: [String]) throws -> LineFile {
    let text = ([ActivityLine.header] + lines).joined(separator: "\n")
    return try LineFile(InputFile(path: "lines.csv", text: text))
  }

  private func price(_ line: ActivityLine) throws -> PricedLine { try Shipped.pricerWithCosts().price(line) }
}

/// Rules are dated: what changes in a year does not reach back.
struct DatedRulesTests {
  /// Another value for each figure that pricing needs.
  private static let changes: [RuleParameter: String] = [
    .dayCaseClassifications: "9", .regularDayClassifications: "9", .regularNightClassifications: "9",
    .electiveMethods: "99", .emergencyMethods: "99", .ungroupedCurrency: "AA01A", .ungroupedPrice: "55",
    .attendanceWhenUnpriced: "no", .regularAttenderCores: "ZZ99Z", .shortStayMinimumAge: "90",
    .shortStayNightsBelow: "0", .shortStayMethods: "99", .shortStayOnBestPractice: "yes",
    .daysTakenOut: "none", .topUpOnLongStay: "no", .unknownProviderFactor: "1.5",
    .marketForcesOnLocalPrices: "yes", .marketForcesOnAverageCosts: "yes", .marketForcesOnPassThrough: "yes",
    .severalUnbundledUnits: "no", .imagingFamilies: "ZZ", .imagingInside: "OTHER",
    .chemotherapyDeliveryInside: "OTHER", .chemotherapyProcurement: "ZZ99Z", .chemotherapyFirst: "ZZ99Z",
    .radiotherapyPreparation: "ZZ", .upliftMode: "multiplicative", .rounding: "whole pound half up",
  ]

  /// Lines on which each of those figures decides.
  private static let rows = """
    1,AA01A,,2,11,,,,,,,,,,,,
    2,SB97Z,,3,,,,,,,,,,SB12Z,,,
    3,SB97Z,,4,,,,,,,,,,,,,
    4,AA01A,,1,11,,2,,,,,,,,,,
    5,SYN01,,1,21,70,1,,,,,,,,,,
    6,UZ01Z,EL,,,,,,,,,,,,,,
    7,AA02A,OPPROC,,,,,,,,,,WF02A,,,,
    8,SYN01,NEL,,21,70,1,,,,,,,,,,
    9,SYN01,NEL,,21,70,1,,,flag,,,,,,,
    10,AA01A,EL,,,,13,3,,,,,,,,,
    11,AA01A,EL,,,,13,,0.5,,,,,,,,
    12,AA01A,DC,,,,,,,,RJZ,,,,,,
    13,LOCAL1,OTHER,,,,,,,,R1H,100.25,,,,,
    14,AA09A,DC,,,,,,,,R1H,,,,,,
    15,pack,DRUG,,,,,,,,R1H,100,,,,,
    16,AA01A,DC,,,,,,,,,,,SB12Z:2,,,
    17,AA01A,DC,,,,,,,,,,,RD20A,,,
    18,AA01A,EL,,,,1,,,,,,,SB12Z,,,
    19,AA01A,EL,,,,1,,,,,,,SB03Z,c1,1,
    20,AA01A,DC,,,,,,,,,,,SB03Z:2 SB12Z:2,c2,1,
    21,AA01A,DC,,,,,,,,,,,SC51Z:2,c3,,
    22,LOCAL1,OTHER,,,,,,,,,1957,,,,,{before}
    """

  @Test(arguments: RuleParameter.allCases.filter { changes[$0] != nil })
  func `a figure that changes in a year changes that year and no earlier one`(parameter: RuleParameter) throws
  {
    let before = try prices(changing: nil)
    let after = try prices(changing: parameter)
    #expect(after.earlier == before.earlier)
    #expect(after.later != before.later, "no line of the year rests on it")
  }

  @Test func `every figure that pricing needs is changed but those that nothing reads`() throws {
    let needed = try RuleRows().text.split(separator: "\n").dropFirst().compactMap { row in
      let cells = row.split(separator: ",")
      return RuleParameter(rawValue: "\(cells[0])/\(cells[1])")
    }
    let left = Set(needed).subtracting(Self.changes.keys)
    #expect(
      left == [
        .chemotherapyLater, .radiotherapyDelivery, .marginalRate, .marginalRateBaseline, .readmissionDays,
        .readmissionCancerDiagnoses, .readmissionPaidBelowAge, .qualityRate, .yearOfCareParts,
      ]
    )
  }

  /// The priced rows of the years 2030/31 and 2031/32, whose tables are alike but for one figure of the later.
  private func prices(changing parameter: RuleParameter?) throws -> (earlier: [String], later: [String]) {
    let uplift = { (year: String) in "\(year),original,3.1,2,1.1,seen,seen,seen,made up," }
    let bestPractice = "\(MadeUp.bestPracticeHeader)\nSYN01,NEL,flag,price,800,seen,made up,"
    let costs = MadeUp.costs + "\nSC51Z,Preparation,UNBRTHPY,day case,,10,750,seen,"
    let own = parameter.flatMap { name in Self.changes[name].map { [name: $0] } } ?? [:]
    var tables = [
      "drugs.csv": MadeUp.drugs,
      "uplifts.csv": "\(SyntheticLibrary.upliftsHeader)\n\(uplift("2030/31"))\n\(uplift("2031/32"))",
      "2031-32/rules.csv": try RuleRows(own).text,
    ]
    for year in ["2030-31", "2031-32"] {
      tables["\(year)/prices.csv"] = MadeUp.prices
      tables["\(year)/unit-costs.csv"] = costs
      tables["\(year)/market-forces.csv"] = MadeUp.factors
      tables["\(year)/best-practice.csv"] = bestPractice
    }
    let synthetic = try SyntheticLibrary(tables)
    let earlier = try rows(of: "2030/31", after: "2029/30", synthetic.library)
    let later = try rows(of: "2031/32", after: "2030/31", synthetic.library)
    return (earlier, later)
  }

  private func rows(of year: FinancialYear, after last: FinancialYear, _ library: TariffLibrary) throws
    -> [String]
  {
    let header =
      "financial_year,line_id,currency,point_of_delivery,patient_classification,admission_method,age,"
      + "length_of_stay,critical_care_days,top_up,best_practice,provider,local_price,attendance,unbundled,"
      + "course,cycle,local_price_year"
    let lines = Self.rows.replacing("{before}", with: "\(last)").split(separator: "\n").map {
      "\(year),\($0)"
    }
    let text = ([header] + lines).joined(separator: "\n")
    let file = try LineFile(InputFile(path: "lines.csv", text: text))
    var options = LinePricer.Options()
    options.fallbacks = [PriceSource(year: year, basis: .averageCost)]
    let prices = file.prices(by: try file.pricer(library, options: options))
    let bytes = file.table(of: prices.map(\.price))
    return String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
  }
}
