import Quantities
public import Tables

/// How often people die of a cancer, by site, calendar year, sex and age band.
public struct Mortality: Sendable {
  /// The tables that were read.
  public let files: [FileStamp]
  /// How the rates came about, in words.
  public let method: String
  private let rate: @Sendable (_ site: String, _ year: Int) -> [SexAge: Double]?

  /// Deaths per person-year from any source.
  ///
  /// - Parameters:
  ///   - files: the tables behind them.
  ///   - method: how they came about, in words.
  ///   - rate: the rates of a site in a year, by sex and age band; nil for a year without any. A sex of which
  ///     no group has a rate is not published, which is not the same as nobody dying.
  public init(
    files: [FileStamp],
    method: String,
    rate: @escaping @Sendable (_ site: String, _ year: Int) -> [SexAge: Double]?
  ) {
    self.files = files
    self.method = method
    self.rate = rate
  }

  /// The deaths that were registered in each year itself; a sex with a group of people whose deaths were not
  /// published has none.
  public static func observed(_ registrations: Registrations) -> Mortality {
    Mortality(files: [registrations.file], method: "registered deaths of each year") { site, year in
      let counts = registrations.counts(of: site, in: year)
      let published = Set(Sex.allCases).subtracting(counts.filter { $0.value.deaths == nil }.keys.map(\.sex))
      let own = counts.filter { published.contains($0.key.sex) && $0.value.population > 0 }
      return own.isEmpty ? nil : own.mapValues { Double($0.deaths ?? 0) / $0.population }
    }
  }

  /// The deaths registered in each year, and those predicted after; a sex whose deaths were not published has none.
  public static func predicted(_ registrations: Registrations, _ rates: PredictedRates) -> Mortality {
    let registered = observed(registrations)
    let method = "registered deaths, then \(rates.method) forecast"
    return Mortality(files: registered.files, method: method) { site, year in
      registered.rate(site, year) ?? rates.rates(of: site, .deaths, in: year)
    }
  }

  /// Deaths from a site in a year among the people of one sex; nil where they were not published.
  ///
  ///     deaths = people × rate
  public func deaths(of site: String, _ sex: Sex, in year: Int, among people: [SexAge: Double]) -> Double? {
    guard let rates = rate(site, year) else { return nil }
    let own = SexAge.all.filter { $0.sex == sex && rates[$0] != nil }
    guard !own.isEmpty else { return nil }
    return own.reduce(0) { $0 + (rates[$1] ?? 0) * (people[$1] ?? 0) }
  }
}
