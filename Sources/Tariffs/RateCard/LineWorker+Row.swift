import Diagnostics
import Quantities
import Tables

/// Prices a row that is written plainly.
extension LineWorker {
  /// Prices a plain row; false when a cell of it must go the ordinary way.
  mutating func priceRow(
    _ piece: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ end: Int,
    _ key: TermKey,
    _ outcome: inout Outcome
  ) throws(Stop) -> Bool {
    let identifierLength = unsafe ends[layout.identifier] - starts[layout.identifier]
    guard identifierLength > 0, end - start <= RowText.longestRow,
      unsafe ends[layout.year] > starts[layout.year]
    else { return false }
    guard var numbers = unsafe numbers(piece) else { return false }
    let hasLocalPrice = hasValue(layout.localPrice)
    let found = memo.index(of: key)
    let index: Int
    if let found {
      index = found
    } else {
      guard let line = unsafe line(piece, hasLocalPrice) else { return false }
      let (rate, entry) = try entry(for: line)
      // So many rates are no longer met again: begin anew rather than fill the memory.
      if memo.entries.count >= Self.mostRates { memo = RateMemo() }
      let reason = rate.isUnpriced ? reason(entry.text.unpriced) : 0
      index = memo.insert(rate, entry, key, reason)
    }
    guard let provider = unsafe providerFactor(piece, index) else { return false }
    numbers.provider = provider
    if hasLocalPrice, memo.hot[index].rate.bringsPrice {
      guard let carried = memo.entries[index].text.carried(numbers.localPrice) else { return false }
      numbers.localPrice = carried
    }
    guard let price = memo.hot[index].rate.price(numbers) else { return false }
    unsafe outcome.identifiers.append(
      stableHash(cell(piece, layout.identifier), seed: 0)
    )
    row.clear()
    unsafe row.text(UnsafeBufferPointer(rebasing: piece[start..<end]))
    try unsafe write(price, index, numbers, piece, &outcome)
    return true
  }

  mutating func write(
    _ price: CardPrice,
    _ index: Int,
    _ numbers: LineNumbers,
    _ piece: UnsafeBufferPointer<UInt8>,
    _ outcome: inout Outcome
  ) throws(Stop) {
    let exceptions: LineExceptions = price.unpriced == .no ? memo.hot[index].rate.exceptions : []
    if price.unpriced != .no {
      if price.unpriced == .rate {
        let reason = Int(memo.hot[index].reason)
        if gaps[reason].gap.isNamed {
          gaps[reason].gap.lines += 1
        } else {
          let name = unsafe identifier(piece)
          gaps[reason].gap.note(name, order)
        }
        row.append(to: &outcome.output)
        row.clear()
        outcome.output.append(contentsOf: memo.entries[index].unpriced)
      } else {
        let reason = memo.entries[index].text.reason(price.unpriced) ?? ""
        let name = unsafe identifier(piece)
        gaps[self.reason(reason)].gap.note(name, order)
        row.append(to: &outcome.output)
        row.clear()
        outcome.output.append(contentsOf: Self.unpricedCells(reason))
      }
    } else {
      let basis = memo.hot[index].rate.basis
      let value = Pence(price.core) + Pence(price.unbundled)
      let part = CostBasis.position(of: basis)
      parts[part].lines += 1
      add(Pence(price.core), at: part, price.evidence)
      if let other = memo.hot[index].rate.unbundled?.basis {
        add(Pence(price.unbundled), at: CostBasis.position(of: other), price.evidence)
      }
      if !exceptions.isEmpty {
        let name = unsafe identifier(piece)
        totals.note(exceptions, named: name, order: order)
      }
      writeNumbers(price, numbers, value)
      row.comma()
      row.text(basis.cell)
      row.comma()
      if let basis = memo.hot[index].rate.unbundled?.basis { row.text(basis.cell) }
      row.comma()
      row.text(price.evidence.cell)
      row.text(",priced,")
    }
    let offset = outcome.output.count + row.count
    if !exceptions.isEmpty { row.text(Array(exceptions.description.utf8)) }
    row.comma()
    if price.unpriced == .no { writeTrace(price.trace) }
    row.byte(UInt8(ascii: "\r"))
    row.byte(UInt8(ascii: "\n"))
    row.append(to: &outcome.output)
    guard hasValue(layout.course), !memo.entries[index].counted.isEmpty else { return }
    let counted = unsafe counted(by: index, piece, numbers.quantity)
    guard !counted.isEmpty else { return }
    outcome.courseRows.append(
      CourseRow(
        offset: offset,
        identifier: unsafe identifier(piece),
        order: order,
        exceptions: exceptions,
        counted: counted
      )
    )
  }

  mutating func add(_ value: Pence, at part: Int, _ evidence: Evidence) {
    parts[part].value += value
    if evidence == .unverified { parts[part].unverified += value }
  }

  /// The cells from base price to value.
  mutating func writeNumbers(_ price: CardPrice, _ numbers: LineNumbers, _ value: Pence) {
    let pound: UInt64 = 1_000_000_000
    row.comma()
    let baseStart = row.count
    row.decimal(UInt64(price.base), decimals: 9, unit: pound)
    let baseEnd = row.count
    row.text(price.isShortStay ? ",yes," : ",no,")
    row.number(UInt64(price.excessBedDays))
    row.comma()
    row.decimal(UInt64(price.longStay), decimals: 9, unit: pound)
    row.comma()
    if price.topUp == 0, price.payableBeforeTopUp == price.base {
      row.repeated(from: baseStart, to: baseEnd)
    } else if price.topUp == 0 {
      row.decimal(UInt64(price.payableBeforeTopUp), decimals: 9, unit: pound)
    } else {
      row.decimal15(price.payable15)
    }
    row.comma()
    row.decimal(UInt64(price.marketForces), decimals: 6, unit: 1_000_000)
    row.comma()
    let coreStart = row.count
    row.pence(price.core)
    let coreEnd = row.count
    row.comma()
    row.pence(price.unbundled)
    row.comma()
    if price.unbundled == 0 {
      row.repeated(from: coreStart, to: coreEnd)
    } else {
      row.pence(value.amount)
    }
  }

  mutating func writeTrace(_ trace: RuleTrace) {
    let slot = trace.slot
    if recentTraces[slot].trace != trace { recentTraces[slot] = (trace, Tariffs.cell(trace.description)) }
    row.text(recentTraces[slot].text)
  }
}

extension Evidence {
  /// The grade as the cell of a table.
  var cell: StaticString {
    switch self {
    case .seen: "seen"
    case .derived: "derived"
    case .definition: "definition"
    case .unverified: "unverified"
    }
  }
}

extension CostBasis {
  /// The basis as the cell of a table.
  var cell: StaticString {
    switch self {
    case .tariff: "tariff"
    case .averageCost: "cost"
    case .localPrice: "local-price"
    case .drugListPrice: "drug-list-price"
    case .passThrough: "pass-through"
    case .providerCost: "provider-cost"
    case .unpriced: "unpriced"
    }
  }

  /// Where the basis stands among all.
  static func position(of basis: CostBasis) -> Int {
    switch basis {
    case .tariff: 0
    case .averageCost: 1
    case .localPrice: 2
    case .drugListPrice: 3
    case .passThrough: 4
    case .providerCost: 5
    case .unpriced: 6
    }
  }
}
