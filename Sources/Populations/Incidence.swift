public import Diagnostics
import Quantities
public import Tables

/// How often a cancer is diagnosed, by site, calendar year, sex and age band.
public struct Incidence: Sendable {
  /// The tables that were read.
  public let files: [FileStamp]
  /// How the rates came about, in words.
  public let method: String
  private let rate: @Sendable (_ site: String, _ year: Int) -> [SexAge: Double]?
  private let ratios: LocalRatios?
  private let change: RatioChange?

  /// What becomes of a local ratio of people of a sex diagnosed in a year.
  public typealias RatioChange = @Sendable (_ site: String, Sex, _ year: Int, _ ratio: Double) -> Double

  private init(
    files: [FileStamp],
    method: String,
    ratios: LocalRatios? = nil,
    change: RatioChange? = nil,
    rate: @escaping @Sendable (_ site: String, _ year: Int) -> [SexAge: Double]?
  ) {
    self.files = files
    self.method = method
    self.ratios = ratios
    self.change = change
    self.rate = rate
  }

  /// The rates of some registered years together, held for every year.
  public static func constant(_ registrations: Registrations, years: [Int]) -> Incidence {
    let bySite = registrations.sites.map { ($0, registrations.rates(of: $0, in: years)) }
    let rates = Dictionary(bySite.filter { !$1.isEmpty }, uniquingKeysWith: { first, _ in first })
    let named = years.map(String.init).joined(separator: ", ")
    return Incidence(files: [registrations.file], method: "constant rates of \(named)") { site, _ in
      rates[site]
    }
  }

  /// The rates that were registered in each year itself.
  public static func observed(_ registrations: Registrations) -> Incidence {
    Incidence(files: [registrations.file], method: "observed rates of each year") { site, year in
      let rates = registrations.rates(of: site, in: [year])
      return rates.isEmpty ? nil : rates
    }
  }

  /// Rates that the user supplies: a forecast of their own.
  public static func forecast(_ input: InputFile) throws(DiagnosticList) -> Incidence {
    let reader = try TableReader(
      input,
      columns: [
        Column("site", "breast, lung, or another cancer"),
        Column("sex", "female or male"),
        Column("age", "age band"),
        Column("year", "calendar year"),
        Column("rate_per_100k", "cases per 100,000 person-years"),
        .optional("evidence", "evidence grade"),
        .optional("source", "publication"),
      ]
    )
    struct Key: Hashable { let site: String, year: Int, group: SexAge }
    var keys = UniqueKeys<Key>()
    let rows = try reader.rows { row -> (Key, Double)? in
      let site: String? = row.required("site")
      let sex: Sex? = row.required("sex")
      let age: AgeBand? = row.required("age")
      let year = row.required("year", in: 1900...2200)
      let rate: Persons? = row.required("rate_per_100k", atMost: .everybodyPer100k)
      guard let site, let sex, let age, let year, let rate else { return nil }
      let key = Key(site: site, year: year, group: SexAge(sex: sex, age: age))
      keys.note(key, "age", of: "site, sex, age and year", in: &row)
      return (key, rate.count / 100_000)
    }
    var rates: [String: [Int: [SexAge: Double]]] = [:]
    for (key, value) in rows { rates[key.site, default: [:]][key.year, default: [:]][key.group] = value }
    let table = rates
    return Incidence(files: [input.stamp], method: "forecast of \(input.path)") { site, year in
      table[site]?[year]
    }
  }

  /// The rates registered in each year of the registrations, and those predicted after.
  ///
  /// Registered years that the fit left out keep what was registered.
  public static func predicted(_ registrations: Registrations, _ rates: PredictedRates) -> Incidence {
    let last = registrations.sites.compactMap { registrations.years(of: $0).last }.max()
    let method = (last.map { "registered to \($0), then " } ?? "") + rates.description
    return Incidence(files: [registrations.file], method: method) { site, year in
      let registered = registrations.rates(of: site, in: [year])
      return registered.isEmpty ? rates.rates(of: site, .cases, in: year) : registered
    }
  }

  /// The same rates times local ratios; where there are none, 1.
  public func adjusted(by ratios: LocalRatios) -> Incidence {
    Incidence(
      files: files + [ratios.file],
      method: method + " × local ratio" + (ratios.areShrunk ? ", shrunk towards 1 by its count" : ""),
      ratios: ratios,
      rate: rate
    )
  }

  /// The same rates with other local ratios: each as a change of what it was.
  public func changingRatios(_ change: @escaping RatioChange) -> Incidence {
    let before = self.change
    return Incidence(
      files: files,
      method: method,
      ratios: ratios,
      change: { site, sex, year, ratio in
        change(site, sex, year, before?(site, sex, year, ratio) ?? ratio)
      },
      rate: rate
    )
  }

  /// By how many times the incidence of an area differs from that of the registrations; 1 where nothing was said.
  func localRatio(of site: String, _ sex: Sex, area: String, in year: Int) -> Double {
    let ratio = ratios?.ratio(of: site, sex, area: area) ?? 1
    return change?(site, sex, year, ratio) ?? ratio
  }

  /// The local ratio of areas that have none of their own, before any change; 1 where nothing was said.
  package func commonRatio(of site: String, _ sex: Sex) -> Double {
    ratios?.ratio(of: site, sex, area: "") ?? 1
  }

  /// The people of a year by group, each area's times its local ratio; nil when nothing is known of the year.
  package func weightedPeople(of site: String, in year: Int, _ population: Population) -> [SexAge: Double]? {
    population.people(in: year) { area, sex in localRatio(of: site, sex, area: area, in: year) }
  }

  /// The groups that have cases of a site in a year and of whose people nothing is said.
  package func groupsWithoutPeople(of site: String, in year: Int, among people: [SexAge: Double]) -> [SexAge]
  {
    let rates = rate(site, year) ?? [:]
    return SexAge.all.filter { (rates[$0] ?? 0) > 0 && people[$0] == nil }
  }

  /// New cases of a site in a year among the people of some areas; nil when there are no rates for the year, or no
  /// people.
  ///
  ///     cases = Σ over areas of people × local ratio × rate
  public func cases(of site: String, in year: Int, among population: Population) -> [SexAge: Double]? {
    weightedPeople(of: site, in: year, population).flatMap {
      cases(of: site, in: year, amongWeighted: $0)
    }
  }

  /// New cases of a site in a year among some people; nil when there are no rates for the year.
  ///
  ///     cases = people × rate × local ratio of all areas
  public func cases(of site: String, in year: Int, among people: [SexAge: Double]) -> [SexAge: Double]? {
    var weighted = people
    for group in people.keys { weighted[group]? *= localRatio(of: site, group.sex, area: "", in: year) }
    return cases(of: site, in: year, amongWeighted: weighted)
  }

  private func cases(of site: String, in year: Int, amongWeighted people: [SexAge: Double])
    -> [SexAge: Double]?
  {
    guard let rates = rate(site, year) else { return nil }
    var cases: [SexAge: Double] = [:]
    for group in SexAge.all {
      guard let rate = rates[group], let count = people[group] else { continue }
      cases[group] = count * rate
    }
    return cases
  }
}
