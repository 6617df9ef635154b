import TestSupport
import Diagnostics
import FundingFlows
import Pathways
import Populations
import Quantities
import Tables
import Tariffs

/// A random scenario whose tables lie in a folder, and scenarios that change it.
struct PatchedScenario: ~Copyable {
  let random: RandomScenario
  let folder: TemporaryFolder
  let tariffs: TariffLibrary
  let model: FundingModel
  let flows: PredictedFlows

  init(_ seed: UInt64) throws { try self.init(RandomScenario(seed)) }

  init(_ random: RandomScenario) throws {
    let folder = try TemporaryFolder()
    let paths = try random.write(to: folder)
    let tariffs = TariffLibrary(directory: paths.tariffs)
    let model = try FundingModel(Scenario(InputFile(reading: paths.scenario)), tariffs: tariffs)
    self.random = random
    self.folder = folder
    self.tariffs = tariffs
    self.model = model
    flows = model.run()
  }

  /// The first financial year, as written.
  var first: String { year(0) }

  /// The financial year so many years after the first, as written.
  func year(_ later: Int) -> String { "\(FinancialYear(start: random.years.lowerBound + later))" }

  /// The name of the first pathway.
  var site: String { random.pathways[0].name }

  // MARK: - Changing it

  /// The text of a scenario that makes some changes of another.
  static func text(_ changes: [String], of baseline: String = "scenario.json") -> String {
    """
    {
      "name": "Changed",
      "baseline": "\(baseline)",
      "changes": [
        \(changes.joined(separator: ",\n    "))
      ]
    }
    """
  }

  /// The scenario with some changes, read from a text.
  func scenario(_ changes: [String]) throws(DiagnosticList) -> Scenario {
    try Scenario(InputFile(path: "\(folder.path)/scenario/changed.json", text: Self.text(changes)))
  }

  /// The model with some changes, what they do not touch taken from the model without.
  func changed(_ changes: [String]) throws(DiagnosticList) -> FundingModel {
    try model.changed(as: "Changed", by: scenario(changes).changes)
  }

  /// The flows with some changes.
  func run(_ changes: String...) throws(DiagnosticList) -> PredictedFlows { try changed(changes).run() }
}

/// A change as it is written in a scenario file.
func change(_ path: String, _ amount: String, _ more: String = "") -> String {
  "{ \"path\": \"\(path)\", \(amount)\(more.isEmpty ? "" : ", ")\(more) }"
}

extension LedgerLine {
  /// Whom it is about.
  var who: String {
    [
      "\(financialYear)", commissioner.description, provider.description, pathway, phase.rawValue, step,
      stage.rawValue, currency?.description ?? "", pointOfDelivery?.rawValue ?? "",
      treatmentFunction?.description ?? "",
    ].joined(separator: " ")
  }

  /// Whom it is about and what it comes to.
  var money: String {
    "\(who) \(basis.rawValue) \(activity) \(unitPrice?.description ?? "-") \(marketForces) "
      + "\(value.map { "\($0.amount)" } ?? "-") \(serviceCategory)"
  }

  /// All that it says.
  var text: String { "\(money) \(evidence.rawValue) \(source)" }
}

extension PredictedFlows {
  /// The lines of some years, all that they say.
  func lines(_ isAsked: (Int) -> Bool = { _ in true }) -> [String] {
    ledger.lines.filter { isAsked($0.financialYear.start) }.map(\.text)
  }

  /// The lines without their evidence and source, which a change that changes nothing leaves its name in.
  var money: [String] { ledger.lines.map(\.money) }

  /// The people of some years, to the last digit; rows of nobody are left out.
  func people(_ isAsked: (Int) -> Bool = { _ in true }) -> [String] {
    patients.filter { isAsked($0.year) }.compactMap { row in
      let counts = [
        row.cases, row.ruledOut, row.survivors, row.cancerDeaths, row.otherDeaths, row.recurrences,
        row.recurrent,
      ]
      guard counts.contains(where: { $0 > 0 }) else { return nil }
      let names = [row.pathway, row.sex?.rawValue ?? "", row.stage.rawValue]
      return "\(row.year) \(names.joined(separator: " ")) \(counts)"
    }
  }

  /// People of some rows, added up.
  func count(_ people: (PatientRow) -> Double, where isAsked: (PatientRow) -> Bool) -> Double {
    patients.filter(isAsked).reduce(0) { $0 + people($1) }
  }
}

extension RandomScenario {
  /// The share of a stage among people diagnosed in a year, in millionths.
  func share(of stage: Stage, _ site: String, in year: Int) -> Int {
    let years = stages[site] ?? [:]
    let latest = years.keys.filter { $0 <= year }.max()
    let index = Stage.atDiagnosis.firstIndex(of: stage) ?? 0
    return latest.flatMap { years[$0]?[index] } ?? 0
  }

  /// The stages of which somebody has another in every year.
  func stagesWithOthers(_ site: String) -> [Stage] {
    Stage.atDiagnosis.filter { stage in counted.allSatisfy { share(of: stage, site, in: $0) < 1_000_000 } }
  }

  /// Whether somebody has an early stage and somebody a late one in every year.
  func hasEarlyAndLate(_ site: String) -> Bool {
    counted.allSatisfy { year in
      let shares = Stage.atDiagnosis.map { share(of: $0, site, in: year) }
      return shares[0] + shares[1] > 0 && shares[2] + shares[3] > 0
    }
  }

  /// The stages at which somebody dies of the cancer within five years.
  func deadlyStages(_ site: String) -> [Stage] {
    zip(Stage.atDiagnosis, survival[site] ?? []).filter { $1.five < 1_000_000 }.map { $0.0 }
  }

  /// The steps of a pathway that are practised in the guideline year and are no branch of others.
  func freeSteps(_ pathway: RandomPathway) -> [RandomPathway.Row] {
    pathway.rows.filter { $0.group == nil && $0.guideline.contains(guidelineYear) }
  }

  /// Changes of every kind that this scenario bears, by path and amount; those that need one another together.
  var bearable: [[(path: String, amount: String)]] {
    var changes = [[("population", "\"multiply\": 1.5")], [("price", "\"multiply\": 1.1")]]
    for pathway in pathways {
      let site = pathway.name
      changes.append([("incidence.ratio.\(site)", "\"multiply\": 1.3")])
      changes.append([("referrals.\(site)", "\"set\": 2.5")])
      if let stage = stagesWithOthers(site).first {
        changes.append([("stage.\(site).\(stage)", "\"set\": 0.25")])
      }
      if let stage = deadlyStages(site).first {
        changes.append([("survival.\(site).\(stage)", "\"set\": 0.6")])
      }
      if let step = freeSteps(pathway).first {
        changes.append([("pathway.\(site).\(step.id).share", "\"multiply\": 0.5")])
        changes.append([("pathway.\(site).\(step.id).quantity", "\"multiply\": 1.7")])
      }
      for (provider, share) in zip(providers, shares[site]?[.treatment] ?? []) where share < 1_000_000 {
        changes.append([("provider.share.\(provider).\(site).treatment", "\"set\": 0.2")])
        break
      }
    }
    if beyond != "error" {
      changes.append([("tariff.year", "\"set\": \"2024/25\""), ("tariff.basis", "\"set\": \"cost\"")])
    }
    return changes
  }
}
