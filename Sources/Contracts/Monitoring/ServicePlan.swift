public import Quantities

/// A year's plan by service and month, made of a schedule or of an Indicative Activity Plan.
public struct ServicePlan: Sendable {
  /// The months of one service, April first.
  public struct Months: Sendable {
    /// Activity in each month, in millionths.
    public internal(set) var activity: [Int64] = Array(repeating: 0, count: 12)
    /// Pence in each month.
    public internal(set) var value: [Int64] = Array(repeating: 0, count: 12)
    /// The months' weights, by which a part of the year is carried to the whole.
    var weights: [Int64]

    /// The activity of some months.
    func activity(_ months: Set<Int>) -> Int64 { months.reduce(0) { $0 + activity[$1 - 1] } }

    /// What some months are worth.
    func value(_ months: Set<Int>) -> Pence { Pence(months.reduce(0) { $0 + value[$1 - 1] }) }
  }

  /// The year.
  public let year: FinancialYear
  /// How the plan is spread, in words.
  public let phasingName: String
  /// The services.
  public let services: [MonitoredService: Months]
  /// How many lines of other years were left out.
  public let linesOfOtherYears: Int

  /// The plan of one year of a phased schedule.
  public init(_ plan: ActivityPlan, year: FinancialYear) {
    let phasing = plan.phasings[year] ?? .equal
    var services: [MonitoredService: Months] = [:]
    let own = plan.lines.filter { $0.line.financialYear == year }
    for line in own {
      let service = MonitoredService(
        commissioner: line.line.commissioner,
        provider: line.line.provider,
        pointOfDelivery: line.pointOfDelivery,
        treatmentFunction: line.line.treatmentFunction,
        tariffCode: line.line.currency?.description
      )
      var months = services[service] ?? Months(weights: phasing.weights)
      for month in 0..<12 {
        // A monitoring file holds no activity of drugs and the like, so that none can be compared.
        if !line.isWithoutActivity { months.activity[month] += line.activity?[month].millionths ?? 0 }
        months.value[month] += line.value?[month].amount ?? 0
      }
      services[service] = months
    }
    self.year = year
    phasingName = phasing.name
    self.services = services
    linesOfOtherYears = plan.lines.count - own.count
  }

  /// The plan of one year of an Indicative Activity Plan: its own months, or its year spread anew.
  public init(_ submissions: LatestSubmissions, year: FinancialYear, by phasing: Phasing?) {
    var services: [MonitoredService: Months] = [:]
    var others = 0
    for (cell, rows) in submissions.rows.sorted(by: { $0.key < $1.key }) {
      guard cell.year == year else {
        others += rows.count
        continue
      }
      for row in rows {
        let service = MonitoredService(row)
        var months = services[service] ?? Months(weights: [])
        months.activity[cell.month - 1] += row.isWithoutActivity ? 0 : row.plannedActivity?.millionths ?? 0
        var price = MonitoringTotal()
        if let planned = row.plannedPrice { price += planned }
        months.value[cell.month - 1] += price.pence.amount
        services[service] = months
      }
    }
    self.year = year
    phasingName = phasing?.name ?? "the plan's own months"
    self.services = services.mapValues { phasing.map($0.spread) ?? $0.weighted }
    linesOfOtherYears = others
  }
}

extension ServicePlan.Months {
  /// The year spread anew.
  fileprivate func spread(by phasing: Phasing) -> Self {
    var months = self
    months.activity = Pence(activity.reduce(0, +)).split(by: phasing.weights).map(\.amount)
    months.value = Pence(value.reduce(0, +)).split(by: phasing.weights).map(\.amount)
    months.weights = phasing.weights
    return months
  }

  /// Weighted by its own value, else by its activity, else evenly.
  fileprivate var weighted: Self {
    var months = self
    let isUsable = { (weights: [Int64]) in
      (weights.allSatisfy { $0 >= 0 } || weights.allSatisfy { $0 <= 0 }) && weights.contains { $0 != 0 }
    }
    // A deduction has months of its own as a payment has.
    let own = [value, activity].first(where: isUsable) ?? Phasing.equal.weights
    months.weights = own.map { Int64(clamping: $0.magnitude) }
    return months
  }
}
