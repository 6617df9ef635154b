/// A cell of a table from which one of several numbers is drawn in the same time however many there are.
///
/// Each cell is as likely as another, and divided between two numbers at most: the method of Walker, *ACM Transactions
/// on Mathematical Software* 3:253 (1977), laid out as by Vose, *IEEE Transactions on Software Engineering* 17:972
/// (1991).
struct AliasCell: Hashable, Sendable {
  /// The part of the cell that is the first number's.
  private(set) var part: Double
  /// The number of that part, and the one that has the rest.
  private let own: Int32
  private(set) var other: Int32

  /// Cells for the numbers from one on, by weights of which one is above 0 at least.
  static func cells(of weights: [Double], from first: Int) -> [AliasCell] {
    let scale = Double(weights.count) / weights.reduce(0, +)
    var cells = weights.enumerated().map { place, weight in
      let number = Int32(clamping: first + place)
      return AliasCell(part: weight * scale, own: number, other: number)
    }
    var (short, full) = ([Int](), [Int]())
    for (place, cell) in cells.enumerated() {
      if cell.part < 1 { short.append(place) } else { full.append(place) }
    }
    while let place = short.last, let giver = full.last {
      short.removeLast()
      cells[place].other = cells[giver].own
      cells[giver].part -= 1 - cells[place].part
      guard cells[giver].part < 1 else { continue }
      full.removeLast()
      short.append(giver)
    }
    // What is short by now is so by rounding: nobody is left to share with.
    for place in short { cells[place].part = 1 }
    return cells
  }

  /// The number that a uniform number picks from some cells.
  @inline(__always)
  static func number(_ uniform: Double, _ cells: Span<AliasCell>, _ first: Int, _ count: Int) -> Int {
    let reached = uniform * Double(count)
    let place = min(Int(reached), count - 1)
    let cell = cells[first + place]
    return Int(reached - Double(place) < cell.part ? cell.own : cell.other)
  }
}
