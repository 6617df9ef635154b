public import Diagnostics
public import FundingFlows
public import Quantities

/// What a commissioner and a provider agreed for a year: activity, and the clauses by which it is paid.
///
/// The clauses are settled in the order of their roles: what pays for lines, readmissions, marginal rates,
/// adjustments, quality, and the sharing of risk. Each sees what those before it left.
///
///     let contract = Contract(
///       ledger,
///       in: FinancialYear(start: 2016),
///       clauses: [
///         ActivityAtValue(),
///         try MarginalRate(rules, baseline: Figure(Pence(1_000_000_000))),
///         try QualityPayment(rules),
///       ]
///     )
///     print(try contract.settled().total)
public struct Contract: Sendable {
  /// The year.
  public let year: FinancialYear
  /// The lines of the ledger that it is about.
  public let scope: LineScope
  /// Its clauses, in the order of their roles.
  public let clauses: [any Clause]
  private let ledger: Ledger

  /// Agrees on clauses for the lines of a year, or for some of them, such as those of one provider.
  public init(
    _ ledger: Ledger,
    in year: FinancialYear,
    scope: LineScope = .all,
    clauses: [any Clause]
  ) {
    self.ledger = ledger
    self.year = year
    self.scope = scope
    self.clauses = ClauseRole.allCases.flatMap { role in clauses.filter { $0.role == role } }
  }

  /// Settles the contract.
  ///
  /// - Throws: `contract.repeated-clause`, `contract.overlap` when two clauses pay for a line,
  ///   `contract.amount-too-large`, and the faults of the clauses.
  public func settled() throws(DiagnosticList) -> Settlement {
    let lines = ledger.lines.filter { $0.financialYear == year && scope.contains($0) }
    _ = try Amounts.total(lines.compactMap(\.value), "the value of the lines")
    try checkNames()
    let covered = try covered(lines)
    var account = Account(lines, year: year)
    for clause in clauses { try account.post(clause.payment(in: account), of: clause) }
    let unpriced = account.unpricedPlaces
    return Settlement(
      year: year,
      payments: account.payments,
      lines: lines.count,
      linesOutside: ledger.lines.count - lines.count,
      uncovered: lines.indices.filter { !covered.contains($0) }.map { lines[$0] },
      unpriced: lines.indices.filter { covered.contains($0) && unpriced.contains($0) }.map { lines[$0] }
    )
  }

  private func checkNames() throws(DiagnosticList) {
    var names: Set<String> = []
    var faults = DiagnosticList()
    for clause in clauses where !names.insert(clause.name).inserted {
      faults.append(
        Diagnostic(
          "contract.repeated-clause",
          "found two clauses named \(clause.name), expected a name for each",
          fix: "name one of them otherwise"
        )
      )
    }
    try faults.throwIfFaulty()
  }

  /// The places of the lines that some clause pays for.
  private func covered(_ lines: [LedgerLine]) throws(DiagnosticList) -> Set<Int> {
    var payer: [Int: String] = [:]
    var faults = DiagnosticList()
    for clause in clauses where clause.role == .payment {
      var shared: [String: [Int]] = [:]
      for place in lines.indices where clause.scope.contains(lines[place]) {
        if let other = payer.updateValue(clause.name, forKey: place) {
          shared[other, default: []].append(place)
        }
      }
      for (other, places) in shared.sorted(by: { $0.key < $1.key }) {
        faults.append(Self.overlap(other, clause.name, places.map { lines[$0] }))
      }
    }
    try faults.throwIfFaulty()
    return Set(payer.keys)
  }

  private static func overlap(_ one: String, _ other: String, _ lines: [LedgerLine]) -> Diagnostic {
    let steps = Set(lines.map { "\($0.step) at \($0.provider)" }).sorted()
    return Diagnostic(
      "contract.overlap",
      "found \(counted(lines.count, "line")) that both \(one) and \(other) pay for, such as "
        + "\(steps.first ?? ""), expected one paying clause for each line",
      fix: "take the scope of one out of the other's with except"
    )
  }
}
