import Diagnostics
import Pathways
import Quantities
import Tables
import TestSupport
import Testing

@testable import FundingFlows

/// Providers whose shares are changed.
struct ProviderChangeTests {
  private static let seeds = 400..<410 as Range<UInt64>

  private static func activity(_ flows: PredictedFlows) -> [String: (units: Double, lines: Int)] {
    flows.ledger.lines.reduce(into: [:]) { sums, line in
      let key = [
        "\(line.financialYear)", line.commissioner.description, line.pathway, line.phase.rawValue, line.step,
        line.stage.rawValue, line.currency?.description ?? "", line.pointOfDelivery?.rawValue ?? "",
      ].joined(separator: " ")
      let before = sums[key] ?? (0, 0)
      sums[key] = (before.units + line.activity.value, before.lines + 1)
    }
  }

  @Test(arguments: seeds)
  func `whoever gives the care, as much of it is given`(seed: UInt64) throws {
    let base = try PatchedScenario(seed)
    for pathway in base.random.pathways {
      for (phase, shares) in base.random.shares[pathway.name] ?? [:] {
        guard let index = shares.firstIndex(where: { $0 < 1_000_000 }) else { continue }
        let path = "provider.share.\(base.random.providers[index]).\(pathway.name).\(phase)"
        let flows = try base.run(change(path, "\"set\": 0.35"))
        let (after, before) = (Self.activity(flows), Self.activity(base.flows))
        for (key, own) in before {
          // Each line is rounded to six decimals, and what is less than half of the last of them is no line.
          let slack = 0.5e-6 * Double(own.lines + (after[key]?.lines ?? 0) + 8)
          #expect(abs(own.units - (after[key]?.units ?? 0)) <= slack + 1e-12 * own.units, "\(key)")
        }
        #expect(flows.people() == base.flows.people())
      }
    }
  }

  private static func shares(_ parts: [[Int]]) throws -> ProviderShares {
    let rows = zip(["staging", "treatment"], parts).flatMap { phase, parts in
      zip(["R1H", "RF4", "RRV", "7A1"], parts).map { "lung,\(phase),\($0),\(decimal($1)),seen" }
    }
    let text = "pathway,phase,provider,share,evidence\n" + rows.joined(separator: "\n")
    return try ProviderShares(InputFile(path: "shares.csv", text: text))
  }

  private static func changes(_ all: (String, String)...) throws -> [ScenarioChange] {
    try all.map { path, set in
      ScenarioChange(
        try #require(ChangePath("provider.share.\(path)")),
        .set(try #require(ChangedNumber(set))),
        from: FinancialYear(start: 2026)
      )
    }
  }

  private static func text(_ shares: ProviderShares, _ phase: Phase) -> [String] {
    shares.providers(of: "lung", phase).map { "\($0.0) \($0.1)" }
  }

  @Test func `the others keep their proportions, in the phases in which a provider has a share`() throws {
    let shares = try Self.shares([[500_000, 300_000, 200_000, 0], [0, 400_000, 600_000, 0]])
    let changed = try shares.changed(by: Self.changes(("RF4", "0.65")), in: 2026)
    #expect(Self.text(changed, .staging) == ["R1H 0.25", "RF4 0.65", "RRV 0.1", "7A1 0"])
    #expect(Self.text(changed, .treatment) == ["R1H 0", "RF4 0.65", "RRV 0.35", "7A1 0"])
    let one = try shares.changed(by: Self.changes(("RF4.lung.treatment", "1")), in: 2026)
    #expect(Self.text(one, .staging) == Self.text(shares, .staging))
    #expect(Self.text(one, .treatment) == ["R1H 0", "RF4 1", "RRV 0", "7A1 0"])
    let two = try shares.changed(by: Self.changes(("RF4", "0.5"), ("R1H", "0.25")), in: 2026)
    #expect(Self.text(two, .staging) == ["R1H 0.25", "RF4 0.5", "RRV 0.25", "7A1 0"])
    #expect(two.evidence == .unverified)
    #expect(Self.text(shares, .staging) == ["R1H 0.5", "RF4 0.3", "RRV 0.2", "7A1 0"])
  }

  @Test func `a provider of whom the table says nothing comes in where its phase is named`() throws {
    let shares = try Self.shares([[500_000, 500_000], [1_000_000, 0]])
    let changed = try shares.changed(by: Self.changes(("RNJ.lung.staging", "0.2")), in: 2026)
    #expect(Self.text(changed, .staging) == ["R1H 0.4", "RF4 0.4", "RNJ 0.2"])
    let told = faults { () throws(DiagnosticList) in
      try shares.changed(by: Self.unwrapped(("RNJ", "0.2"), ("R1X", "0.2")), in: 2026)
    }
    #expect(told.count == 2)
    #expect(
      told.first?.hasSuffix(
        "found a change of provider.share.RNJ, of which the provider shares say nothing [change.unknown]"
      ) == true
    )
    let mend = fixes { () throws(DiagnosticList) in
      try shares.changed(by: Self.unwrapped(("R1X", "0.2")), in: 2026)
    }
    #expect(mend == ["did you mean provider.share.R1H?"])
  }

  private static func unwrapped(_ all: (String, String)...) -> [ScenarioChange] {
    all.compactMap { path, set in
      guard let path = ChangePath("provider.share.\(path)"), let number = ChangedNumber(set) else {
        return nil
      }
      return ScenarioChange(path, .set(number), from: FinancialYear(start: 2026))
    }
  }

  @Test(arguments: [
    ([("R1H", "0.7"), ("RF4", "0.6")], "1.3 of lung staging in 2026/27, expected at most 1"),
    (
      [("R1H", "0.7"), ("RF4", "0.2"), ("RRV", "0")],
      "0.9 of lung staging in 2026/27, expected 1, for no other"
    ),
  ])
  func `providers that cannot make up the whole are refused`(changes: [(String, String)], message: String)
    throws
  {
    let shares = try Self.shares([[500_000, 300_000, 200_000], [500_000, 300_000, 200_000]])
    let told = faults { () throws(DiagnosticList) in
      try shares.changed(by: changes.flatMap { Self.unwrapped($0) }, in: 2026)
    }
    #expect(told.count == 2)
    #expect(told.first?.contains("found changed providers with \(message)") == true, "\(told)")
    #expect(told.allSatisfy { $0.hasSuffix("[change.share]") })
  }

  @Test(arguments: seeds)
  func `changed shares of providers add up to exactly 1`(seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<50 {
      let shares = try Self.shares([random.parts(4), random.parts(4)])
      let set = decimal(random.int(0...1_000_000))
      guard
        let changed = try? shares.changed(
          by: Self.changes((random.pick(["R1H", "RF4", "7A1"]), set)),
          in: 2026
        )
      else { continue }
      for phase in [Phase.staging, .treatment] {
        let own = changed.providers(of: "lung", phase)
        #expect(own.reduce(0) { $0 + $1.1.millionths } == 1_000_000)
      }
    }
  }
}
