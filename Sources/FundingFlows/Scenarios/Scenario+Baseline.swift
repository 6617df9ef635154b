import Diagnostics
import Quantities
import Tables

extension Scenario {
  private static let changingKeys = ["name", "note", "baseline", "changes", "uncertainty"]

  /// Reads a scenario that changes another.
  ///
  /// - Throws: `scenario.file` for a baseline that cannot be read, `scenario.cycle` for one that leads back,
  ///   `change.conflict` for two changes of the same input.
  init(changing root: JSONObject, _ input: InputFile, changedBy others: [FileStamp]) throws(DiagnosticList) {
    var faults = DiagnosticList()
    root.refuseOthers(than: Self.changingKeys, of: "a scenario with a baseline", &faults)
    let name: FilledText? = root.value("name", &faults)
    let _: String? = root.optional("note", &faults)
    let folder = Self.folder(of: input.path)
    let text: FilledText? = root.value("baseline", &faults)
    let chain = others + [input.stamp]
    let baseline = text.flatMap { text in
      faults.collect { () throws(DiagnosticList) in
        let place = Self.place(text.text, folder, root.position(of: "baseline"), "$.baseline")
        return try Self.baseline(at: place, of: chain)
      }
    }
    let changes = root.objects("changes", &faults).map {
      ScenarioChange($0, folder: folder, years: baseline?.years, &faults)
    }
    let uncertainty = UncertaintyPlan(root, &faults)
    try faults.throwIfFaulty()
    guard let name, let baseline else { throw faults }
    let known = changes.compactMap { $0 }
    try Self.refuseConflicts(baseline.changes + known)
    self = baseline.changed(as: name.text, in: input.stamp, by: known, uncertainty)
  }

  private static func baseline(at place: FilePlace, of chain: [FileStamp]) throws(DiagnosticList) -> Scenario
  {
    let input: InputFile
    do throws(DiagnosticList) {
      input = try InputFile(reading: place.path)
    } catch {
      throw DiagnosticList(
        Diagnostic(
          "scenario.file",
          at: place.position,
          "found no readable file \(place.path), named at \(place.key)",
          fix: "correct the name; it is relative to the folder of the scenario"
        )
      )
    }
    guard !chain.contains(where: { $0.checksum == input.stamp.checksum }) else {
      throw DiagnosticList(
        Diagnostic(
          "scenario.cycle",
          at: place.position,
          "found the baseline \(place.path), which leads back to itself",
          fix: "let a baseline lead to a scenario that names all inputs"
        )
      )
    }
    return try Scenario(input, changedBy: chain)
  }

  /// Reports changes that touch the same input, at the later one.
  static func refuseConflicts(_ changes: [ScenarioChange]) throws(DiagnosticList) {
    var faults = DiagnosticList()
    var earlier = OverlappingPaths()
    for (index, change) in changes.enumerated() {
      guard let found = earlier.insert(change.path, at: index) else { continue }
      let other = changes[found]
      let place = other.position.file.isEmpty ? "" : " (\(other.position))"
      faults.append(
        Diagnostic(
          "change.conflict",
          at: change.position,
          "found a change of \(change.path) beside one of \(other.path)\(place), which touches the same input",
          fix: "keep one of the two"
        )
      )
    }
    try faults.throwIfFaulty()
  }
}
