import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tariffs
import TestSupport
import Testing

struct YearOfCareTests {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `the parts add up to the year and differ by a penny at most`(seed: UInt64) throws {
    var random = Seeded(seed)
    let parts = random.pick([12, 12, 1, 4, 365])
    let rules = try Rules.of("2019/20", changing: [.yearOfCareParts: "\(parts)"])
    let clause = try YearOfCare(
      rules,
      price: Figure(UnitPrice(nanopounds: Int64(random.int(0...20_000_000_000_000)))),
      patients: Activity(millionths: Int64(random.int(0...900_000_000))),
      scope: .all
    )
    let settled = try Contract(Ledger([line(year: "2019/20")]), in: "2019/20", clauses: [clause]).settled()
    let installments = try clause.installments()
    #expect(installments.count == parts)
    #expect(installments.total() == settled.total)
    let most = try #require(installments.max())
    let least = try #require(installments.min())
    #expect(most.amount - least.amount <= 1)
    #expect(settled.uncovered.isEmpty)
  }

  @Test func `a re-based year is paid in five larger parts and seven smaller ones`() throws {
    let clause = try YearOfCare(Rules.of("2020/21"), price: Figure("10048.97"), patients: "1")
    #expect(
      try clause.installments().map(\.description) == [String](repeating: "837.42", count: 5)
        + [String](repeating: "837.41", count: 7)
    )
  }

  @Test func `a year of no payments is refused`() throws {
    let rules = try Rules.of("2019/20", changing: [.yearOfCareParts: "0"])
    let place = try #require(rules.count(.yearOfCareParts)).position
    #expect(
      faults { () throws(DiagnosticList) in try YearOfCare(rules, price: Figure("1"), patients: "1") } == [
        "\(place) found 0 as the number of payments in a year of care, expected 1 or more [contract.no-parts]"
      ]
    )
  }
}
