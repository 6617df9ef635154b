import Quantities

extension ScheduleGap {
  /// The sums of the lines by a dimension, in the order of its codes, those that are there no code for at the end; a
  /// blank code has no name.
  ///
  /// - Complexity: O(n).
  public func totals(by dimension: GapDimension) -> [(name: String, totals: GapTotals)] {
    switch dimension {
    case .financialYear: totals(by: schedules.codes.financialYear)
    case .commissioner: totals(by: schedules.codes.commissioner)
    case .provider: totals(by: schedules.codes.provider)
    case .pathway: totals(by: schedules.codes.pathway)
    case .pointOfDelivery: totals(by: schedules.codes.pointOfDelivery)
    case .step: totals(by: schedules.codes.step)
    case .status: totals(GapLine.Status.allCases.map(\.rawValue)) { $0.status.place }
    case .offerEvidence:
      totals(schedules.codes.evidence.names) { $0.offer.map { Int(schedules.codes.evidence.offer[$0]) } }
    case .counterEvidence:
      totals(schedules.codes.evidence.names) { $0.counter.map { Int(schedules.codes.evidence.counter[$0]) } }
    }
  }

  /// The sums by a code; of lines that the sides code otherwise together.
  private func totals(by column: RankedCodes) -> [(name: String, totals: GapTotals)] {
    let otherwise = column.names.count
    return totals(column.names + [GapDimension.recoded]) { line in
      guard let offer = line.offer else { return line.counter.map { Int(column.counter[$0]) } }
      guard let counter = line.counter else { return Int(column.offer[offer]) }
      return column.offer[offer] == column.counter[counter] ? Int(column.offer[offer]) : otherwise
    }
  }

  /// The sums by the place of a name; of lines without one together, at the end.
  private func totals(_ names: [String], by place: (borrowing GapLine) -> Int?) -> [(
    name: String, totals: GapTotals
  )] {
    var sums = [GapTotals](repeating: GapTotals(), count: names.count + 1)
    for index in lines.indices { sums[place(lines[index]) ?? names.count].add(lines[index]) }
    return zip(names + [GapDimension.absent], sums).filter { $0.1.lines > 0 }.map { ($0.0, $0.1) }
  }

  /// The sums of the lines by how far the sides agree, in the order of the cases; each line is in one of them.
  public func agreements() -> [(agreement: Agreement, totals: GapTotals)] {
    var sums: [Agreement: GapTotals] = [:]
    for index in lines.indices { sums[lines[index].agreement, default: GapTotals()].add(lines[index]) }
    return Agreement.allCases.map { ($0, sums[$0] ?? GapTotals()) }
  }

  /// The lines with the largest gaps, up or down; of those with like gaps the earlier.
  ///
  /// - Complexity: O(n × count).
  public func largest(_ count: Int) -> [GapLine] {
    var found: [(size: UInt64, index: Int)] = []
    for index in lines.indices {
      let size = lines[index].gap.amount.magnitude
      if size == 0 { continue }
      if found.count == count, found.last.map({ size <= $0.size }) ?? true { continue }
      found.insert((size, index), at: found.firstIndex { $0.size < size } ?? found.count)
      if found.count > count { found.removeLast() }
    }
    return found.map { lines[$0.index] }
  }
}
