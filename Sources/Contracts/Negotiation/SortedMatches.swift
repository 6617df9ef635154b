/// The lines of two schedules in the order of their places, and in one place of their ids.
struct SortedMatches {
  struct Line {
    let place: UInt128
    let match: LineMatching.Match
  }

  private(set) var lines: [Line]

  init(_ matches: [LineMatching.Match], _ schedules: ComparedSchedules) {
    let lines = matches.map { Line(place: schedules.codes.place(of: $0), match: $0) }
    self.lines = lines.sorted { $0.place < $1.place }
    var start = 0
    while start < self.lines.count {
      var end = start + 1
      while end < self.lines.count, self.lines[end].place == self.lines[start].place { end += 1 }
      if end - start > 1 { sort(start..<end, schedules) }
      start = end
    }
  }

  /// Orders the lines of one place by id.
  private mutating func sort(_ range: Range<Int>, _ schedules: ComparedSchedules) {
    let named = range.map { (line: lines[$0], id: schedules.id(of: lines[$0].match)) }
    let ordered = named.sorted { ($0.id, $0.line.match.ordinal) < ($1.id, $1.line.match.ordinal) }
    for (place, line) in zip(range, ordered) { lines[place] = line.line }
  }
}
