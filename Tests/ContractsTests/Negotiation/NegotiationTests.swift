import Contracts
import Diagnostics
import Quantities
import Tables
import Testing

/// Rounds, and what is written and said of them.
struct NegotiationTests {
  private static func position(_ name: String, _ activity: Activity, _ price: UnitPrice)
    -> NegotiationPosition
  {
    let lines = [planned("a", activity, at: price), planned("b", "1", at: "500", step: "B-T05")]
    return NegotiationPosition(name: name, schedule: Schedule(lines))
  }

  private static func threeRounds() throws -> Negotiation {
    try Negotiation(
      position("one.csv", "10", "100"),
      position("two.csv", "14", "100"),
      later: [position("three.csv", "12", "100")]
    )
  }

  /// The rows of a file.
  private static func rows(of name: String, _ negotiation: Negotiation) throws -> [[String]] {
    let bytes = try #require(negotiation.files.first { $0.name == name }?.bytes)
    return try CSVTable(InputFile(path: name, text: String(decoding: bytes, as: UTF8.self))).rows.map {
      $0.fields.map(\.text)
    }
  }

  @Test func `the gap is that between the last two, and keeps its direction`() throws {
    let two = try Negotiation(Self.position("one.csv", "10", "100"), Self.position("two.csv", "14", "100"))
    #expect(two.gap.totals.gap == pence("400"))
    let three = try Self.threeRounds()
    #expect(three.gap.totals.gap == pence("200"))
    #expect(three.offer.name == "three.csv")
    #expect(three.counter.name == "two.csv")
    #expect(three.rounds.map(\.movement) == [nil, nil, pence("200")])
    #expect(three.rounds.map(\.side) == [.offering, .other, .offering])
    let four = try Negotiation(
      Self.position("one.csv", "10", "100"),
      Self.position("two.csv", "14", "100"),
      later: [Self.position("three.csv", "12", "100"), Self.position("four.csv", "11", "110")]
    )
    #expect(four.gap.totals.gap == pence("10"))
    #expect(four.rounds[3].movement == pence("-190"))
    #expect(four.rounds.compactMap(\.gap).map(\.gap) == [pence("400"), pence("200"), pence("10")])
  }

  @Test func `the history tells how much of the first gap is closed`() throws {
    let rows = try Self.rows(of: "history.csv", Self.threeRounds())
    #expect(
      rows.map { Array($0.prefix(14)) } == [
        ["1", "offering", "one.csv", "2", "0", "1500.00", "", "", "", "", "", "", "", ""],
        [
          "2", "other", "two.csv", "2", "0", "1900.00", "", "400.00", "400.00", "1", "500.00", "0.0", "0.0",
          "400.00",
        ],
        [
          "3", "offering", "three.csv", "2", "0", "1700.00", "200.00", "200.00", "200.00", "1", "500.00",
          "50.0",
          "50.0", "200.00",
        ],
      ]
    )
  }

  @Test func `nothing is closed of a gap that never was`() throws {
    let same = Self.position("one.csv", "10", "100")
    let rows = try Self.rows(of: "history.csv", Negotiation(same, same))
    #expect(rows[1][11...12] == ["", ""])
    let page = try NegotiationPage(Negotiation(same, same)).text
    #expect(page.contains("The two come to the same."))
    #expect(page.contains("Questions to ask: none."))
    #expect(!page.contains("largest gaps"))
  }

  @Test func `the page says whether the sides come closer`() throws {
    let page = NegotiationPage(try Self.threeRounds()).text
    #expect(page.contains("The counter is £200.00 more than the offer."))
    #expect(
      page.contains(
        "The sides come closer: line by line, £400.00 lay between them at first, and £200.00 now."
      )
    )
    let apart = try Negotiation(
      Self.position("one.csv", "10", "100"),
      Self.position("two.csv", "14", "100"),
      later: [Self.position("three.csv", "8", "100")]
    )
    #expect(NegotiationPage(apart).text.contains("The sides move apart"))
    let still = try Negotiation(
      Self.position("one.csv", "10", "100"),
      Self.position("two.csv", "14", "100"),
      later: [Self.position("three.csv", "10", "100")]
    )
    #expect(NegotiationPage(still).text.contains("The sides are as far apart as they were"))
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `every row of every file adds up, and the lines add up to the sums`(seed: UInt64) throws {
    let schedules = RandomSchedules(seed)
    let negotiation = try Negotiation(
      NegotiationPosition(name: "one.csv", schedule: Schedule(schedules.offer)),
      NegotiationPosition(name: "two.csv", schedule: Schedule(schedules.counter))
    )
    let amount = { (text: String) in try #require(Self.wholePence(text)) }
    let effects = GapEffect.allCases.count
    var total = 0
    let lines = try Self.rows(of: "gap.csv", negotiation)
    #expect(lines.count == negotiation.gap.lines.count)
    for row in lines {
      let gap = try amount(row[17])
      total += gap
      #expect(try row[18..<(18 + effects)].map(amount).reduce(0, +) == gap)
      let values = try row[15...16].map { $0.isEmpty ? 0 : try amount($0) }
      #expect(values[1] - values[0] == gap)
    }
    #expect(total == Int(negotiation.gap.totals.gap.amount))
    var sums: [String: Int] = [:]
    for row in try Self.rows(of: "gap-summary.csv", negotiation) {
      sums[row[0], default: 0] += try amount(row[7])
      #expect(try row[9..<(9 + effects)].map(amount).reduce(0, +) == amount(row[7]))
    }
    #expect(sums.count == GapDimension.allCases.count + 1)
    #expect(sums.values.allSatisfy { $0 == total })
    #expect(try Self.rows(of: "agreed.csv", negotiation).map { try amount($0[4]) }.reduce(0, +) == total)
  }

  /// Pounds with two decimals as pence.
  private static func wholePence(_ text: String) -> Int? {
    text.suffix(3).first == "." ? Int(text.filter { $0 != "." }) : nil
  }

  @Test func `the ten lines are those with the largest gaps, in order, with their part of all gaps`() throws {
    let offer = (1...12).map { planned("line-\($0)", "1", at: "100", step: "S\($0)") }
    var counter = offer
    for index in counter.indices {
      counter[index].unitPrice = UnitPrice(
        pounds: 100 + Int64((index + 1) * (index.isMultiple(of: 2) ? 1 : -1))
      )
    }
    let negotiation = try Negotiation(
      NegotiationPosition(name: "one.csv", schedule: Schedule(offer)),
      NegotiationPosition(name: "two.csv", schedule: Schedule(counter))
    )
    let rows = try Self.rows(of: "ten-lines.csv", negotiation)
    #expect(rows.map { $0[6] } == (3...12).reversed().map { "line-\($0)" })
    #expect(rows.map { $0[11] }.prefix(3) == ["-12.00", "11.00", "-10.00"])
    // 12 of 78.
    #expect(rows[0][12] == "15.4")
    #expect(rows[0].last == "changed")
  }

  @Test func `a line that is coded otherwise, misstated or unpriced is asked about`() throws {
    let offer = [
      planned("recoded", "1", at: "100"), planned("unpriced", "5"),
      planned("misstated", "2", at: "100", worth: pence("200")),
      planned("only", "1", at: "1", year: "2025/26"),
    ]
    let counter = [
      planned("recoded", "1", at: "100", currency: "JA20E"), planned("unpriced", "5", at: "3"),
      planned("misstated", "3", at: "100", worth: pence("200"), note: "=1+1"),
    ]
    let negotiation = try Negotiation(
      NegotiationPosition(name: "one.csv", schedule: Schedule(offer)),
      NegotiationPosition(name: "two.csv", schedule: Schedule(counter + [counter[0]]))
    )
    let questions = try Self.rows(of: "gap.csv", negotiation).compactMap(\.last)
    #expect(questions.contains("currency JA20F to JA20E"))
    #expect(questions.contains("no value in the offer"))
    #expect(questions.contains("note; the counter states 100.00 less than activity times price times factor"))
    let page = NegotiationPage(negotiation).text
    for sentence in [
      "Coded otherwise under the same id, 1: is it still the same service?",
      "Stated values that are not activity × price × factor, 1,", "Without a value, 1:",
      "Only the offer has lines for 2025/26.",
      "The counter has 1 line more than once under the same id and year",
      "Lines that differ in what moves no money: note of 1.",
    ] {
      #expect(page.contains(sentence), "\(sentence)")
    }
  }

  @Test func `schedules without a line in common are told so`() throws {
    let negotiation = try Negotiation(
      NegotiationPosition(name: "one.csv", schedule: Schedule([planned("a", "1", at: "100")])),
      NegotiationPosition(name: "two.csv", schedule: Schedule([planned("b", "1", at: "100")]))
    )
    #expect(NegotiationPage(negotiation).text.contains("no line in common"))
  }

  @Test func `how much rests on what is told of both sides`() throws {
    let negotiation = try Negotiation(
      NegotiationPosition(
        name: "one.csv",
        schedule: Schedule([
          planned("a", "3", at: "100"), planned("b", "1", at: "100", evidence: .unverified),
        ])
      ),
      NegotiationPosition(
        name: "two.csv",
        schedule: Schedule([planned("a", "3", at: "100", evidence: nil), planned("b", "1", at: "200")])
      )
    )
    let rows = NegotiationPage(negotiation).text.split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    #expect(rows.contains(["unverified", "100.00", "25.0", "0.00", "0.0"]))
    #expect(rows.contains(["not", "said", "0.00", "0.0", "300.00", "60.0"]))
    #expect(rows.contains(["seen", "300.00", "75.0", "200.00", "40.0"]))
  }
}
