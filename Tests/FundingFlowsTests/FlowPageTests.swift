import FundingFlows
import Quantities
import Testing

struct FlowPageTests {
  @Test func `numbers never run into one another, however large`() throws {
    var scenario = RandomScenario(2)
    scenario.persons = scenario.persons.map { ($0.area, $0.year, $0.group, $0.count * 10_000) }
    let flows = try ModelRun(scenario).flows
    let total = try #require(try PageTotals(flows.page).sections["Pounds"]?["Total"])
    #expect(total.count == flows.years.count + 1)
    #expect(total.last == flows.ledger.total.amount)
    #expect(flows.ledger.total.amount > 10_000_000_000_000)
  }

  @Test func `columns stand under their years`() throws {
    let lines = try Shipped.england.get().flows.page.split(separator: "\n")
    let heading = try #require(lines.first { $0.hasPrefix("Pounds") })
    let total = try #require(lines.first { $0.hasPrefix("  Total") })
    #expect(heading.count == total.count)
  }

  @Test(arguments: 0..<32 as Range<UInt64>)
  func `steps without a price are listed with their units, and no others`(seed: UInt64) throws {
    let flows = try ModelRun(RandomScenario(seed)).flows
    let unpriced = Set(flows.ledger.lines.filter { $0.value == nil }.map(\.step)).sorted()
    let page = flows.page
    guard !unpriced.isEmpty else {
      #expect(page.contains("Unpriced: nothing."))
      return
    }
    let listed = page.split(separator: "Unpriced steps").last?.split(separator: "\n").dropFirst() ?? []
    #expect(listed.map { $0.split(separator: " ").first.map(String.init) ?? "" } == unpriced)
    for line in listed {
      let words = line.split(separator: " ")
      let units = flows.ledger.lines.filter { $0.value == nil && $0.step == words[0] }
        .reduce(0) { $0 + $1.activity.value }
      #expect(abs((Double(words[1].replacing(",", with: "")) ?? -1) - units) <= 0.5)
    }
  }

  @Test(arguments: 0..<32 as Range<UInt64>)
  func `new patients and pounds for each of them follow from the tables`(seed: UInt64) throws {
    let run = try ModelRun(RandomScenario(seed))
    let lines = run.flows.page.split(separator: "\n").map(String.init)
    let cells = { (heading: String, pathway: String) -> [Double] in
      let own = lines.drop { !$0.hasPrefix(heading) }.dropFirst().first { $0.hasPrefix("  \(pathway) ") }
      return (own ?? "").dropFirst(36).split(separator: " ").map { Double($0.replacing(",", with: "")) ?? 0 }
    }
    for pathway in run.flows.scenario.pathways {
      let patients = run.flows.years.map { run.flows.newPatients(in: $0, pathway: pathway) }
      for (printed, count) in zip(cells("New patients", pathway), patients + [patients.reduce(0, +)]) {
        #expect(abs(printed - count) <= 0.5)
      }
      let values = run.flows.years.map { year in
        run.flows.ledger.lines.filter { $0.financialYear == year && $0.pathway == pathway }
          .compactMap(\.value).total()
      }
      let each = zip(values + [values.total()], patients + [patients.reduce(0, +)])
      for (printed, (value, count)) in zip(cells("Pounds for each", pathway), each) where count > 0 {
        #expect(abs(printed - Double(value.amount) / 100 / count) <= 0.5)
      }
    }
  }
}
