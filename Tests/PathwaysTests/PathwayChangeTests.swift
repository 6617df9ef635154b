import Diagnostics
import Pathways
import Quantities
import TestSupport
import Testing

/// Shares, quantities and points of delivery of a pathway that are changed.
struct PathwayChangeTests {
  /// Surgery, drugs or neither, radiotherapy after each, and a scan for all; of two subtypes and all stages.
  private static let steps = """
    step,subtype,stage,of_those_who,alternatives,share,quantity
    scan,,all,,,0.8,2
    surgery,,1 2 3,,first,0.5,1
    drugs,,1 2 3,,first,0.3,6
    neither,,1 2 3,,first,0.2,1
    surgery,,4 not-staged,,first,0.1,1
    drugs,,4 not-staged,,first,0.9,6
    rays,,all,surgery,,0.4,15
    more,one,all,drugs,,0.25,1
    alone,,2,scan,second,1,1
    """

  private static let casemix = """
    casemix,currency,share,point_of_delivery,guideline_from,guideline_to
    mix,AB01Z,0.3,DC,2010,2014
    mix,AB01Z,0.1,EL,2010,2014
    mix,AB01Z,0.2,NEL,2010,2014
    mix,CD01Z,0.15,DC,2010,2014
    mix,CD01Z,0.05,EL,2010,2014
    mix,EF01Z,0.2,NEL,2010,2014
    mix,AB01Z,1,DC,2015,2020
    """

  private static let subtypes = """
    subtype,stage,share
    one,1 2 3 4 not-staged,0.4
    two,1 2 3 4 not-staged,0.6
    """

  private static func pathway() throws(DiagnosticList) -> Pathway {
    var small = SmallPathway()
    small.steps = steps
    small.casemix = casemix
    small.subtypes = subtypes
    small.referrals = "ruled_out_per_case\n2.5"
    return try small.pathway()
  }

  private static let here = Position(file: "a.json", line: 3)

  private static func share(_ step: String, _ change: @escaping @Sendable (Double) -> Double) -> PathwayChange
  {
    PathwayChange(.share(step: step), evidence: .derived, at: here, change)
  }

  private static func delivery(
    _ point: PointOfDelivery,
    mix: String = "mix",
    _ change: @escaping @Sendable (Double) -> Double
  ) -> PathwayChange {
    PathwayChange(.delivery(mix: mix, point), evidence: .derived, at: here, change)
  }

  private static func changed(_ changes: PathwayChange..., year: Int = 2012) throws(DiagnosticList) -> Pathway
  {
    try pathway().changed(by: changes, guidelineYear: year)
  }

  /// The chance of each step that people of a stage and subtype reach, to nine decimals.
  private static func chances(_ pathway: Pathway, _ stage: Stage, _ subtype: String = "one") -> [String:
    Double]
  {
    let reached = pathway.reached(stage: stage, subtype: subtype, guidelineYear: 2012)
    return Dictionary(uniqueKeysWithValues: reached.map { ($0.step.id, ($0.chance * 1e9).rounded() / 1e9) })
  }

  // MARK: - Shares

  @Test func `no change and changes to what it is leave every chance as it is`() throws {
    let same = try Self.changed(Self.share("surgery") { $0 }, Self.share("rays") { $0 })
    for stage in Stage.atDiagnosis {
      for subtype in ["one", "two"] {
        let before = try Self.chances(Self.pathway(), stage, subtype)
        #expect(Self.chances(same, stage, subtype) == before)
        #expect(Self.chances(try Self.changed(), stage, subtype) == before)
      }
    }
  }

  @Test func `other branches keep their proportions, and those after them follow`() throws {
    let changed = try Self.changed(Self.share("surgery") { _ in 0.75 })
    let early = Self.chances(changed, .one)
    #expect(early["surgery"] == 0.75)
    #expect(early["drugs"] == 0.15)
    #expect(early["neither"] == 0.1)
    #expect(early["rays"] == 0.3)
    #expect(early["more"] == 0.0375)
    #expect(early["scan"] == 0.8)
    let late = Self.chances(changed, .four, "two")
    #expect(late["surgery"] == 0.75)
    #expect(late["drugs"] == 0.25)
    #expect(late["more"] == nil)
  }

  @Test func `a branch of nobody and one of everybody leave the whole whole`() throws {
    for (share, others) in [(0.0, [0.6, 0.4]), (1.0, [0, 0])] {
      let early = Self.chances(try Self.changed(Self.share("surgery") { _ in share }), .two)
      #expect(early["surgery"] == share)
      #expect(early["rays"] == 0.4 * share)
      #expect([early["drugs"], early["neither"]] == others)
    }
  }

  @Test func `a step that is no branch has the share that was asked for, whatever the others`() throws {
    let changed = try Self.changed(Self.share("scan") { $0 / 2 }, Self.share("rays") { _ in 1 })
    let early = Self.chances(changed, .two)
    #expect(early["scan"] == 0.4)
    #expect(early["alone"] == 0.4)
    #expect(early["rays"] == 0.5)
    #expect(early["surgery"] == 0.5)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `branches add up to 1 for every stage and subtype, whichever are changed together`(seed: UInt64) throws
  {
    var random = Seeded(seed)
    let first = Double.random(in: 0...0.6, using: &random)
    let second = Double.random(in: 0...0.4, using: &random)
    let other = Bool.random(using: &random) ? "scan" : "more"
    let changed = try Self.changed(
      Self.share("surgery") { _ in first },
      Self.share("neither") { _ in second },
      Self.share(other) { $0 * 0.3 }
    )
    for stage in [Stage.one, .two, .three] {
      for subtype in ["one", "two"] {
        let own = Self.chances(changed, stage, subtype)
        let sum = ["surgery", "drugs", "neither"].reduce(0) { $0 + (own[$1] ?? 0) }
        #expect(abs(sum - 1) <= 3e-9)
        #expect(abs((own["surgery"] ?? 0) - first) <= 1e-9)
        #expect(abs((own["neither"] ?? 0) - second) <= 1e-9)
      }
    }
  }

  @Test func `all branches may be changed when they add up to 1, else not`() throws {
    let late = try Self.changed(
      Self.share("surgery") { _ in 0.4 },
      Self.share("drugs") { _ in 0.6 },
      Self.share("neither") { _ in 0 }
    )
    #expect(Self.chances(late, .one)["drugs"] == 0.6)
    #expect(Self.chances(late, .four)["drugs"] == 0.6)
    let told = faults { () throws(DiagnosticList) in
      try Self.changed(
        Self.share("surgery") { _ in 0.4 },
        Self.share("drugs") { _ in 0.5 },
        Self.share("neither") { _ in 0 }
      )
    }
    #expect(
      told == [
        "a.json:3 found the changed shares of \"first\" together at 0.9 for stage 1, one, expected 1, for no other "
          + "branch is left [change.share]"
      ]
    )
  }

  @Test func `branches that are more than the whole are refused`() {
    let told = faults { () throws(DiagnosticList) in
      try Self.changed(Self.share("surgery") { _ in 0.7 }, Self.share("drugs") { _ in 0.6 })
    }
    #expect(told.count == 1)
    #expect(
      told.first?.contains("together at 1.3 for stage 1, one, expected at most 1 [change.share]") == true
    )
  }

  @Test(arguments: ["scan", "surgery"])
  func `a share beyond 1 is refused once, for whom it is first`(step: String) {
    let told = faults { () throws(DiagnosticList) in try Self.changed(Self.share(step) { $0 * 3 }) }
    let share = step == "scan" ? 2.4 : 1.5
    #expect(
      told == [
        "a.json:3 found \(step) changed to a share of \(share) for stage 1, one, expected 0 to 1 [change.share]"
      ]
    )
  }

  @Test func `the only branch of a group cannot become less`() {
    let told = faults { () throws(DiagnosticList) in try Self.changed(Self.share("alone") { _ in 0.5 }) }
    #expect(told.count == 1)
    #expect(
      told.first?.hasSuffix("at 0.5 for stage 2, one, expected 1, for no other branch is left [change.share]")
        == true
    )
  }

  @Test func `a changed share is as well supported as the weaker of row and change`() throws {
    let changed = try Self.changed(Self.share("surgery") { _ in 0.75 })
    let reached = changed.reached(stage: .one, subtype: "one", guidelineYear: 2012)
    for row in reached {
      let isMoved = ["surgery", "drugs", "neither", "rays", "more"].contains(row.step.id)
      #expect(row.evidence == (isMoved ? .derived : .seen), "\(row.step.id)")
    }
  }

  // MARK: - Quantities and referrals

  @Test func `a quantity changes in every row of its step, and in no other`() throws {
    let change = PathwayChange(.quantity(step: "drugs"), evidence: .seen, at: Self.here) { $0 * 1.5 }
    let changed = try Self.changed(change)
    let quantities = changed.steps.map { "\($0.id) \($0.quantity)" }
    #expect(
      quantities == [
        "scan 2", "surgery 1", "drugs 9", "neither 1", "surgery 1", "drugs 9", "rays 15", "more 1", "alone 1",
      ]
    )
    #expect(try Self.pathway().steps.map(\.quantity.description)[2] == "6")
  }

  @Test(arguments: [1e6, 1e30, .infinity])
  func `a quantity beyond what a table may hold is refused`(factor: Double) {
    let told = faults { () throws(DiagnosticList) in
      try Self.changed(
        PathwayChange(.quantity(step: "drugs"), evidence: .seen, at: Self.here) { $0 * factor }
      )
    }
    #expect(told == ["a.json:3 found drugs changed to more than 1000 units for a person [model.too-much]"])
  }

  // MARK: - Points of delivery

  private static func parts(_ pathway: Pathway) -> [String] {
    pathway.casemix.map { "\($0.currency) \($0.pointOfDelivery) \($0.share)" }
  }

  @Test func `a change of delivery keeps the mix of currencies, and those that have no other point`() throws {
    let changed = try Self.changed(Self.delivery(.dayCase) { _ in 0.8 })
    #expect(
      Self.parts(changed) == [
        "AB01Z DC 0.48", "AB01Z EL 0.04", "AB01Z NEL 0.08", "CD01Z DC 0.16", "CD01Z EL 0.04", "EF01Z NEL 0.2",
        "AB01Z DC 1",
      ]
    )
    #expect(changed.casemix[0].evidence == .derived)
    #expect(changed.casemix[6].evidence == .seen)
  }

  @Test func `two points of delivery are changed together, in whatever order they are named`() throws {
    let day = Self.delivery(.dayCase) { _ in 0.6 }
    let emergency = Self.delivery(.nonElectiveInpatient) { _ in 0.3 }
    let one = try Self.pathway().changed(by: [day, emergency], guidelineYear: 2012)
    let other = try Self.pathway().changed(by: [emergency, day], guidelineYear: 2012)
    #expect(Self.parts(one) == Self.parts(other))
    #expect(
      Array(Self.parts(one).prefix(6)) == [
        "AB01Z DC 0.36", "AB01Z EL 0.06", "AB01Z NEL 0.18", "CD01Z DC 0.12", "CD01Z EL 0.08", "EF01Z NEL 0.2",
      ]
    )
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `whatever is delivered where, each currency keeps its share exactly`(seed: UInt64) throws {
    var random = Seeded(seed)
    let share = Double.random(in: 0...1, using: &random)
    let points = [PointOfDelivery.dayCase, .electiveInpatient, .nonElectiveInpatient]
    let point = try #require(points.randomElement(using: &random))
    let changed = try Self.changed(Self.delivery(point) { _ in share })
    let sums = { (pathway: Pathway) in
      pathway.casemix.filter { $0.guidelineYears.contains(2012) }.reduce(into: [String: Int64]()) {
        $0["\($1.currency)", default: 0] += $1.share.millionths
      }
    }
    #expect(try sums(changed) == sums(Self.pathway()))
    let there = changed.casemix.first { "\($0.currency)" == "AB01Z" && $0.pointOfDelivery == point }
    #expect(abs((there?.share.value ?? 0) - 0.6 * share) <= 1e-6)
  }

  @Test func `points of delivery that are more than the whole are refused`() {
    let one = faults { () throws(DiagnosticList) in try Self.changed(Self.delivery(.dayCase) { $0 * 3 }) }
    #expect(one.count == 1)
    #expect(one.first?.hasSuffix("expected 0 to 1 [change.share]") == true, "\(one)")
    let two = faults { () throws(DiagnosticList) in
      try Self.changed(Self.delivery(.dayCase) { _ in 0.8 }, Self.delivery(.electiveInpatient) { _ in 0.7 })
    }
    #expect(two.count == 1)
    #expect(two.first?.hasSuffix("[change.share]") == true)
  }

  // MARK: - Names

  @Test func `steps, mixes and points that there are not are told, with what was meant`() {
    let work = { () throws(DiagnosticList) -> Pathway in
      try Self.changed(
        Self.share("surgeri") { $0 },
        Self.delivery(.dayCase, mix: "mixx") { $0 },
        Self.delivery(.drug) { $0 },
        PathwayChange(.quantity(step: "zzzzzzz"), evidence: .seen, at: Self.here) { $0 }
      )
    }
    #expect(
      faults(work) == [
        "a.json:3 found a change of surgeri, a step that the small pathway does not have [change.unknown]",
        "a.json:3 found a change of the casemix mixx, which the small pathway does not have in 2012 [change.unknown]",
        "a.json:3 found a change of DRUG of the casemix mix, in which nothing is delivered so [change.unknown]",
        "a.json:3 found a change of zzzzzzz, a step that the small pathway does not have [change.unknown]",
      ]
    )
    #expect(Array(fixes(work).prefix(2)) == ["did you mean surgery?", "did you mean mix?"])
  }

  @Test func `a step of another version of care is told with the year`() throws {
    var small = SmallPathway()
    small.steps = "step,guideline_from\nnew,2015\nold,2010"
    let pathway = try small.pathway()
    let told = faults { () throws(DiagnosticList) in
      try pathway.changed(by: [Self.share("new") { $0 }], guidelineYear: 2012)
    }
    #expect(told.count == 1)
    #expect(told.first?.hasSuffix("does not have in the guideline year 2012 [change.unknown]") == true)
  }
}
