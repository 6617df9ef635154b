public import Quantities

/// Whether the contract monitoring files of the same months say the same, in pence, and where they do not.
///
///     ACM where POD = DRUG    = DrPLCM
///     ACM where POD = DEVICE  = DePLCM
///     ACM elsewhere           = PLCM
///     ACM                     = PLCM + DrPLCM + DePLCM
///
/// by provider, commissioner and month. Each side of a month is summed exactly and rounded once to pence.
public struct Balance: Sendable {
  /// One month of one provider and commissioner.
  public struct Line: Sendable, Hashable {
    /// Which files are compared.
    public let check: BalanceCheck
    /// Whose month it is.
    public let cell: LatestSubmissions.Cell
    /// What the aggregate file says.
    public let aggregate: Pence
    /// What the other file says, or the others together.
    public let other: Pence
    /// How many rows the aggregate file has of it.
    public let aggregateRows: Int
    /// How many rows the others have.
    public let otherRows: Int
    /// Why they probably differ; blank where they do not.
    public let cause: String

    /// What the aggregate file says more.
    public var difference: Pence { aggregate - other }
  }

  /// The months, by check.
  public let lines: [Line]
  /// The checks that could not be made, with the reason.
  public let unchecked: [(check: BalanceCheck, reason: String)]

  /// Whether nothing differs.
  public var isBalanced: Bool { lines.allSatisfy { $0.difference == .zero } }

  /// The sums of a check over all months.
  public func totals(of check: BalanceCheck) -> (aggregate: Pence, other: Pence) {
    let own = lines.filter { $0.check == check }
    return (own.map(\.aggregate).total(), own.map(\.other).total())
  }

  /// Compares an aggregate file with the patient-level files that there are.
  public init(
    aggregate: LatestSubmissions,
    patients: LatestSubmissions? = nil,
    drugs: LatestSubmissions? = nil,
    devices: LatestSubmissions? = nil
  ) {
    let others: [BalanceCheck: LatestSubmissions] = [
      .patients: patients, .drugs: drugs, .devices: devices,
    ].compactMapValues(\.self)
    var lines: [Line] = []
    var unchecked: [(check: BalanceCheck, reason: String)] = []
    var missing: [String] = []
    for check in [BalanceCheck.drugs, .devices, .patients] {
      if let other = others[check] {
        lines += Self.lines(check, aggregate, other)
        continue
      }
      let rows = aggregate.rows.values.joined().filter { check.includes($0.pointOfDelivery) }
      if rows.contains(where: { $0.price?.nanopounds != 0 }) { missing.append(check.other) }
      let value = Self.sum(rows).pence
      unchecked.append((check, "no \(check.other) file was given; the ACM has \(value) pounds of it"))
    }
    if missing.isEmpty, !others.isEmpty {
      lines += Self.totals(of: lines)
    } else {
      unchecked.append((.total, "no \(missing.joined(separator: " and no ")) file was given"))
    }
    self.lines = lines
    self.unchecked = unchecked
  }

  /// The parts of each month together, so that their differences add up.
  private static func totals(of parts: [Line]) -> [Line] {
    Dictionary(grouping: parts, by: \.cell).sorted { $0.key < $1.key }.map { cell, own in
      let differing = own.filter { $0.difference != .zero }
      return Line(
        check: .total,
        cell: cell,
        aggregate: own.map(\.aggregate).total(),
        other: own.map(\.other).total(),
        aggregateRows: own.map(\.aggregateRows).reduce(0, +),
        otherRows: own.map(\.otherRows).reduce(0, +),
        cause: differing.map { "\($0.check.other) \($0.difference)" }.joined(separator: "; ")
      )
    }
  }

  private static func lines(
    _ check: BalanceCheck,
    _ aggregate: LatestSubmissions,
    _ other: LatestSubmissions
  ) -> [Line] {
    let cells = Set(aggregate.rows.keys).union(other.rows.keys).sorted()
    let sides = cells.map { cell in
      BalanceSides(
        check: check,
        cell: cell,
        aggregate: (aggregate.rows[cell] ?? []).filter { check.includes($0.pointOfDelivery) },
        other: other.rows[cell] ?? []
      )
    }
    return sides.filter { !$0.aggregate.isEmpty || !$0.other.isEmpty }.map { own in
      Line(
        check: check,
        cell: own.cell,
        aggregate: own.aggregateTotal.pence,
        other: own.otherTotal.pence,
        aggregateRows: own.aggregate.count,
        otherRows: own.other.count,
        cause: own.cause(among: sides)
      )
    }
  }

  static func sum(_ rows: some Sequence<MonitoringRow>) -> MonitoringTotal {
    var total = MonitoringTotal()
    for row in rows {
      if let price = row.price { total += price }
    }
    return total
  }
}
