import Diagnostics
import Quantities

/// Splits the gaps of lines, one comparable group after the other.
struct GapSplitting {
  /// A line of the group at hand whose gap can be split.
  private struct Member {
    /// Its place among the lines.
    let place: Int
    let offer: LineFigures
    let counter: LineFigures
  }

  /// How far it has come.
  private struct Progress {
    var lines: [GapLine] = []
    var group: [Member] = []
    /// The sum of the largest amounts met in each line: more than any sum of values or effects.
    var reach: UInt128 = 0
  }

  private let schedules: ComparedSchedules
  private let split = LineSplit()

  init(_ schedules: ComparedSchedules) {
    self.schedules = schedules
  }

  /// The lines with their effects.
  ///
  /// - Throws: `negotiate.amount`.
  func lines(of sorted: SortedMatches) throws(DiagnosticList) -> [GapLine] {
    var progress = Progress()
    progress.lines.reserveCapacity(sorted.lines.count)
    var place: UInt128?
    for line in sorted.lines {
      if line.place != place { try endGroup(&progress) }
      place = line.place
      guard let comparison = schedules.comparison(of: line.match) else { throw beyond(line.match) }
      try add(comparison, isAlone: !schedules.codes.isComparable(line.match), to: &progress)
    }
    try endGroup(&progress)
    return progress.lines
  }

  private func add(_ comparison: LineComparison, isAlone: Bool, to progress: inout Progress)
    throws(DiagnosticList)
  {
    progress.lines.append(comparison.line)
    progress.reach += comparison.line.reach
    guard let figures = comparison.figures else { return try checkReach(comparison.line, progress) }
    let member = Member(place: progress.lines.count - 1, offer: figures.offer, counter: figures.counter)
    if isAlone {
      try settle([member], in: &progress)
    } else {
      progress.group.append(member)
    }
  }

  private func endGroup(_ progress: inout Progress) throws(DiagnosticList) {
    if progress.group.isEmpty { return }
    let group = progress.group
    progress.group.removeAll()
    try settle(group, in: &progress)
  }

  /// Adds the effects of a group's figures to its lines.
  private func settle(_ group: [Member], in progress: inout Progress) throws(DiagnosticList) {
    let offered = group.reduce(UInt128(0)) { $0 + UInt128($1.offer.activity) }
    let countered = group.reduce(UInt128(0)) { $0 + UInt128($1.counter.activity) }
    for member in group {
      let parts = split.effects(
        from: LineSplit.Side(figures: member.offer, group: offered),
        to: LineSplit.Side(figures: member.counter, group: countered)
      )
      guard let parts else { throw beyond(progress.lines[member.place]) }
      progress.lines[member.place].effects += parts.effects
      progress.reach += UInt128(parts.largest.magnitude)
      try checkReach(progress.lines[member.place], progress)
    }
  }

  private func checkReach(_ line: GapLine, _ progress: Progress) throws(DiagnosticList) {
    if progress.reach >= LineFigures.largest { throw beyond(line) }
  }

  private func beyond(_ line: GapLine) -> DiagnosticList {
    beyond(LineMatching.Match(offer: line.offer ?? -1, counter: line.counter ?? -1, ordinal: 0))
  }

  private func beyond(_ match: LineMatching.Match) -> DiagnosticList {
    let line = match.offer >= 0 ? schedules.offer[match.offer] : schedules.counter[match.counter]
    return DiagnosticList(
      Diagnostic(
        "negotiate.amount",
        "found more than £10,000,000,000,000,000 at the line \(line.lineID) of \(line.financialYear)",
        fix: "correct its activity, price or value; a decimal point may be lost"
      )
    )
  }
}
