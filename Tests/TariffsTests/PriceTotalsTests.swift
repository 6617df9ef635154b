import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct PriceTotalsTests {
  @Test func `two bases are not added, and what has no price or is miscoded is counted and named`() throws {
    let text = """
      line_id,financial_year,currency,point_of_delivery,unbundled,local_price
      a,2030/31,AA01A,DC,,
      b,2030/31,AA01A,DC,SB12Z:2,
      c,2030/31,ZZ99Z,DC,,
      d,2030/31,ZZ99Z,DC,,
      e,2030/31,UZ01Z,EL,,
      f,2030/31,LOCAL1,OTHER,,12.34
      g,2030/31,ZZ98Z,DC,,
      """
    let totals = try totals(of: text)
    #expect(totals.lines == 7)
    #expect(totals.priced[.tariff]?.lines == 3)
    #expect(totals.priced[.tariff]?.value == PenceTotal(Pence(2000_00)))
    #expect(totals.priced[.averageCost]?.lines == 0)
    #expect(totals.priced[.averageCost]?.value == PenceTotal(Pence(500_00)))
    #expect(totals.priced[.localPrice]?.value == PenceTotal(Pence(12_34)))
    #expect(totals.priced[.localPrice]?.unverified == PenceTotal(Pence(12_34)))
    #expect(totals.exceptions["UNGROUPED"]?.first == ["e"])
    #expect(totals.unpriced.values.map(\.lines).sorted() == [1, 2])
    let reason = { (code: String) in
      "the 2030/31 national tariff has no \(code); the 2030/31 average cost of \(code) at DC was not published"
    }
    #expect(totals.unpriced[reason("ZZ99Z")]?.first == ["c", "d"])
    #expect(
      totals.report == """
        7 lines
          unbundled at national average cost: £500.00, of which £500.00 rests on unverified figures
          1 at local price: £12.34, of which £12.34 rests on unverified figures
          3 at national tariff per spell: £2000.00, of which £1000.00 rests on unverified figures
          3 without a price, valued at nothing:
            2 (c, d): \(reason("ZZ99Z"))
            1 (g): \(reason("ZZ98Z"))
          to be corrected:
            1 (e): UNGROUPED
        """
    )
  }

  @Test func `only the first lines of a reason are named, and large counts are told with commas`() throws {
    var totals = PriceTotals()
    let none = try unpriced("ZZ99Z")
    let reason = try #require(none.unpriced)
    for number in 1...1234 { totals.add(none, named: "\(number)", order: number) }
    #expect(
      totals.report
        == "1,234 lines\n  1,234 without a price, valued at nothing:\n    1,234 (1, 2, 3, 4, 5, …): \(reason)"
    )
  }

  @Test func `when there are many reasons the rest are counted together`() throws {
    var totals = PriceTotals()
    let codes = (10..<35).compactMap { CurrencyCode("ZZ\($0)Z") }
    for (number, code) in zip(10..., codes) {
      totals.add(try unpriced(code), named: "\(number)", order: number)
    }
    let lines = totals.report.split(separator: "\n")
    #expect(lines.count == 2 + 20 + 1)
    #expect(lines[2] == "    1 (10): the 2018/19 national tariff has no ZZ10Z")
    #expect(lines.last == "    5 (30, 31, 32, 33, 34): 5 more reasons")
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `the totals are the sums of the rows, and nothing is lost`(seed: UInt64) throws {
    var random = Seeded(seed)
    let lines = try (0..<80).map { index in
      var line = try random.line()
      if line.pointOfDelivery == nil { line.patientClassification = "2" }
      return line.row(named: "line-\(index)")
    }
    let text = ([ActivityLine.header] + lines).joined(separator: "\n")
    let file = try LineFile(InputFile(path: "lines.csv", text: text))
    let prices = file.prices(by: try Shipped.pricerWithCosts()).map(\.price)
    var totals = PriceTotals()
    for (order, (price, name)) in zip(prices, file.identifiers).enumerated() {
      totals.add(price, named: name, order: order)
    }

    let rows = try records(of: file.table(of: prices))
    #expect(rows.count == 80)
    #expect(totals.lines == 80)
    for basis in CostBasis.allCases where basis != .unpriced {
      let core = rows.filter { $0["basis"] == basis.rawValue }
      let beside = rows.filter { $0["unbundled_basis"] == basis.rawValue }
      let sum = (core.map { $0["core_value"] } + beside.map { $0["unbundled_value"] }).map(pence).total()
      #expect((totals.priced[basis]?.value ?? PenceTotal()) == PenceTotal(sum), "\(basis)")
      #expect((totals.priced[basis]?.lines ?? 0) == core.count, "\(basis)")
      let weak = { (row: [String: String]) in row["evidence"] == "unverified" }
      let weakSum =
        (core.filter(weak).map { $0["core_value"] }
        + beside.filter(weak).map { $0["unbundled_value"] }).map(pence).total()
      #expect((totals.priced[basis]?.unverified ?? PenceTotal()) == PenceTotal(weakSum), "\(basis)")
    }
    let all = totals.priced.values.reduce(into: PenceTotal()) { $0 += $1.value }
    #expect(all == PenceTotal(rows.map { pence($0["value"]) }.total()))

    let gaps = Dictionary(grouping: rows.filter { $0["basis"] == "unpriced" }) { $0["status"] ?? "" }
    #expect(Set(gaps.keys) == Set(totals.unpriced.keys.map { "unpriced: \($0)" }))
    for (reason, gap) in totals.unpriced {
      let own = gaps["unpriced: \(reason)"] ?? []
      #expect(gap.lines == own.count)
      #expect(gap.first == own.prefix(5).map { $0["line_id"] ?? "" })
      #expect(own.allSatisfy { ($0["value"] ?? "").isEmpty && ($0["rules"] ?? "").isEmpty })
    }
    for (name, gap) in totals.exceptions {
      #expect(
        gap.lines == rows.count { ($0["exceptions"] ?? "").split(separator: " ").contains(Substring(name)) }
      )
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `the totals of parts are the totals of the whole`(seed: UInt64) throws {
    var random = Seeded(seed)
    let pricer = try Shipped.pricerWithCosts()
    let prices = try (0..<50).map { _ in try pricer.price(random.line()).price }
    let cut = Int.random(in: 0...50, using: &random)
    var whole = PriceTotals()
    var first = PriceTotals()
    var second = PriceTotals()
    for (index, price) in prices.enumerated() {
      whole.add(price, named: "\(index)", order: index)
      if index < cut {
        first.add(price, named: "\(index)", order: index)
      } else {
        second.add(price, named: "\(index)", order: index)
      }
    }
    first.add(second)
    #expect(first.report == whole.report)
    #expect(first.lines == 50)
  }

  /// A line of a group that nobody has.
  private func unpriced(_ code: CurrencyCode) throws -> LinePrice {
    try Shipped.pricer().price(ActivityLine(year: "2018/19", currency: code, pointOfDelivery: .dayCase)).price
  }

  private func totals(of text: String) throws -> PriceTotals {
    let file = try LineFile(InputFile(path: "lines.csv", text: text))
    let prices = file.prices(by: try MadeUp.pricer())
    var totals = PriceTotals()
    for (order, (price, name)) in zip(prices, file.identifiers).enumerated() {
      totals.add(price.price, named: name, order: order)
    }
    return totals
  }

  private func pence(_ text: String?) -> Pence {
    text.flatMap { UnitPrice($0) }.map { ExactPounds($0).rounded(.penceHalfUp) } ?? .zero
  }
}
