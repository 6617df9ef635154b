import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tables
import Testing

/// What the shadow ledger adds up to, on made-up activity.
struct ShadowLedgerTests {
  private struct Pair: Hashable { let provider: ProviderCode, commissioner: CommissionerCode }

  private func total(_ entries: some Sequence<ShadowEntry>) -> Pence { entries.compactMap(\.pilot).total() }

  @Test(arguments: 0..<60)
  func `bundle payments and unbundled lines add up, by patient, provider and commissioner`(seed: Int) throws {
    var random = RandomPilot(UInt64(seed))
    let activity = try random.activity(40 + seed, ofPatients: seed % 2 == 0)
    let run = try PilotRun(pilot(random.bundles()), on: [activity])
    let shadow = try #require(run.shadows.first)
    let ledger = shadow.ledger

    #expect(ledger.inForce == activity.total)
    let bundled = ledger.entries.filter { $0.kind == .bundle }
    let between = ledger.entries.filter { $0.kind == .betweenProviders }
    let outside = ledger.entries.filter { $0.kind == .activity && $0.includedIn.isEmpty }
    let inside = ledger.entries.filter { !$0.includedIn.isEmpty }
    #expect(inside.allSatisfy { ($0.pilot ?? .zero) == .zero })
    #expect(outside.allSatisfy { $0.pilot == $0.inForce })
    #expect(total(bundled) + total(outside) == ledger.pilot)
    #expect(total(between) == .zero)

    for (patient, paid) in ledger.totals(by: \.patient) {
      let own = { (entries: [ShadowEntry]) in entries.filter { $0.patient == patient } }
      #expect(paid.pilot == total(own(bundled)) + total(own(outside)))
      let ledgerOfPatient = activity.lines.filter { $0.patient == patient }.compactMap(\.flow.value).total()
      #expect(paid.inForce == ledgerOfPatient)
    }
    for (payer, paid) in ledger.totals(by: \.flow.commissioner) {
      let own = { (entries: [ShadowEntry]) in entries.filter { $0.flow.commissioner == payer } }
      #expect(paid.pilot == total(own(bundled)) + total(own(outside)))
      #expect(total(own(between)) == .zero)
    }
    for (provider, paid) in ledger.totals(by: \.flow.provider) {
      let own = { (entries: [ShadowEntry]) in entries.filter { $0.flow.provider == provider } }
      #expect(paid.pilot == total(own(bundled)) + total(own(outside)) + total(own(between)))
    }
    let providers = ledger.totals(by: \.flow.provider).values
    #expect(providers.map(\.pilot).total() == ledger.pilot)
  }

  @Test(arguments: 0..<30)
  func `a line's parts inside and outside are the line`(seed: Int) throws {
    var random = RandomPilot(UInt64(seed))
    let activity = try random.activity(50, ofPatients: seed % 2 == 0)
    let run = try PilotRun(pilot(random.bundles()), on: [activity])
    let entries = try #require(run.shadows.first).ledger.entries.filter { $0.kind == .activity }
    let byLine = Dictionary(grouping: entries, by: \.name)
    for line in activity.lines {
      let own = byLine[line.name] ?? []
      #expect(own.compactMap(\.inForce).total() == line.flow.value ?? .zero)
      #expect(own.reduce(Activity.zero) { $0 + $1.flow.activity } == line.flow.activity)
    }
  }

  @Test(arguments: 0..<30)
  func `a bundle priced at its own value moves nothing in total, but for rounding`(seed: Int) throws {
    var random = RandomPilot(UInt64(seed))
    let activity = try random.activity(80, ofPatients: seed % 2 == 0)
    let text = random.bundles().split(separator: "\"marketForces\": true").joined(
      separator: "\"marketForces\": false"
    )
    let shadow = try #require(PilotRun(pilot(text), on: [activity]).shadows.first)
    let episodes = shadow.ledger.entries.filter { $0.kind == .bundle }
    let units = episodes.reduce(0.0) { $0 + $1.flow.activity.value }
    let left = shadow.ledger.pilot - shadow.ledger.inForce
    #expect(Double(left.amount.magnitude) <= units / 2 + Double(episodes.count) / 2 + 1)
  }

  @Test(arguments: [true, false])
  func `a bundle that includes nothing is the tariff in force`(ofPatients: Bool) throws {
    var random = RandomPilot(7)
    let activity = try random.activity(60, ofPatients: ofPatients)
    let nothing = """
      {"kind": "bundle", "bundles": [{"id": "B", "trigger": {"steps": "B-T01"}, "include": {"steps": "none"},
       "price": {"kind": "expected-use"}}]}
      """
    let shadow = try #require(PilotRun(pilot(nothing), on: [activity]).shadows.first)
    #expect(shadow.ledger.pilot == activity.total)
    for (_, paid) in shadow.ledger.totals(by: {
      Pair(provider: $0.flow.provider, commissioner: $0.flow.commissioner)
    }) {
      #expect(paid.difference == .zero)
    }
  }

  @Test func `the first line that the trigger names begins an episode, and its window holds what is inside`()
    throws
  {
    let activity = try Patients.read(
      """
      A,2026-06-10,R1H,B-T01,1,1000
      A,2026-06-01,R1H,B-T14,1,100
      A,2026-06-20,RF4,B-T20,1,500
      A,2026-07-20,RF4,B-T20,1,500
      A,2026-06-30,R1H,B-T01,1,900
      B,2026-06-10,R1H,B-T14,1,100
      """
    )
    let run = try PilotRun(
      pilot(
        """
        {"kind": "bundle", "bundles": [{"id": "B", "trigger": {"steps": "B-T01"},
         "window": {"daysBefore": 9, "daysAfter": 30}, "include": {"pathways": "breast"},
         "price": {"kind": "stated", "amount": 2000}}]}
        """
      ),
      on: [activity]
    )
    let ledger = try #require(run.shadows.first).ledger
    #expect(ledger.entries.filter { !$0.includedIn.isEmpty }.map(\.name) == ["2", "3", "4", "6"])
    let paid = ledger.totals(by: \.flow.provider)
    // The lead keeps the price less the £500 that the other delivered inside; the rest stays as it is.
    #expect(paid["R1H"]?.pilot == pence("1600"))
    #expect(paid["RF4"]?.pilot == pence("1000"))
    #expect(ledger.pilot == pence("2600"))
    #expect(ledger.totals(by: \.patient)["A"]?.pilot == pence("2500"))
  }

  @Test func `a lead that delivers nothing itself pays others at their own market forces factor`() throws {
    let activity = try Patients.read(
      """
      A,2026-06-10,R1H,B-T01,1,1000
      A,2026-06-20,RF4,B-T20,1.2,500
      """
    )
    let run = try PilotRun(
      pilot(
        """
        {"kind": "bundle", "bundles": [{"id": "B", "trigger": {"steps": "B-T01"}, "lead": "RQX",
         "include": {"pathways": "breast"}, "price": {"kind": "expected-use", "reduction": 0.1},
         "marketForces": true}]}
        """
      ),
      on: [activity]
    )
    let ledger = try #require(run.shadows.first).ledger
    let paid = ledger.totals(by: \.flow.provider)
    // The price is 0.9 × (1,000 + 500), and the others have 0.9 × their value.
    #expect(paid["RQX"]?.pilot == pence("1350") - pence("900") - pence("540"))
    #expect(paid["R1H"]?.pilot == pence("900"))
    #expect(paid["RF4"]?.pilot == pence("540"))
  }
}

/// A few made-up patients.
enum Patients {
  /// Reads lines of patient, date, provider, step, market forces factor and price.
  static func read(_ text: String) throws(DiagnosticList) -> PilotActivity {
    var table =
      "patient,date,provider,step,market_forces_factor,unit_price,commissioner,pathway,stage,age\n"
    for line in text.split(separator: "\n") { table += "\(line),QMF,breast,1,70\n" }
    return try PilotActivity(
      InputFile(path: "patients.csv", text: table),
      year: nil,
      hasPatients: true
    )
  }
}
