import Quantities
import Tables

extension InYearPosition {
  /// The services against their plan, with the parts of each variance.
  public var positionTable: [UInt8] {
    var writer = CSVWriter(
      header: Self.serviceColumns + [
        "match", "planned_activity", "activity", "activity_variance", "planned_value", "value", "variance",
        "volume",
        "price", "not_planned", "not_delivered", "not_received",
      ]
    )
    for line in lines {
      writer.service(line.service, year)
      writer.text(line.match.rawValue)
      writer.number(line.planActivity)
      writer.number(line.hasActivity ? line.actualActivity : nil)
      writer.number(line.hasActivity ? line.activityVariance : nil)
      for amount in [
        line.plan, line.actual, line.variance, line.volume, line.price, line.notPlanned, line.notDelivered,
        line.notReceived,
      ] {
        writer.number(amount)
      }
      writer.endRow()
    }
    return writer.bytes
  }

  /// The months by commissioner, provider and point of delivery, to the end of the year for the plan.
  public var monthTable: [UInt8] {
    var writer = CSVWriter(header: [
      "financial_year", "month", "commissioner", "provider", "point_of_delivery", "reported",
      "planned_activity",
      "activity", "planned_value", "value", "variance",
    ])
    let groups = Dictionary(grouping: lines) { $0.service.words.prefix(3).map(\.self) }
    for (words, own) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      for month in 1...12 {
        let planned = own.map { $0.plannedMonths[month - 1] }.total()
        let actual = own.map { $0.actualMonths[month - 1] }.total()
        let isReported = own.first?.received.contains(month) ?? false
        let hasActivity = own.allSatisfy(\.hasActivity)
        writer.text(year.description)
        writer.number(month)
        for word in words { writer.text(word) }
        writer.text(isReported ? "yes" : "no")
        writer.number(own.map { $0.plannedActivityMonths[month - 1] }.reduce(.zero, +))
        writer.number(
          isReported && hasActivity ? own.map { $0.actualActivityMonths[month - 1] }.reduce(.zero, +) : nil
        )
        writer.number(planned)
        writer.number(isReported ? actual : nil)
        writer.number(isReported ? actual - planned : nil)
        writer.endRow()
      }
    }
    return writer.bytes
  }

  /// The year's outturn by both methods, beside the plan.
  public var forecastTable: [UInt8] {
    var writer = CSVWriter(
      header: Self.serviceColumns + [
        "months_reported", "plan_of_year", "value_to_date", "run_rate", "run_rate_variance",
        "plan_for_the_rest",
        "plan_for_the_rest_variance",
      ]
    )
    for line in lines {
      writer.service(line.service, year)
      writer.number(line.received.count)
      for amount in [
        line.planYear, line.actual, line.runRate, line.runRate - line.planYear, line.planForTheRest,
        line.planForTheRest - line.planYear,
      ] {
        writer.number(amount)
      }
      writer.endRow()
    }
    return writer.bytes
  }

  /// The services that stand on one side only, and what may be meant.
  public var unmatchedTable: [UInt8] {
    var writer = CSVWriter(
      header: Self.serviceColumns + ["side", "activity", "value", "value_of_year", "likely"]
    )
    let alike = AlikeServices(lines)
    for line in lines where line.match != .both {
      let isPlan = line.match != .actualOnly
      writer.service(line.service, year)
      writer.text(line.match.rawValue)
      writer.number(isPlan ? line.planActivity : line.hasActivity ? line.actualActivity : nil)
      writer.number(isPlan ? line.plan : line.actual)
      writer.number(isPlan ? line.planYear : nil)
      writer.text(alike.likely(line))
      writer.endRow()
    }
    return writer.bytes
  }

  private static let serviceColumns = [
    "financial_year", "commissioner", "provider", "point_of_delivery", "treatment_function", "tariff_code",
  ]
}

extension CSVWriter {
  fileprivate mutating func service(_ service: MonitoredService, _ year: FinancialYear) {
    text(year.description)
    for word in service.words { text(word) }
  }
}
