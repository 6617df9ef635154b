import CostedPathways

/// What if more lung cancers of North East London were found at stages 1 and 2, as 40 in 100 are today?
///
/// Run it in the folder of the package: `swift run -c release EarlierDiagnosis`.
@main
enum EarlierDiagnosis {
  static func main() throws {
    let tariffs = TariffLibrary(directory: "tariffs")
    let scenario = try Scenario(InputFile(reading: "Examples/north-east-london/scenario.json"))
    let today = try FundingModel(scenario, tariffs: tariffs)
    let flows = today.run()
    print("\(scenario.name): \(pounds(flows.ledger.total)) over five years\n")

    print(row(["found early", "over five years", "fewer deaths", "in 95 of 100 draws"]))
    let shares: [ChangedNumber] = [0.5, 0.6, 0.75]
    for share in shares {
      let model = try today.changed(as: "\(share) found early", by: [change(to: share)])
      let difference = try ScenarioPair(today, model).comparison().difference
      let deaths = difference.peopleTotals { $0.measure }[.cancerDeaths]?.difference ?? .zero
      let draws = try UncertainPair((today, flows), (model, model.run()), seed: 1, draws: 1_000).simulate(
        threads: 2
      )
      let range = draws.map { "\(millions($0.difference.lower)) to \(millions($0.difference.upper))" } ?? ""
      print(row(["\(share)", pounds(difference.total.difference), "\(Int(-deaths.value))", range]))
    }

    print("\nThe five steps that move most when three in four are found early:")
    let model = try today.changed(as: "three in four", by: [change(to: 0.75)])
    let steps = try ScenarioPair(today, model).comparison().difference.totals { $0.step }.sorted {
      ($1.value.difference.amount.magnitude, $0.key) < ($0.value.difference.amount.magnitude, $1.key)
    }
    for (step, value) in steps.prefix(5) {
      print(row([pounds(value.difference)]) + "  \(step) \(flows.stepNames[step] ?? "")")
    }
  }

  /// Reached in three equal steps from 2026/27 on; everything else stays, and is not worked out again.
  private static func change(to share: ChangedNumber) -> ScenarioChange {
    ScenarioChange(.earlyStages("lung"), .set(share), from: FinancialYear(start: 2026), over: 3)
  }

  private static func pounds(_ pence: Pence) -> String { "£\(pence.amount / 100)" }

  private static func millions(_ pounds: Double) -> String { "£\((pounds / 10_000).rounded() / 100)m" }

  private static func row(_ cells: [String]) -> String {
    cells.map { String(repeating: " ", count: max(0, 20 - $0.count)) + $0 }.joined(separator: "  ")
  }
}
