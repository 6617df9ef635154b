/// Binomial counts drawn from tables: one for each chance and number of people, made when it is first needed.
///
/// A thread keeps its own: what is drawn does not depend on which tables are there. Counts are told apart as far as
/// the 53 bits of a uniform number allow.
public struct BinomialTables: Sendable {
  /// The largest number of people who are counted from tables.
  static let most = 1_023
  /// Tables of so many cells in all are forgotten before more are made: about 16 MB.
  private static let mostCells = 1 << 20
  /// Counts so much less probable than the likeliest have no cell: a uniform number cannot come to them.
  private static let negligible = 1e-20

  private struct Table {
    var first: Int32 = 0
    var count: Int32 = 0
  }

  private var chances: [Double] = []
  private var places: [Double: Int] = [:]
  /// Where the tables of a chance are; nil before the first is made.
  private var rows: [Int?] = []
  private var tables: [Table] = []
  private var cells: [AliasCell] = []

  /// No tables yet.
  public init() {}

  /// The place of a chance among those that tables are made for.
  mutating func place(of chance: Double) -> Int {
    if let place = places[chance] { return place }
    places[chance] = chances.count
    chances.append(chance)
    rows.append(nil)
    return chances.count - 1
  }

  /// Counts among the people of the first draws, up to ``most``, by their uniform numbers.
  mutating func counts(
    of people: [Int],
    _ draws: Int,
    _ place: Int,
    _ uniforms: [Double],
    into counts: inout [Int]
  ) {
    let row = row(place)
    for index in 0..<draws where tables[row + people[index]].count == 0 { make(people[index], place, row) }
    let (tables, cells, people, uniforms) = (tables.span, cells.span, people.span, uniforms.span)
    var counts = counts.mutableSpan
    for index in 0..<draws {
      let table = tables[row + people[index]]
      counts[index] = AliasCell.number(uniforms[index], cells, Int(table.first), Int(table.count))
    }
  }

  /// Counts among some people by a uniform number.
  mutating func count(of people: Int, _ place: Int, _ uniform: Double) -> Int {
    let row = row(place)
    if tables[row + people].count == 0 { make(people, place, row) }
    let table = tables[row + people]
    return AliasCell.number(uniform, cells.span, Int(table.first), Int(table.count))
  }

  /// Where the tables of a chance begin.
  private mutating func row(_ place: Int) -> Int {
    if cells.count > Self.mostCells || tables.count > Self.mostCells { forget() }
    if let row = rows[place] { return row }
    rows[place] = tables.count
    tables.append(contentsOf: repeatElement(Table(), count: Self.most + 1))
    return tables.count - Self.most - 1
  }

  private mutating func make(_ people: Int, _ place: Int, _ row: Int) {
    let made = Self.cells(people, chances[place])
    tables[row + people] = Table(first: Int32(cells.count), count: Int32(made.count))
    cells += made
  }

  private mutating func forget() {
    for place in rows.indices { rows[place] = nil }
    tables.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
  }

  /// The cells of a binomial distribution, whose probabilities follow from that of the likeliest count.
  private static func cells(_ people: Int, _ chance: Double) -> [AliasCell] {
    let odds = chance / (1 - chance)
    let mode = min(people, Int(Double(people + 1) * chance))
    // In units of the largest probability: cells are shared out by proportions.
    var (weight, count) = (1.0, mode)
    var weights: [Double] = []
    while count > 0, weight > negligible {
      weight *= Double(count) / (Double(people - count + 1) * odds)
      count -= 1
      weights.append(weight)
    }
    let first = count
    weights.reverse()
    (weight, count) = (1, mode)
    weights.append(weight)
    while count < people, weight > negligible {
      weight *= Double(people - count) / Double(count + 1) * odds
      count += 1
      weights.append(weight)
    }
    return AliasCell.cells(of: weights, from: first)
  }
}
