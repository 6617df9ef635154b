public import Diagnostics
import Quantities

extension Pathway {
  /// Checks that the rows fit together, for every stage, subtype and guideline year, and reports every fault.
  ///
  /// - Throws: `step.unknown-subtype`, `step.unknown-casemix`, `step.unknown-parent`, `step.cycle`,
  ///   `step.overlap`, `step.unreachable`, `step.alternatives`, `casemix.shares`.
  public func validate() throws(DiagnosticList) {
    var faults = DiagnosticList()
    checkNames(&faults)
    checkCycles(&faults)
    checkCasemixSums(&faults)
    var reported: Set<Reported> = []
    for year in boundaryYears {
      let ofYear = steps.indices.filter { steps[$0].guidelineYears.contains(year) }
      for stage in Stage.allCases {
        let ofStage = ofYear.filter { steps[$0].stages.contains(stage) }
        for subtype in subtypes.map(\.name) {
          let active = ofStage.filter { steps[$0].subtypes.isEmpty || steps[$0].subtypes.contains(subtype) }
          let who = "stage \(stage), \(subtype), guideline year \(year)"
          checkRows(active, who, &reported, &faults)
        }
      }
    }
    try faults.throwIfFaulty()
  }

  /// A fault of a row that need not be told again for other people.
  private struct Reported: Hashable {
    let code: String
    let position: Position

    init(_ code: String, _ step: PathwayStep) {
      self.code = code
      position = step.position
    }
  }

  /// The guideline years at which anything can change: those in which a row begins, and those after its end.
  var boundaryYears: [Int] {
    let spans = steps.map(\.guidelineYears) + casemix.map(\.guidelineYears)
    return Set(spans.flatMap { [$0.lowerBound, $0.upperBound + 1] }).sorted()
  }

  private func checkNames(_ faults: inout DiagnosticList) {
    let ids = Set(steps.map(\.id))
    let mixes = Set(casemix.map(\.casemix))
    let known = Set(subtypes.map(\.name))
    for step in steps {
      if let parent = step.parent, !ids.contains(parent) {
        let meant = Suggestion.closest(to: parent, among: ids.subtracting([step.id]).sorted())
        faults.append(
          Diagnostic(
            "step.unknown-parent",
            at: step.namePositions.parent,
            "found \(step.id) of those who had \(parent), but there is no step \(parent)",
            fix: meant.map { "did you mean \($0)?" } ?? "add the step, or leave of_those_who blank"
          )
        )
      }
      if let mix = step.casemix, !mixes.contains(mix) {
        let meant = Suggestion.closest(to: mix, among: mixes.sorted())
        faults.append(
          Diagnostic(
            "step.unknown-casemix",
            at: step.namePositions.currency,
            "found \(step.id) paid by the casemix \(mix), which the casemix table does not have",
            fix: meant.map { "did you mean \($0)?" } ?? "add the casemix, or pay the step by a currency"
          )
        )
      }
      for subtype in step.subtypes.subtracting(known).sorted() {
        faults.append(
          Diagnostic(
            "step.unknown-subtype",
            at: step.namePositions.subtype,
            "found \(step.id) for the subtype \(subtype), which the subtypes table does not have",
            fix: "write one of \(known.sorted().joined(separator: ", ")), or leave it blank for all"
          )
        )
      }
    }
  }

  private func checkCycles(_ faults: inout DiagnosticList) {
    let parents = Dictionary(grouping: steps, by: \.id).mapValues { Set($0.compactMap(\.parent)) }
    for step in steps {
      var seen: Set<String> = []
      var front = step.parent.map { Set([$0]) } ?? []
      while !front.isEmpty, !front.contains(step.id) {
        seen.formUnion(front)
        front = Set(front.flatMap { parents[$0] ?? [] }).subtracting(seen)
      }
      guard front.contains(step.id) else { continue }
      faults.append(
        Diagnostic(
          "step.cycle",
          at: step.namePositions.parent,
          "found \(step.id) among those who had \(step.id)",
          fix: "let of_those_who lead to a step that comes earlier"
        )
      )
    }
  }

  private func checkCasemixSums(_ faults: inout DiagnosticList) {
    for (name, parts) in Dictionary(grouping: casemix, by: \.casemix).sorted(by: { $0.key < $1.key }) {
      let used = steps.filter { $0.casemix == name }.map(\.guidelineYears)
      for year in boundaryYears where used.contains(where: { $0.contains(year) }) {
        guard let fault = CasemixPart.fault(of: parts, name, in: year) else { continue }
        faults.append(fault)
        break
      }
    }
  }

  /// Checks the rows, by their indexes, that speak of the same people in the same year.
  private func checkRows(
    _ active: [Int],
    _ who: String,
    _ reported: inout Set<Reported>,
    _ faults: inout DiagnosticList
  ) {
    var byID: [String: Int] = [:]
    for index in active {
      if let earlier = byID.updateValue(index, forKey: steps[index].id),
        reported.insert(Reported("step.overlap", steps[index])).inserted
      {
        faults.append(
          Diagnostic(
            "step.overlap",
            at: steps[index].position,
            "found a second row of \(steps[index].id) for \(who), first on line "
              + "\(steps[earlier].position.line)",
            fix: "narrow the stages, subtypes or guideline years of one of the two rows"
          )
        )
      }
    }
    for index in active where steps[index].share > .none {
      guard let parent = steps[index].parent else { continue }
      let parentShare = byID[parent].map { steps[$0].share }
      guard (parentShare ?? Share.none) == Share.none, steps.contains(where: { $0.id == parent }),
        reported.insert(Reported("step.unreachable", steps[index])).inserted
      else { continue }
      let why = parentShare == nil ? "has no row there" : "has nobody"
      let id = steps[index].id
      faults.append(
        Diagnostic(
          "step.unreachable",
          at: steps[index].position,
          "found \(id) of those who had \(parent), which \(why) for \(who): nobody reaches it",
          fix: "give \(parent) a share there, or narrow the stages, subtypes or guideline years of \(id)"
        )
      )
    }
    checkAlternatives(active, who, &reported, &faults)
  }

  private func checkAlternatives(
    _ active: [Int],
    _ who: String,
    _ reported: inout Set<Reported>,
    _ faults: inout DiagnosticList
  ) {
    struct Group: Hashable { let name: String, parent: String }
    var groups: [Group: [Int]] = [:]
    for index in active {
      guard let name = steps[index].alternatives else { continue }
      groups[Group(name: name, parent: steps[index].parent ?? ""), default: []].append(index)
    }
    for (_, members) in groups.sorted(by: { ($0.key.name, $0.key.parent) < ($1.key.name, $1.key.parent) }) {
      let sum = members.reduce(0) { $0 + steps[$1].share.millionths }
      guard sum != Share.all.millionths, let first = members.first.map({ steps[$0] }),
        reported.insert(Reported("step.alternatives", first)).inserted
      else { continue }
      let names = members.map { "\(steps[$0].id) \(steps[$0].share)" }.joined(separator: ", ")
      faults.append(
        Diagnostic(
          "step.alternatives",
          at: first.position,
          "found alternatives \"\(first.alternatives ?? "")\" that add up to \(Factor(millionths: sum)) for \(who), "
            + "expected 1: \(names)",
          fix: "correct the shares, or add the branch that is missing"
        )
      )
    }
  }
}

extension CasemixPart {
  /// What is wrong with the shares of one mix in a guideline year; nil when they add up to 1.
  ///
  /// A mix that no step uses may have no rows in a year.
  package static func fault(
    of parts: [CasemixPart],
    _ name: String,
    in year: Int,
    isUsed: Bool = true
  ) -> Diagnostic? {
    let active = parts.filter { $0.guidelineYears.contains(year) }
    let sum = active.reduce(0) { $0 + $1.share.millionths }
    guard sum != Share.all.millionths, isUsed || !active.isEmpty else { return nil }
    return Diagnostic(
      "casemix.shares",
      at: (active.first ?? parts.first)?.position,
      "found shares of the casemix \(name) that add up to \(Factor(millionths: sum)) in \(year), expected 1",
      fix: "correct the shares so that they add up to 1 in every guideline year"
    )
  }
}
