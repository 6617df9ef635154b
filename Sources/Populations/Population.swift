public import Diagnostics
public import Tables

/// How many people live in an area at mid-year, by year, sex and age band.
public struct Population: Sendable {
  /// The table that was read.
  public let file: FileStamp
  /// The years there are, in order.
  public let years: [Int]
  private let persons: [Int: [SexAge: Double]]

  /// Reads a population table; several areas are added up.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("area", "area code"),
        .optional("name", "the area's name"),
        Column("year", "calendar year"),
        Column("sex", "female or male"),
        Column("age", "age band"),
        Column("persons", "people at mid-year"),
        .optional("evidence", "evidence grade"),
        .optional("source", "publication"),
      ]
    )
    struct Key: Hashable { let area: String, year: Int, group: SexAge }
    var keys = UniqueKeys<Key>()
    let rows = try reader.rows { row -> (Int, SexAge, Double)? in
      let area: String? = row.required("area")
      let year = row.required("year", in: 1900...2200)
      let sex: Sex? = row.required("sex")
      let age: AgeBand? = row.required("age")
      let count: Persons? = row.required("persons", atMost: .largest)
      guard let area, let year, let sex, let age, let count else { return nil }
      let group = SexAge(sex: sex, age: age)
      let key = Key(area: area, year: year, group: group)
      keys.note(key, "age", of: "area, year, sex and age", in: &row)
      return (year, group, count.count)
    }
    var persons: [Int: [SexAge: Double]] = [:]
    for (year, group, count) in rows { persons[year, default: [:]][group, default: 0] += count }
    self.persons = persons
    years = persons.keys.sorted()
    file = input.stamp
  }

  /// The people of a year by group; nil when the table does not have the year.
  public subscript(year: Int) -> [SexAge: Double]? { persons[year] }
}
