public import Diagnostics
import Quantities
public import Tables

/// Registered cancers and the people among whom they arose, by site, year, sex and age band.
public struct Registrations: Sendable {
  /// What was registered of one group in one year.
  public struct Count: Sendable {
    /// New cases.
    public let cases: Int
    /// Deaths from the cancer; nil where they were not published.
    public let deaths: Int?
    /// People at mid-year.
    public let population: Double
  }

  /// The table that was read.
  public let file: FileStamp
  private let counts: [String: [Int: [SexAge: Count]]]

  /// Reads a registrations table.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("site", "breast, lung, or another cancer"),
        Column("sex", "female or male"),
        Column("age", "age band"),
        Column("year", "calendar year of diagnosis"),
        Column("cases", "new cases"),
        .optional("deaths", "deaths from the cancer"),
        Column("population", "people at mid-year"),
        .optional("evidence", "evidence grade"),
        .optional("source", "publication"),
      ]
    )
    struct Key: Hashable { let site: String, year: Int, group: SexAge }
    var keys = UniqueKeys<Key>()
    let rows = try reader.rows { row -> (Key, Count)? in
      let site: String? = row.required("site")
      let sex: Sex? = row.required("sex")
      let age: AgeBand? = row.required("age")
      let year = row.required("year", in: 1900...2200)
      let cases = row.required("cases", in: 0...10_000_000)
      let deaths = row.optional("deaths", in: 0...10_000_000)
      let population: Persons? = row.required("population", atMost: .largest)
      guard let site, let sex, let age, let year, let cases, let population else { return nil }
      let key = Key(site: site, year: year, group: SexAge(sex: sex, age: age))
      keys.note(key, "age", of: "site, sex, age and year", in: &row)
      return (key, Count(cases: cases, deaths: deaths, population: population.count))
    }
    var counts: [String: [Int: [SexAge: Count]]] = [:]
    for (key, count) in rows { counts[key.site, default: [:]][key.year, default: [:]][key.group] = count }
    self.counts = counts
    file = input.stamp
  }

  /// The sites there are, in order.
  public var sites: [String] { counts.keys.sorted() }

  /// The years of a site, in order.
  public func years(of site: String) -> [Int] { (counts[site] ?? [:]).keys.sorted() }

  /// The first year in which some sites were registered; nil when one of them never was.
  public func earliest(of sites: [String]) -> Int? {
    let firsts = sites.compactMap { years(of: $0).first }
    return firsts.count == sites.count ? firsts.max() : nil
  }

  /// Whether deaths were published of any group.
  public var hasDeaths: Bool {
    counts.values.contains { $0.values.contains { $0.values.contains { $0.deaths != nil } } }
  }

  /// What was registered of a site in a year, by group.
  public func counts(of site: String, in year: Int) -> [SexAge: Count] { counts[site]?[year] ?? [:] }

  /// Cases per person-year by group, over some years together; a group without people has none.
  public func rates(of site: String, in years: [Int]) -> [SexAge: Double] {
    var rates: [SexAge: Double] = [:]
    for group in SexAge.all {
      let own = years.compactMap { counts(of: site, in: $0)[group] }
      let people = own.reduce(0) { $0 + $1.population }
      let cases = own.reduce(0) { $0 + Double($1.cases) }
      if people > 0 { rates[group] = cases / people }
    }
    return rates
  }
}
