import Quantities

/// The rows of one month on both sides of a check, and why they may differ.
struct BalanceSides {
  let check: BalanceCheck
  let cell: LatestSubmissions.Cell
  let aggregate: [MonitoringRow]
  let other: [MonitoringRow]
  let aggregateTotal: MonitoringTotal
  let otherTotal: MonitoringTotal

  init(check: BalanceCheck, cell: LatestSubmissions.Cell, aggregate: [MonitoringRow], other: [MonitoringRow])
  {
    self.check = check
    self.cell = cell
    self.aggregate = aggregate
    self.other = other
    aggregateTotal = Balance.sum(aggregate)
    otherTotal = Balance.sum(other)
  }

  private var difference: Pence { aggregateTotal.pence - otherTotal.pence }

  /// The likely cause of the difference, the surest first; blank where there is none.
  func cause(among all: [BalanceSides]) -> String {
    guard difference != .zero else { return "" }
    return oneSide ?? unitPrices ?? rounding ?? missingMonth(among: all) ?? twice ?? oneRow ?? services
      ?? rowLike
      ?? "the rows differ in value"
  }

  private var oneSide: String? {
    if other.isEmpty { return "\(check.other) has no rows of this month" }
    if aggregate.isEmpty { return "ACM has no rows of this month" }
    return nil
  }

  /// Whether the aggregate file would agree if its prices were prices of units.
  private var unitPrices: String? {
    var total = MonitoringTotal()
    for row in aggregate {
      guard let price = row.price else { continue }
      guard let activity = row.activity, !row.isWithoutActivity else {
        total += price
        continue
      }
      total.add(price, times: activity)
    }
    guard total.pence == otherTotal.pence else { return nil }
    return "ACM agrees when activity × price is taken: its prices look like prices of units, not of rows"
  }

  private var rounding: String? {
    let isRounded = aggregateTotal.isWholePence != otherTotal.isWholePence
    let most = Int64(aggregate.count + other.count + 1) / 2
    guard isRounded, difference.amount.magnitude <= most.magnitude else { return nil }
    return "rounding: one side has fractions of a penny"
  }

  private func missingMonth(among all: [BalanceSides]) -> String? {
    let opposite = all.first { $0.cell != cell && $0.difference == .zero - difference }
    guard let found = opposite?.cell else { return nil }
    if found.provider == cell.provider, found.commissioner == cell.commissioner {
      return "the same amount the other way in month \(found.month): one file has it in another month"
    }
    if found.month == cell.month, found.year == cell.year {
      return "the same amount the other way for \(found.provider) and \(found.commissioner): "
        + "one file has it under another provider or commissioner"
    }
    return nil
  }

  private var twice: String? {
    if aggregateTotal.pence.amount == 2 * otherTotal.pence.amount { return "ACM has everything twice" }
    if otherTotal.pence.amount == 2 * aggregateTotal.pence.amount {
      return "\(check.other) has everything twice"
    }
    return nil
  }

  /// The row of the larger side that alone is the difference.
  private var oneRow: String? {
    let isAggregate = difference > .zero
    let amount = isAggregate ? difference : .zero - difference
    let rows = isAggregate ? aggregate : other
    let found = rows.filter { Balance.sum([$0]).pence == amount }
    guard found.count == 1, let row = found.first else { return nil }
    let (file, lacking) = isAggregate ? ("ACM", check.other) : (check.other, "ACM")
    let point = row.pointOfDelivery.map { ", \($0)" } ?? ""
    return "line \(row.line) of \(file)\(point) alone is this amount: \(lacking) seems to lack it"
  }

  /// The points of delivery and tariff codes in which the sides differ.
  private var services: String? {
    guard check == .patients, other.allSatisfy({ $0.pointOfDelivery != nil }) else { return nil }
    let own = Dictionary(grouping: aggregate, by: Self.service)
    let theirs = Dictionary(grouping: other, by: Self.service)
    let keys = Set(own.keys).union(theirs.keys).sorted()
    let parts = keys.compactMap { key -> String? in
      let gap = Balance.sum(own[key] ?? []).pence - Balance.sum(theirs[key] ?? []).pence
      guard gap != .zero else { return nil }
      let only = own[key] == nil ? ", in PLCM only" : theirs[key] == nil ? ", in ACM only" : ""
      return "\(key) \(gap)\(only)"
    }
    let more = parts.count > 3 ? "; and \(parts.count - 3) more" : ""
    return parts.isEmpty ? nil : "by service: " + parts.prefix(3).joined(separator: "; ") + more
  }

  private static func service(_ row: MonitoringRow) -> String {
    [row.pointOfDelivery?.description, row.tariffCode].compactMap(\.self).joined(separator: " ")
  }

  /// A row of the other file that has this amount: another like it may be missing, or stand once too often.
  private var rowLike: String? {
    let amount = difference > .zero ? difference : .zero - difference
    guard let row = other.first(where: { Balance.sum([$0]).pence == amount }) else { return nil }
    let file = check.other
    return difference > .zero
      ? "line \(row.line) of \(file) has this amount: \(file) may lack a row like it"
      : "line \(row.line) of \(file) and others have this amount: one of them may stand twice"
  }
}
