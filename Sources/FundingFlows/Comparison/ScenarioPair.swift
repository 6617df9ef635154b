public import Diagnostics
import Pathways
import Populations
import Quantities
import Tables
public import Tariffs

/// Two scenarios and every mix of them: some causes from the second, and all else from the first.
///
/// Where both change the same baseline, a mix is the baseline with the changes of each cause from one of them. Else
/// the inputs are mixed too. What deaths were calibrated by belongs to mortality: a mix takes the factors that were
/// found for the scenario that its mortality comes from.
public struct ScenarioPair: Sendable {
  /// The first scenario.
  public let before: FundingModel
  /// The second scenario.
  public let after: FundingModel
  /// In what they differ, or may.
  public let causes: Set<Cause>

  /// Reads two scenarios; inputs that they share are read once.
  ///
  /// - Throws: faults of either; `compare.years` and `compare.pathways` when they are not about the same.
  public init(_ first: Scenario, _ second: Scenario, tariffs: TariffLibrary) throws(DiagnosticList) {
    var faults = DiagnosticList()
    let before = faults.collect { () throws(DiagnosticList) in try FundingModel(first, tariffs: tariffs) }
    let after = faults.collect { () throws(DiagnosticList) in
      guard let before, first.hasRoot(of: second) else {
        return try FundingModel(second, tariffs: tariffs)
      }
      return try FundingModel(second, before.read)
    }
    try faults.throwIfFaulty()
    guard let before, let after else { throw faults }
    try self.init(before, after)
  }

  /// Pairs two models.
  ///
  /// - Throws: `compare.years` and `compare.pathways` when they are not about the same.
  public init(_ before: FundingModel, _ after: FundingModel) throws(DiagnosticList) {
    var faults = DiagnosticList()
    let (first, second) = (before.scenario, after.scenario)
    if first.years != second.years {
      faults.append(
        Self.different(
          "compare.years",
          Self.span(first.years),
          Self.span(second.years),
          second.positions.years
        )
      )
    }
    if first.pathways != second.pathways {
      let names = { (scenario: Scenario) in scenario.pathways.joined(separator: " and ") }
      faults.append(
        Self.different("compare.pathways", names(first), names(second), second.positions.pathways)
      )
    }
    try faults.throwIfFaulty()
    self.before = before
    self.after = after
    causes = Self.causes(before, after)
  }

  private static func span(_ years: ClosedRange<Int>) -> String {
    "\(FinancialYear(start: years.lowerBound)) to \(FinancialYear(start: years.upperBound))"
  }

  private static func different(_ code: String, _ first: String, _ second: String, _ place: Position)
    -> Diagnostic
  {
    Diagnostic(
      code,
      at: place,
      "found \(second), expected \(first) as in the first scenario",
      fix: "give both scenarios the same"
    )
  }

  // MARK: - Causes

  private static func causes(_ before: FundingModel, _ after: FundingModel) -> Set<Cause> {
    let changes = Set((before.scenario.changes + after.scenario.changes).map(\.path.cause))
    return before.scenario.hasRoot(of: after.scenario)
      ? changes : changes.union(Cause.allCases.filter { before.read.differs(from: after.read, in: $0) })
  }

  // MARK: - Mixes

  /// The totals of the mix that takes some causes from the second scenario.
  ///
  /// - Throws: faults of a mix that cannot be, such as care that needs what the other's people do not have.
  public func totals(taking taken: Set<Cause>) throws(DiagnosticList) -> RunTotals {
    let model = try mixed(taking: taken)
    return try RunTotals(model.ledger(), model.patients)
  }

  private func mixed(taking taken: Set<Cause>) throws(DiagnosticList) -> FundingModel {
    if taken.isDisjoint(with: causes) { return before }
    if taken.isSuperset(of: causes) { return after }
    let changes =
      before.scenario.changes.filter { !taken.contains($0.path.cause) }
      + after.scenario.changes.filter { taken.contains($0.path.cause) }
    let isSameRoot = before.scenario.hasRoot(of: after.scenario)
    let inputs = isSameRoot ? before.read : try before.read.mixed(with: after.read, taking: taken)
    let whose = taken.contains(.population) ? after.scenario : before.scenario
    return try FundingModel(whose.changing(to: changes), inputs)
  }

  /// Compares the two and attributes the difference.
  public func comparison() throws(DiagnosticList) -> RunComparison {
    try RunComparison(from: totals(taking: []), to: totals(taking: causes), causes: causes) {
      taken throws(DiagnosticList) in
      try totals(taking: taken)
    }
  }
}

extension ScenarioPair {
  /// What was read and written, with the hash of each.
  ///
  /// - Parameters:
  ///   - files: the files written.
  ///   - tariffDirectory: the folder of price tables.
  ///   - command: the words that make the files again.
  public func manifest(
    of files: [(name: String, bytes: [UInt8])],
    tariffDirectory: String,
    command: [String]
  ) -> (name: String, bytes: [UInt8]) {
    let paths = ManifestPaths(
      scenarioFolder: Scenario.folder(of: after.scenario.file.path),
      tariffDirectory: tariffDirectory
    )
    let facts: [(String, JSONText)] = [
      ("before", .string(before.scenario.name)), ("after", .string(after.scenario.name)),
      ("causes", .array(causes.sorted().map { .string($0.rawValue) })),
    ]
    let bytes = Manifest.bytes(
      command: command,
      facts: facts,
      inputs: before.inputs + after.inputs,
      outputs: files,
      paths
    )
    return (name: "manifest.json", bytes: bytes)
  }
}

extension Scenario {
  /// The file that names all inputs: the first baseline, or the scenario itself.
  private var root: FileStamp { baselines.first?.file ?? file }

  /// Whether two scenarios rest on the same file. One that reads alike in another folder names other tables.
  fileprivate func hasRoot(of other: Scenario) -> Bool {
    Self.components(of: root.path) == Self.components(of: other.root.path)
      && root.checksum == other.root.checksum
  }

  /// The folders and the name of a path, without those that are left again.
  private static func components(of path: String) -> [Substring] {
    path.split(separator: "/", omittingEmptySubsequences: false).reduce(into: []) { kept, part in
      switch part {
      case ".": break
      // Nothing before the first slash tells a path from the root apart.
      case "" where !kept.isEmpty: break
      case ".." where kept.last.map { !["", ".."].contains($0) } ?? false: kept.removeLast()
      default: kept.append(part)
      }
    }
  }
}

extension ChangePath {
  /// What a change of it is a change of.
  var cause: Cause {
    switch self {
    case .population: .population
    case .incidenceRatio, .incidenceForecast: .incidence
    case .stages, .stage, .earlyStages: .stage
    case .survival: .mortality
    case .stepShare, .stepQuantity, .casemix, .referrals, .guidelineYear: .pathway
    case .tariffYear, .tariffBasis, .price: .price
    case .providerShare: .providerShare
    }
  }
}
