public import Diagnostics
public import Tables

/// How many people live in an area at mid-year, by year, sex and age band.
public struct Population: Sendable {
  /// The tables that were read.
  public let files: [FileStamp]
  /// The years there are, in order.
  public let years: [Int]
  private let persons: [Int: [SexAge: Double]]
  private let byArea: [Int: [String: [SexAge: Double]]]

  /// What the tables are called, for messages.
  package var names: String { files.map(\.path).joined(separator: " and ") }

  /// Reads a population table; several areas are added up.
  public init(_ input: InputFile) throws(DiagnosticList) { try self.init([input]) }

  /// Reads population tables that follow one another, such as estimates and projections.
  ///
  /// - Throws: their faults; `population.years` when two tables have the same year, `population.areas` when they
  ///   are about different areas, whose people would come and go.
  public init(_ inputs: [InputFile]) throws(DiagnosticList) {
    var faults = DiagnosticList()
    let tables = inputs.map { input in
      faults.collect { () throws(DiagnosticList) in try Self.rows(input) } ?? []
    }
    try faults.throwIfFaulty()
    var byArea: [Int: [String: [SexAge: Double]]] = [:]
    for (index, rows) in tables.enumerated() {
      let earlier = Set(byArea.keys)
      if let row = rows.first(where: { earlier.contains($0.year) }) {
        faults.append(
          Diagnostic(
            "population.years",
            at: row.position,
            "found people of \(row.year), which \(inputs[..<index].map(\.path).joined(separator: " or ")) has too",
            fix: "keep each year in one of the files"
          )
        )
      }
      let areas = Set(rows.map(\.area))
      let odd = areas.symmetricDifference(Set(tables.first?.map(\.area) ?? [])).sorted()
      if !odd.isEmpty, let first = inputs.first {
        faults.append(
          Diagnostic(
            "population.areas",
            at: Position(file: inputs[index].path),
            "found other areas than in \(first.path): only one of the two has "
              + odd.prefix(3).joined(separator: ", "),
            fix: "let all files have the same areas"
          )
        )
      }
      for row in rows {
        byArea[row.year, default: [:]][row.area, default: [:]][row.group] = row.count
      }
    }
    try faults.throwIfFaulty()
    self.init(files: inputs.map(\.stamp), years: byArea.keys.sorted(), byArea: byArea)
  }

  private struct Row {
    let area: String
    let year: Int
    let group: SexAge
    let count: Double
    let position: Position
  }

  private static func rows(_ input: InputFile) throws(DiagnosticList) -> [Row] {
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
    return try reader.rows { row -> Row? in
      let area: String? = row.required("area")
      let year = row.required("year", in: 1900...2200)
      let sex: Sex? = row.required("sex")
      let age: AgeBand? = row.required("age")
      let count: Persons? = row.required("persons", atMost: .largest)
      guard let area, let year, let sex, let age, let count else { return nil }
      let group = SexAge(sex: sex, age: age)
      let key = Key(area: area, year: year, group: group)
      keys.note(key, "age", of: "area, year, sex and age", in: &row)
      let position = row.position(of: "year")
      return Row(area: area, year: year, group: group, count: count.count, position: position)
    }
  }

  private init(files: [FileStamp], years: [Int], byArea: [Int: [String: [SexAge: Double]]]) {
    self.files = files
    self.years = years
    self.byArea = byArea
    persons = byArea.mapValues(Self.all)
  }

  /// The people of some areas together; in order of their codes, so that the last digit is always the same.
  private static func all(_ areas: [String: [SexAge: Double]]) -> [SexAge: Double] {
    areas.sorted { $0.key < $1.key }.reduce(into: [:]) { sum, own in
      for (group, count) in own.value { sum[group, default: 0] += count }
    }
  }

  /// The same people, those of each year so many times.
  public func scaled(by factor: (_ year: Int) -> Double) -> Population {
    var scaled = byArea
    for year in years where factor(year) != 1 {
      let times = factor(year)
      scaled[year] = byArea[year]?.mapValues { $0.mapValues { $0 * times } }
    }
    return Population(files: files, years: years, byArea: scaled)
  }

  /// These people before a year, and others from it on.
  public func followed(by other: Population, from first: Int) -> Population {
    let mine = byArea.filter { $0.key < first }
    let both = mine.merging(other.byArea.filter { $0.key >= first }) { own, _ in own }
    return Population(files: files + other.files, years: both.keys.sorted(), byArea: both)
  }

  /// The people of a year by group; nil when the tables do not have the year.
  public subscript(year: Int) -> [SexAge: Double]? { persons[year] }

  /// The codes of the areas, in order.
  package var areas: [String] { Set(byArea.values.flatMap(\.keys)).sorted() }

  /// The people of a year by group, each area's times a weight; nil when the tables do not have the year.
  func people(in year: Int, weight: (_ area: String, Sex) -> Double) -> [SexAge: Double]? {
    guard let own = byArea[year] else { return nil }
    var people: [SexAge: Double] = [:]
    // In order of the areas' codes, so that the last digit of a sum is always the same.
    for (area, groups) in own.sorted(by: { $0.key < $1.key }) {
      let weights = [Sex.female: weight(area, .female), .male: weight(area, .male)]
      for (group, count) in groups { people[group, default: 0] += count * (weights[group.sex] ?? 1) }
    }
    return people
  }
}
