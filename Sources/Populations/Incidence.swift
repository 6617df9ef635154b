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
  private let ratios: [String: [Sex: Double]]

  private init(
    files: [FileStamp],
    method: String,
    ratios: [String: [Sex: Double]] = [:],
    rate: @escaping @Sendable (_ site: String, _ year: Int) -> [SexAge: Double]?
  ) {
    self.files = files
    self.method = method
    self.ratios = ratios
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

  /// The same rates times a local ratio by site and sex; where the table has none, 1.
  public func adjusted(by input: InputFile) throws(DiagnosticList) -> Incidence {
    let reader = try TableReader(
      input,
      columns: [
        Column("site", "breast, lung, or another cancer"),
        Column("sex", "female or male"),
        Column("ratio", "local rate over the rate of the registrations"),
        .optional("evidence", "evidence grade"),
        .optional("source", "publication"),
        .optional("note", "what a reader must know"),
      ]
    )
    struct Key: Hashable { let site: String, sex: Sex }
    var keys = UniqueKeys<Key>()
    let rows = try reader.rows { row -> (Key, Double)? in
      let site: String? = row.required("site")
      let sex: Sex? = row.required("sex")
      let ratio: Factor? = row.required("ratio", atMost: Factor(millionths: 100_000_000))
      guard let site, let sex, let ratio else { return nil }
      keys.note(Key(site: site, sex: sex), "site", of: "site and sex", in: &row)
      return (Key(site: site, sex: sex), Double(ratio.millionths) / 1e6)
    }
    var ratios: [String: [Sex: Double]] = [:]
    for (key, ratio) in rows { ratios[key.site, default: [:]][key.sex] = ratio }
    return Incidence(
      files: files + [input.stamp],
      method: method + " × local ratio",
      ratios: ratios,
      rate: rate
    )
  }

  /// By how many times local incidence differs from that of the registrations; 1 where nothing was said.
  func localRatio(of site: String, _ sex: Sex) -> Double { ratios[site]?[sex] ?? 1 }

  /// The groups that have cases of a site in a year and of whose people nothing is said.
  package func groupsWithoutPeople(of site: String, in year: Int, among people: [SexAge: Double]) -> [SexAge]
  {
    let rates = rate(site, year) ?? [:]
    return SexAge.all.filter { (rates[$0] ?? 0) > 0 && people[$0] == nil }
  }

  /// New cases of a site in a year among some people; nil when there are no rates for the year.
  ///
  ///     cases = people × rate × local ratio
  public func cases(of site: String, in year: Int, among people: [SexAge: Double]) -> [SexAge: Double]? {
    guard let rates = rate(site, year) else { return nil }
    var cases: [SexAge: Double] = [:]
    for group in SexAge.all {
      guard let rate = rates[group], let count = people[group] else { continue }
      cases[group] = count * rate * (ratios[site]?[group.sex] ?? 1)
    }
    return cases
  }
}
