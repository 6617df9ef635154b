import FundingFlows
import Pathways
import Quantities
import Tables

extension PilotRun {
  /// The files of a run, by name, ending with the manifest.
  ///
  /// - Parameters:
  ///   - tariffDirectory: the folder of price tables.
  ///   - command: the words that make the files again.
  ///   - besides: other files to write with them, such as pictures.
  public func files(
    tariffDirectory: String,
    command: [String] = [],
    besides: [(name: String, bytes: [UInt8])] = []
  ) -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    func add(_ name: String, _ bytes: [UInt8], when isNeeded: Bool) {
      if isNeeded { files.append((name: name, bytes: bytes)) }
    }
    add("build-up.csv", buildUpTable, when: !buildUps.isEmpty)
    add("shadow-ledger.csv", shadowTable, when: shadows.contains { !$0.ledger.entries.isEmpty })
    add("payments.csv", paymentTable, when: shadows.contains { !$0.ledger.entries.isEmpty })
    add("providers.csv", providerTable, when: shadows.contains { !$0.providers.isEmpty })
    add("budget-neutral.csv", neutralTable, when: shadows.contains { !$0.neutral.isEmpty })
    add("chance-of-loss.csv", chanceTable, when: shadows.contains { !$0.chances.isEmpty })
    add("selection.csv", selectionTable, when: shadows.contains { !$0.selection.isEmpty })
    add("quality.csv", qualityTable, when: shadows.contains { !$0.quality.isEmpty })
    add("clauses.csv", clauseTable, when: shadows.contains { !$0.clauses.isEmpty })
    add("transition.csv", transitionTable, when: shadows.contains { !$0.transition.isEmpty })
    add("budget.csv", budgetTable, when: !budgets.isEmpty)
    add("models.csv", modelTable, when: !models.isEmpty)
    files += besides
    let paths = ManifestPaths(
      scenarioFolder: Scenario.folder(of: pilot.file.path),
      tariffDirectory: tariffDirectory
    )
    let manifest = Manifest.bytes(
      command: command,
      facts: [("pilot", .string(pilot.name))],
      inputs: inputs,
      outputs: files,
      paths
    )
    return files + [(name: "manifest.json", bytes: manifest)]
  }

  /// Each line of activity and each payment of the pilot, with both tariffs beside each other. Money is pounds.
  var shadowTable: [UInt8] {
    var writer = CSVWriter(header: [
      "flows", "entry", "line", "patient", "date", "financial_year", "commissioner", "provider",
      "counterparty",
      "pathway", "phase", "step", "stage", "subtype", "currency", "point_of_delivery", "treatment_function",
      "activity", "in_force", "included_in_bundle", "pilot", "evidence", "note",
    ])
    for shadow in shadows {
      for entry in shadow.ledger.entries { Self.write(entry, shadow.activity.kind, to: &writer) }
    }
    return writer.bytes
  }

  private static func write(
    _ entry: ShadowEntry,
    _ kind: PilotActivity.Kind,
    to writer: inout CSVWriter
  ) {
    let (flow, isActivity) = (entry.flow, entry.kind == .activity)
    writer.text(kind.rawValue)
    writer.text(entry.kind.rawValue)
    writer.text(entry.name)
    writer.text(entry.patient)
    writer.text(entry.day?.description ?? "")
    writer.text(flow.financialYear.description)
    writer.text(flow.commissioner.description)
    writer.text(flow.provider.description)
    writer.text(entry.counterparty?.description ?? "")
    writer.text(flow.pathway)
    writer.text(isActivity ? flow.phase.rawValue : "")
    writer.text(flow.step)
    writer.text(entry.stage?.rawValue ?? "")
    writer.text(entry.subtype)
    writer.text(flow.currency?.description ?? "")
    writer.text(flow.pointOfDelivery?.rawValue ?? "")
    writer.number(flow.treatmentFunction)
    writer.number(isActivity || flow.activity != .zero ? flow.activity : nil)
    writer.number(entry.inForce)
    writer.text(entry.includedIn)
    writer.number(entry.pilot)
    writer.text(flow.evidence.rawValue)
    writer.text(entry.note)
    writer.endRow()
  }

  /// What is paid under both tariffs by commissioner, provider and stage.
  var paymentTable: [UInt8] {
    struct Key: Hashable {
      let commissioner: CommissionerCode, provider: ProviderCode, stage: Stage?

      var order: Int { stage.flatMap { Stage.allCases.firstIndex(of: $0) } ?? Stage.allCases.count }
    }
    var writer = CSVWriter(header: [
      "flows", "commissioner", "provider", "stage", "in_force", "pilot", "difference",
    ])
    for shadow in shadows {
      let totals = shadow.ledger.totals {
        Key(commissioner: $0.flow.commissioner, provider: $0.flow.provider, stage: $0.stage)
      }
      let keys = totals.keys.sorted {
        ($0.commissioner, $0.provider, $0.order) < ($1.commissioner, $1.provider, $1.order)
      }
      for key in keys {
        guard let paid = totals[key] else { continue }
        writer.text(shadow.activity.kind.rawValue)
        writer.text(key.commissioner.description)
        writer.text(key.provider.description)
        writer.text(key.stage?.rawValue ?? "")
        writer.number(paid.inForce)
        writer.number(paid.pilot)
        writer.number(paid.difference)
        writer.endRow()
      }
    }
    return writer.bytes
  }
}
