import Contracts
import Diagnostics
import Quantities
import TestSupport
import Testing

struct ScheduleGapTests {
  // MARK: - Adding up

  @Test(arguments: 0..<1000 as Range<UInt64>)
  func `effects add up to the gap of every line, group and sum of two random schedules`(seed: UInt64) throws {
    let schedules = RandomSchedules(seed)
    let gap = try gap(schedules.offer, schedules.counter)
    let expected = Self.total(schedules.counter) - Self.total(schedules.offer)
    #expect(gap.totals.gap == expected)
    #expect(gap.totals.counter - gap.totals.offer == expected)
    for line in gap.lines {
      let sum = GapEffect.allCases.map { line.effects[$0] }.total()
      let before = line.offerWorth?.value ?? .zero
      #expect(sum == (line.counterWorth?.value ?? .zero) - before)
      #expect(line.gap == sum)
    }
    for dimension in GapDimension.allCases {
      let sums = gap.totals(by: dimension)
      #expect(sums.map(\.totals.gap).total() == expected)
      #expect(sums.map(\.totals.lines).reduce(0, +) == gap.lines.count)
      for effect in GapEffect.allCases {
        #expect(sums.map { $0.totals.effects[effect] }.total() == gap.totals.effects[effect])
      }
      for (_, totals) in sums { #expect(totals.counter - totals.offer == totals.gap) }
    }
    #expect(gap.agreements().map(\.totals.lines).reduce(0, +) == gap.lines.count)
    #expect(gap.agreements().map(\.totals.gap).total() == expected)
  }

  /// What lines come to, by the sum of their own values.
  private static func total(_ lines: [ScheduleLine]) -> Pence { lines.compactMap(\.value).total() }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `every line of either schedule is in the gap once`(seed: UInt64) throws {
    let schedules = RandomSchedules(seed)
    let gap = try gap(schedules.offer, schedules.counter)
    #expect(gap.lines.compactMap(\.offer).sorted() == Array(schedules.offer.indices))
    #expect(gap.lines.compactMap(\.counter).sorted() == Array(schedules.counter.indices))
    for line in gap.lines {
      guard let offered = gap.offered(line), let countered = gap.countered(line) else { continue }
      #expect(offered.lineID == countered.lineID)
      #expect(offered.financialYear == countered.financialYear)
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `seen from the other side every effect has the other sign`(seed: UInt64) throws {
    let schedules = RandomSchedules(seed)
    let there = try gap(schedules.offer, schedules.counter)
    let back = try gap(schedules.counter, schedules.offer)
    struct Pair: Hashable { let offer: Int?, counter: Int? }
    let opposite = Dictionary(
      uniqueKeysWithValues: back.lines.map { (Pair(offer: $0.counter, counter: $0.offer), $0.effects) }
    )
    for line in there.lines {
      let effects = try #require(opposite[Pair(offer: line.offer, counter: line.counter)])
      for effect in GapEffect.allCases {
        let mirrored: GapEffect =
          effect == .onlyInOffer ? .onlyInCounter : effect == .onlyInCounter ? .onlyInOffer : effect
        #expect(line.effects[effect] == .zero - effects[mirrored])
      }
    }
    #expect(there.totals.absoluteGap == back.totals.absoluteGap)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a schedule against itself gives nothing`(seed: UInt64) throws {
    let lines = RandomSchedules(seed).counter
    let gap = try gap(lines, lines.reversed())
    #expect(gap.totals.effects == GapEffects())
    #expect(gap.totals.absoluteGap == .zero)
    #expect(gap.lines.allSatisfy { $0.effects == GapEffects() && $0.status != .changed })
    #expect(gap.totals.agreed == gap.totals.offer)
    #expect(gap.largest(10).isEmpty)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `the order of the rows does not matter`(seed: UInt64) throws {
    let schedules = RandomSchedules(seed)
    var random = Seeded(seed)
    let one = try gap(schedules.offer, schedules.counter)
    let other = try gap(
      schedules.offer.shuffled(using: &random),
      schedules.counter.shuffled(using: &random)
    )
    #expect(one.lines.map(one.offered) == other.lines.map(other.offered))
    #expect(one.lines.map(one.countered) == other.lines.map(other.countered))
    #expect(one.lines.map(\.effects) == other.lines.map(\.effects))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `what does not change has no effect`(seed: UInt64) throws {
    let schedules = RandomSchedules(seed)
    var counter = schedules.counter
    for index in counter.indices {
      let own = schedules.offer.first {
        $0.lineID == counter[index].lineID && $0.financialYear == counter[index].financialYear
      }
      guard let own else { continue }
      counter[index].unitPrice = own.unitPrice
      counter[index].marketForces = own.marketForces
    }
    // Lines that stand twice have more than one price.
    let ids = Dictionary(grouping: schedules.offer + schedules.counter, by: \.lineID).filter {
      $0.value.count < 3
    }
    let gap = try gap(schedules.offer, counter)
    for line in gap.lines where ids[gap.offered(line)?.lineID ?? ""] != nil {
      #expect(line.effects[.price] == .zero)
      #expect(line.effects[.marketForces] == .zero)
    }
  }

  // MARK: - Worked by hand

  @Test func `two lines of a group are split as by hand`() throws {
    let offer = [
      planned("day", "60", at: "1000"),
      planned("night", "40", at: "2000", pointOfDelivery: .electiveInpatient),
    ]
    let counter = [
      planned("day", "66", at: "1100"),
      planned("night", "54", at: "2000", pointOfDelivery: .electiveInpatient),
    ]
    let gap = try gap(offer, counter)
    // A 100 to 120; shares 0.6 to 0.55 and 0.4 to 0.45; volume of the first:
    // (2 × 12,000 + 11,000 + 13,200 + 2 × 12,100) / 6 = 12,066.66…, the price 6,316.66…, the mix -5,783.33…
    #expect(
      Self.effects(gap, 0) == [.volume: "12066.67", .mix: "-5783.33", .price: "6316.66"].mapValues(pence)
    )
    #expect(Self.effects(gap, 1) == [.volume: "17000", .mix: "11000"].mapValues(pence))
    #expect(gap.totals.gap == pence("40600"))
  }

  @Test func `a price and a factor share what they make together`() throws {
    let gap = try gap(
      [planned("a", "10", at: "100", "1")],
      [planned("a", "10", at: "120", "1.1")]
    )
    // 1,000 to 1,320; the price alone 200 or 220, the factor alone 100 or 120.
    #expect(Self.effects(gap, 0) == [.price: "210", .marketForces: "110"].mapValues(pence))
  }

  /// The effects of a line that move something.
  private static func effects(_ gap: ScheduleGap, _ line: Int) -> [GapEffect: Pence] {
    let effects = gap.lines[line].effects
    return Dictionary(uniqueKeysWithValues: GapEffect.allCases.map { ($0, effects[$0]) }).filter {
      $0.value != .zero
    }
  }

  // MARK: - Groups

  @Test func `a line alone in its group, without a step or moved to another group has no mix`() throws {
    let one = try gap([planned("a", "10", at: "100")], [planned("a", "12", at: "100")])
    #expect(Self.effects(one, 0) == [.volume: pence("200")])
    let two = try gap(
      [planned("a", "10", at: "100", step: ""), planned("b", "10", at: "50", step: "")],
      [planned("a", "12", at: "100", step: ""), planned("b", "5", at: "50", step: "")]
    )
    #expect(Self.effects(two, 0) == [.volume: pence("200")])
    #expect(Self.effects(two, 1) == [.volume: pence("-250")])
    let moved = try gap(
      [planned("a", "10", at: "100"), planned("b", "10", at: "50")],
      [planned("a", "12", at: "100", provider: "RQX"), planned("b", "10", at: "50")]
    )
    #expect(Self.effects(moved, 0) == [.volume: pence("200")])
    #expect(Self.effects(moved, 1).isEmpty)
    #expect(moved.lines[0].status == .recoded)
  }

  @Test func `a group that begins or ends is all volume`() throws {
    let none = [planned("a", "0", at: "100"), planned("b", "0", at: "50")]
    let some = [planned("a", "12", at: "110"), planned("b", "4", at: "50")]
    let begun = try gap(none, some)
    #expect(Self.effects(begun, 0) == [.volume: "1260", .price: "60"].mapValues(pence))
    #expect(Self.effects(begun, 1) == [.volume: pence("200")])
    let ended = try gap(some, none)
    #expect(Self.effects(ended, 0) == [.volume: "-1260", .price: "-60"].mapValues(pence))
    let never = try gap(none, none.map { planned($0.lineID, "0", at: "7") })
    #expect(never.totals.effects == GapEffects())
    #expect(never.lines.allSatisfy { $0.agreement == .activityNotPrice })
  }

  @Test func `a line that begins in a group that goes on is mix`() throws {
    let gap = try gap(
      [planned("a", "10", at: "100"), planned("b", "0", at: "100")],
      [planned("a", "6", at: "100"), planned("b", "4", at: "100")]
    )
    #expect(Self.effects(gap, 0) == [.mix: pence("-400")])
    #expect(Self.effects(gap, 1) == [.mix: pence("400")])
  }

  // MARK: - Lines that cannot be split

  @Test func `lines of one side keep their direction`() throws {
    let gap = try gap(
      [planned("a", "1", at: "100"), planned("c", "1", at: "1")],
      [planned("b", "1", at: "70"), planned("c", "1", at: "1")]
    )
    #expect(gap.totals.effects[.onlyInOffer] == pence("-100"))
    #expect(gap.totals.effects[.onlyInCounter] == pence("70"))
    #expect(gap.lines.map(\.status) == [.onlyInOffer, .onlyInCounter, .agreed])
  }

  @Test func `a value without activity or price is a lump sum, whatever the other side has`() throws {
    let gap = try gap(
      [
        planned("a", worth: pence("500")), planned("b", "3", worth: pence("10")),
        planned("c", worth: pence("9")),
      ],
      [planned("a", worth: pence("650")), planned("b", "3", at: "5"), planned("c", worth: pence("9"))]
    )
    #expect(gap.lines.map { $0.effects[.lumpSums] } == [pence("150"), pence("5"), .zero])
    #expect(gap.totals.gap == gap.totals.effects[.lumpSums])
    #expect(gap.lines.map(\.agreement) == [.notLumpSum, .notLumpSum, .everything])
  }

  @Test func `a value that its figures do not come to is arithmetic, and the rest is split`() throws {
    let gap = try gap(
      [planned("a", "10", at: "100", worth: pence("1000"))],
      [planned("a", "12", at: "100", worth: pence("1000"))]
    )
    #expect(Self.effects(gap, 0) == [.volume: "200", .arithmetic: "-200"].mapValues(pence))
    #expect(gap.lines[0].counterWorth?.misstatement == pence("-200"))
    #expect(gap.lines[0].agreement == .priceNotActivity)
    let same = try self.gapOfTheSameFigures()
    #expect(same.lines[0].agreement == .figuresNotValue)
  }

  private func gapOfTheSameFigures() throws -> ScheduleGap {
    try gap([planned("a", "10", at: "100")], [planned("a", "10", at: "100", worth: pence("1001"))])
  }

  @Test func `a line without a value is counted and keeps the other side's value in the gap`() throws {
    let gap = try gap(
      [planned("a", "10"), planned("b", "10", at: "5"), planned("c", "2"), planned("d")],
      [planned("a", "10"), planned("b", "10"), planned("c", "2", at: "8")]
    )
    #expect(gap.totals.unpricedLines == 4)
    #expect(gap.lines.map(\.status) == [.unpriced, .unpriced, .unpriced, .onlyInOffer])
    #expect(gap.lines.map { $0.effects[.unpriced] } == [.zero, pence("-50"), pence("16"), .zero])
    #expect(gap.lines.map(\.isUnpriced) == [true, true, true, true])
  }

  @Test func `a negative activity is no figure that can be split, but has its value`() throws {
    let less = planned("a", Activity(-3), at: "100", worth: pence("-300"))
    let gap = try gap([less], [planned("a", "1", at: "100")])
    #expect(Self.effects(gap, 0) == [.lumpSums: pence("400")])
  }

  @Test func `a code that changes under the same id is told, though no money moves`() throws {
    let gap = try gap(
      [planned("a", "1", at: "100"), planned("b", "1", at: "1", note: "x")],
      [planned("a", "1", at: "100", currency: "JA20E"), planned("b", "1", at: "1", evidence: .derived)]
    )
    #expect(gap.lines[0].status == .recoded)
    #expect(gap.lines[0].agreement == .figuresNotCodes)
    #expect(gap.lines[0].differences == .currency)
    #expect(gap.lines[1].status == .agreed)
    #expect(gap.lines[1].differences == [.note, .evidence])
    #expect(gap.totals.agreedLines == 1)
    #expect(gap.totals.gap == .zero)
  }

  @Test func `an id that stands twice is paired by what it says`() throws {
    let twice = [planned("a", "1", at: "100"), planned("a", "2", at: "300")]
    let one = try gap(twice, [planned("a", "2", at: "300")])
    #expect(one.lines.map(\.status) == [.agreed, .onlyInOffer])
    #expect(one.totals.gap == pence("-100"))
    let two = try gap(twice, twice.reversed())
    #expect(two.lines.allSatisfy { $0.status == .agreed })
  }

  @Test func `a blank factor is one`() throws {
    let gap = try gap([planned("a", "1", at: "100")], [planned("a", "1", at: "100", "1")])
    #expect(gap.lines[0].status == .agreed)
  }

  // MARK: - Faults

  @Test func `schedules of other years are not compared`() throws {
    let offer = [planned("a", "1", at: "1")]
    let counter = [planned("a", "1", at: "1", year: "2027/28")]
    let refused = faults { () throws(DiagnosticList) in
      try ScheduleGap(from: Schedule(offer), to: Schedule(counter))
    }
    #expect(
      refused == [
        " found a counter-offer for 2027/28, expected a year of the offer, which is for 2026/27 [negotiate.years]"
      ]
    )
    #expect(try gap(offer, []).totals.gap == pence("-1"))
    #expect(try gap([], []).lines.isEmpty)
    #expect(try gap(offer, counter + [planned("b", "1", at: "1")]).lines.count == 3)
  }

  @Test(arguments: [
    planned("a", Activity(millionths: .max), at: UnitPrice(nanopounds: .max), Factor(millionths: .max)),
    planned("a", Activity(millionths: .max), at: UnitPrice(nanopounds: .max)),
    planned("a", "1", at: "1", worth: Pence(.max)), planned("a", worth: Pence(.min)),
  ])
  func `a line worth more than any contract is a fault`(line: ScheduleLine) throws {
    for (offer, counter) in [
      ([line], []), ([], [line]), ([line], [line]), ([planned("a", "1", at: "1")], [line]),
    ] {
      let refused = faults { () throws(DiagnosticList) in
        try ScheduleGap(from: Schedule(offer), to: Schedule(counter))
      }
      #expect(
        refused == [
          " found more than £10,000,000,000,000,000 at the line a of 2026/27 [negotiate.amount]"
        ]
      )
    }
  }

  @Test func `two sides that are large only together are a fault, and many large lines`() throws {
    let refused = faults { () throws(DiagnosticList) in
      try ScheduleGap(
        from: Schedule([planned("a", "9000000000000", at: "0.000000001")]),
        to: Schedule([planned("a", "0.000001", at: "9000000000")])
      )
    }
    #expect(refused.count == 1)
    let large = (0..<20_000).map { planned("\($0)", worth: Pence(100_000_000_000_000)) }
    #expect(
      faults { () throws(DiagnosticList) in try ScheduleGap(from: Schedule(large), to: Schedule([])) }.count
        == 1
    )
  }
}
