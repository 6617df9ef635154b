import Quantities

/// What was reported by service and month, under the services of the plan where it has them.
struct DeliveredServices {
  /// The months of one service, April first.
  struct Months {
    /// Activity in millionths.
    var activity: [Int64] = Array(repeating: 0, count: 12)
    /// Pence, each month summed exactly and rounded once.
    var value: [Pence] { totals.map(\.pence) }
    /// How many rows there are.
    fileprivate(set) var rows: Int64 = 0
    /// Whether each row says how much activity there was.
    var hasActivity = true
    fileprivate var totals = Array(repeating: MonitoringTotal(), count: 12)
  }

  private(set) var services: [MonitoredService: Months] = [:]

  init(_ submissions: LatestSubmissions, matching plan: ServicePlan) {
    for (cell, rows) in submissions.rows {
      for row in rows {
        let own = MonitoredService(row)
        let service = own.candidates.first { plan.services[$0] != nil } ?? own
        services[service, default: Months()].add(row, in: cell.month)
      }
    }
  }
}

extension DeliveredServices.Months {
  fileprivate mutating func add(_ row: MonitoringRow, in month: Int) {
    rows += 1
    if let price = row.price { totals[month - 1] += price }
    // What a file says of the activity of drugs and the like is no count to compare.
    guard !row.isWithoutActivity else { return }
    if let counted = row.activity {
      activity[month - 1] += counted.millionths
    } else {
      hasActivity = false
    }
  }
}
