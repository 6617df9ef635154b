/// What a thread keeps from draws to draws while it counts people: its tables, and columns of the draws that have any.
public struct CountingRoom: Sendable {
  private var tables: BinomialTables
  /// The draws in which somebody is left, from the first of all on, at the front of the column.
  private(set) var offsets: [Int] = []
  /// Who is left in each of them.
  private(set) var left: [Int] = []
  /// What was drawn for each of them.
  private(set) var drawn: [Int] = []
  private var uniforms: [Double] = []
  /// How many draws have somebody left.
  private(set) var active = 0

  /// Room with the tables that the counts were made with.
  public init(_ tables: BinomialTables) { self.tables = tables }

  /// Takes the draws whose people are within some numbers.
  mutating func take(_ people: Span<Int>, within numbers: ClosedRange<Int>) {
    if left.count < people.count {
      left = [Int](repeating: 0, count: people.count)
      (offsets, drawn) = (left, left)
      uniforms = [Double](repeating: 0, count: people.count)
    }
    active = Self.take(people, numbers, &offsets, &left)
  }

  private static func take(
    _ people: Span<Int>,
    _ numbers: ClosedRange<Int>,
    _ offsets: inout [Int],
    _ left: inout [Int]
  ) -> Int {
    var offsets = offsets.mutableSpan
    var left = left.mutableSpan
    var taken = 0
    for index in people.indices where numbers.contains(people[index]) {
      offsets[taken] = index
      left[taken] = people[index]
      taken += 1
    }
    return taken
  }

  /// Counts how many of those who are left something happens to.
  mutating func count(_ binomial: BinomialCounts, _ table: Int, from draw: Int) {
    guard left.span.extracting(first: active).most <= BinomialTables.most else {
      for index in 0..<active {
        let people = left[index]
        drawn[index] =
          people > BinomialTables.most
          ? binomial.count(of: people, draw: draw + offsets[index])
          : tables.count(of: people, table, binomial.stream.uniform(draw: draw + offsets[index]))
      }
      return
    }
    fill(binomial.stream, from: draw, index: 0)
    tables.counts(of: left, active, table, uniforms, into: &drawn)
  }

  /// Puts one person of each draw in a place of a table.
  mutating func place(_ cells: [AliasCell], _ stream: RandomStream, from draw: Int, person: Int) {
    fill(stream, from: draw, index: person)
    Self.place(cells, uniforms, active, into: &drawn)
  }

  private static func place(
    _ cells: [AliasCell],
    _ uniforms: [Double],
    _ active: Int,
    into drawn: inout [Int]
  ) {
    let (cells, uniforms) = (cells.span, uniforms.span)
    var places = drawn.mutableSpan
    for index in 0..<active {
      places[index] = AliasCell.number(uniforms[index], cells, 0, cells.count)
    }
  }

  /// Lets those go who were counted, and draws in which nobody is left.
  mutating func letGo() { active = Self.rest(active, &offsets, &left) { [drawn] in drawn[$0] } }

  /// Lets one person of each draw go, and draws in which nobody is left.
  mutating func letOneGo() { active = Self.rest(active, &offsets, &left) { _ in 1 } }

  @inline(__always)
  private static func rest(
    _ active: Int,
    _ offsets: inout [Int],
    _ left: inout [Int],
    _ gone: (Int) -> Int
  ) -> Int {
    var offsets = offsets.mutableSpan
    var left = left.mutableSpan
    var kept = 0
    for index in 0..<active {
      let rest = left[index] &- gone(index)
      left[kept] = rest
      offsets[kept] = offsets[index]
      kept &+= rest > 0 ? 1 : 0
    }
    return kept
  }

  private mutating func fill(_ stream: RandomStream, from draw: Int, index: Int) {
    Self.fill(&uniforms, stream, draw, offsets, active, index)
  }

  private static func fill(
    _ uniforms: inout [Double],
    _ stream: RandomStream,
    _ draw: Int,
    _ offsets: [Int],
    _ active: Int,
    _ index: Int
  ) {
    var column = uniforms.mutableSpan
    stream.uniforms(draw, offsets.span.extracting(first: active), index: index, into: &column)
  }
}

extension Span<Int> {
  /// The largest number; 0 where there is none above.
  fileprivate var most: Int {
    var most = 0
    for index in indices { most = Swift.max(most, self[index]) }
    return most
  }
}
