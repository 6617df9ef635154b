import Diagnostics
public import Populations
import Quantities
import Tables

/// How a scenario asks for incidence and mortality to be forecast from registrations.
public struct ForecastPlan: Sendable {
  /// The table of registrations.
  public let registrations: Scenario.FilePlace
  /// The method.
  public let method: ForecastMethod
  /// What is chosen about it.
  public let options: ForecastOptions
  /// Years that are left out of the fit; the year of COVID unless the scenario says otherwise.
  public let excluded: Set<Int>

  static let keys = [
    "method", "registrations", "exclude", "indicate", "link", "periods", "recent", "firstAgeEstimated",
    "firstAgeUsed", "screeningTerm", "localRatio",
  ]

  /// The words for a method; rates of some years held are asked for with those years.
  static let methods = ForecastMethod.allCases.filter { $0 != .constant }.map(\.rawValue)

  init?(
    _ object: JSONObject,
    _ registrations: Scenario.FilePlace?,
    method: ForecastMethod,
    _ faults: inout DiagnosticList
  ) {
    object.refuseOthers(than: Self.keys, &faults)
    var options = ForecastOptions()
    let indicated = object.optionalIntegers("indicate", in: 1900...2200, &faults)
    let excluded = object.optionalIntegers("exclude", in: 1900...2200, &faults)
    if object.choice("link", of: ["power5", "log"], &faults) == "log" { options.link = .log }
    if object.has("periods"), let periods = object.integer("periods", in: 3...40, &faults) {
      options.base = .last(periods)
    }
    switch object.choice("recent", of: ["auto", "yes", "no"], &faults) {
    case "yes": options.recentTrend = .yes
    case "no": options.recentTrend = .no
    default: break
    }
    let estimated: AgeBand? = object.optional("firstAgeEstimated", &faults)
    let used: AgeBand? = object.optional("firstAgeUsed", &faults)
    options.firstAgeEstimated = estimated?.start
    options.firstAgeUsed = used?.start
    options.hasScreeningTerm = object.choice("screeningTerm", of: ["no", "yes"], &faults) == "yes"
    options.indicated = Set(indicated ?? [])
    guard let registrations else { return nil }
    self.registrations = registrations
    self.method = method
    self.options = options
    self.excluded = excluded.map { Set($0) } ?? Set([2020]).subtracting(options.indicated)
  }
}
