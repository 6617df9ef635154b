import Diagnostics
import Quantities
import Tables

/// Prices pieces of a file of lines, one after the other, keeping the rates that it has met.
///
/// Rows that are written plainly take the short way: cells are parsed where they lie and the row's bytes are
/// copied. A row with quotes, blanks around a cell, or text that a spreadsheet would mistake takes the way of
/// ``LineFile``; what that refuses stops the work, and reading the whole file says why.
@safe
struct LineWorker: ~Copyable {
  /// What came of a piece.
  struct Outcome: Sendable {
    var output: [UInt8] = []
    /// A hash of each line's name, to find names that stand twice.
    var identifiers: [UInt64] = []
    /// The rows that belong to a course.
    var courseRows: [CourseRow] = []
  }

  /// A row that belongs to a course: where its exceptions are written, and what it counts towards.
  struct CourseRow: Sendable {
    let offset: Int
    let identifier: String
    /// The line's place in the file.
    let order: Int
    let exceptions: LineExceptions
    let counted: [(key: UInt128, exception: LineExceptions, units: Int64)]
  }

  /// Why a piece could not be priced.
  enum Stop: Error {
    /// It is not as it should be; reading the whole file says how.
    case fault
    /// A year turned up whose tables were not read.
    case year(FinancialYear, isLocal: Bool)
  }

  private let layout: LineLayout
  private let file: String
  private var pricer: CardPricer
  private var memo = RateMemo()
  private var factors: [UInt64: ProviderFactor] = [:]
  /// The factors met last, by some bits of provider and year; 0 is no provider.
  private var recentFactors: [(key: UInt64, factor: ProviderFactor)]
  /// The traces met last, by some of their bits.
  private var recentTraces: [(trace: RuleTrace, text: [UInt8])]
  private var row = RowText()
  private let cells: UnsafeMutablePointer<Int>
  /// Where the cells of the row at hand begin and end.
  private var starts: UnsafeMutablePointer<Int>
  private var ends: UnsafeMutablePointer<Int>
  private var ahead: [Ahead] = []
  /// Keeps what is looked at ahead of its use from being left out.
  private var looked: UInt64 = 0

  /// So many rows are cut before the first of them is priced, so that what memory is asked for them comes together.
  private static let rowsAhead = 24

  /// A row that was cut, and is not priced yet.
  private struct Ahead {
    let start: Int
    let next: Int
    let scan: Scan
    let key: TermKey
  }

  private var totals = PriceTotals()
  /// The place of the line at hand in the file: its piece, and its row in that.
  private var order = 0
  /// Why lines have no price, each reason once, and the lines that have it.
  private var reasons: [String: Int] = [:]
  private var gaps: [(reason: String, gap: PriceTotals.Gap)] = []
  private var parts: [PriceTotals.Part]

  init(_ layout: LineLayout, file: String, rules: LinePricer) {
    self.layout = layout
    self.file = file
    pricer = CardPricer(rules)
    unsafe cells = .allocate(capacity: 2 * Self.rowsAhead * (layout.count + 1))
    unsafe starts = cells
    unsafe ends = cells
    parts = Array(repeating: PriceTotals.Part(), count: CostBasis.allCases.count)
    recentFactors = Array(repeating: (0, .none), count: Self.recent)
    recentTraces = Array(repeating: (RuleTrace(), []), count: Self.recent)
  }

  /// A power of two.
  private static let recent = 256

  deinit {
    unsafe cells.deallocate()
  }

  /// Prices the rows of a piece, which begins and ends at a line's end.
  ///
  /// - Parameters:
  ///   - piece: the rows.
  ///   - number: the place of the piece among all.
  ///   - buffer: room for the output, which may have been used before.
  mutating func price(
    _ piece: UnsafeBufferPointer<UInt8>,
    number: Int,
    into buffer: consuming [UInt8]
  ) throws(Stop) -> Outcome {
    var outcome = Outcome(output: buffer)
    outcome.output.reserveCapacity(piece.count * 3 + 1024)
    outcome.identifiers.reserveCapacity(piece.count / 40 + 16)
    order = number << 32
    var index = 0
    while index < piece.count {
      unsafe cutAhead(piece, &index)
      lookAhead()
      for place in ahead.indices {
        let row = ahead[place]
        turn(to: place)
        order += 1
        if row.scan.end == row.start { continue }
        if row.scan.isPlain, row.scan.fields == layout.count {
          if try unsafe priceRow(piece, row.start, row.scan.end, row.key, &outcome) { continue }
        }
        guard row.scan.hasQuote else {
          try unsafe priceOddRow(piece, row.start, row.next, &outcome)
          continue
        }
        // Where it ends only its quotes tell: what was cut behind it is cut anew.
        index = unsafe Self.endOfQuotedRow(piece, from: row.start)
        try unsafe priceOddRow(piece, row.start, index, &outcome)
        break
      }
    }
    return outcome
  }

  /// What the lines of all its pieces come to.
  var allTotals: PriceTotals {
    var totals = totals
    for (basis, part) in zip(CostBasis.allCases, parts) where part.lines > 0 || !part.value.isZero {
      totals.add(part, at: basis)
    }
    for (reason, gap) in gaps where gap.lines > 0 { totals.add(gap, because: reason) }
    return totals
  }

  // MARK: Cutting rows

  /// Makes a row that was cut the one at hand.
  @inline(__always)
  private mutating func turn(to place: Int) {
    unsafe starts = cells + 2 * place * layout.count
    unsafe ends = starts + layout.count
  }

  /// Cuts some rows; `index` moves behind the last of them.
  private mutating func cutAhead(_ piece: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    ahead.removeAll(keepingCapacity: true)
    while ahead.count < Self.rowsAhead, index < piece.count {
      let start = index
      turn(to: ahead.count)
      let scan = unsafe scanRow(piece, &index)
      var key = TermKey(high: 0, low: 0)
      if scan.isPlain, scan.fields == layout.count {
        key = unsafe termKey(piece, hasValue(layout.localPrice))
      }
      ahead.append(Ahead(start: start, next: index, scan: scan, key: key))
    }
  }

  /// Looks at the rates of the rows that were cut, all at once: each look alone would wait for memory.
  private mutating func lookAhead() {
    for row in ahead { looked &+= memo.slot(of: row.key) }
    for row in ahead { looked &+= memo.look(at: row.key) }
  }

  private struct Scan {
    var end: Int
    var fields: Int
    var isPlain: Bool
    var hasQuote: Bool
  }

  /// Cuts a row into fields; `index` moves behind its line end.
  @inline(__always)
  private func scanRow(_ piece: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Scan {
    var scan = Scan(end: index, fields: 0, isPlain: true, hasQuote: false)
    let count = piece.count
    let limit = layout.count
    var position = index
    var fieldStart = index
    var sawExponent = false
    while true {
      let byte = unsafe position < count ? piece[position] : UInt8(ascii: "\n")
      if byte > 0x2D, byte != UInt8(ascii: "E"), byte != UInt8(ascii: "e") {
        position += 1
        continue
      }
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\n"):
        var fieldEnd = position
        let isRowEnd = byte == UInt8(ascii: "\n")
        if isRowEnd, fieldEnd > fieldStart, unsafe piece[fieldEnd - 1] == UInt8(ascii: "\r") { fieldEnd -= 1 }
        if scan.fields < limit {
          unsafe starts[scan.fields] = fieldStart
          unsafe ends[scan.fields] = fieldEnd
        }
        scan.fields += 1
        if fieldEnd > fieldStart, unsafe !Self.isPlain(piece, fieldStart, fieldEnd, sawExponent) {
          scan.isPlain = false
        }
        position += 1
        fieldStart = position
        sawExponent = false
        if isRowEnd {
          scan.end = fieldEnd
          index = position
          return scan
        }
      case UInt8(ascii: "E"), UInt8(ascii: "e"):
        sawExponent = true
        position += 1
      case UInt8(ascii: "\""):
        scan.hasQuote = true
        scan.isPlain = false
        position += 1
      case UInt8(ascii: "\r"):
        // Before a line feed it belongs to the line's end; else the ordinary reader takes it as one.
        let isEnd = position + 1 >= count || (unsafe piece[position + 1]) == UInt8(ascii: "\n")
        if !isEnd { scan.isPlain = false }
        position += 1
      case 0:
        scan.isPlain = false
        position += 1
      default:
        position += 1
      }
    }
  }

  /// Whether a field is written as it is read: nothing around it, and no formula or exponent in front.
  @inline(__always)
  private static func isPlain(
    _ piece: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ end: Int,
    _ sawExponent: Bool
  ) -> Bool {
    let first = unsafe piece[start]
    let last = unsafe piece[end - 1]
    guard first > 0x2D, first < 0x80, last < 0x80, last != UInt8(ascii: " "), first != UInt8(ascii: "@"),
      first != UInt8(ascii: "=")
    else { return false }
    return !sawExponent || first > UInt8(ascii: "9")
  }

  /// Where a row with quotes ends: at the first line end outside them.
  private static func endOfQuotedRow(_ piece: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var isInside = false
    var index = start
    while index < piece.count {
      let byte = unsafe piece[index]
      index += 1
      if byte == UInt8(ascii: "\"") { isInside.toggle() }
      if byte == UInt8(ascii: "\n"), !isInside { break }
    }
    return index
  }

  // MARK: A plain row

  /// Prices a plain row; false when a cell of it must go the ordinary way.
  private mutating func priceRow(
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

  private mutating func write(
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

  private mutating func add(_ value: Pence, at part: Int, _ evidence: Evidence) {
    parts[part].value += value
    if evidence == .unverified { parts[part].unverified += value }
  }

  /// The cells from base price to value.
  private mutating func writeNumbers(_ price: CardPrice, _ numbers: LineNumbers, _ value: Pence) {
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

  private mutating func writeTrace(_ trace: RuleTrace) {
    let slot = trace.slot
    if recentTraces[slot].trace != trace { recentTraces[slot] = (trace, Tariffs.cell(trace.description)) }
    row.text(recentTraces[slot].text)
  }

  // MARK: Cells

  @inline(__always)
  private func hasValue(_ column: Int?) -> Bool {
    guard let column else { return false }
    return unsafe ends[column] > starts[column]
  }

  @inline(__always)
  private func cell(_ piece: UnsafeBufferPointer<UInt8>, _ column: Int) -> UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(rebasing: piece[starts[column]..<ends[column]])
  }

  /// The numbers of the row; nil when one is not a plain number in its range.
  private func numbers(_ piece: UnsafeBufferPointer<UInt8>) -> LineNumbers? {
    var numbers = LineNumbers()
    var isGood = true
    let cells = unsafe piece
    numbers.age = unsafe whole(cells, layout.age, 130, &isGood)
    numbers.lengthOfStay = unsafe whole(cells, layout.lengthOfStay, 10_000, &isGood)
    numbers.criticalCareDays = unsafe whole(cells, layout.criticalCareDays, 10_000, &isGood) ?? 0
    numbers.rehabilitationDays = unsafe whole(cells, layout.rehabilitationDays, 10_000, &isGood) ?? 0
    numbers.palliativeDays = unsafe whole(cells, layout.palliativeDays, 10_000, &isGood) ?? 0
    let largest = Factor.largestGiven.millionths
    numbers.quantity =
      unsafe decimal(cells, layout.quantity, 6, 1_000_000_000_000_000, &isGood) ?? 1_000_000
    numbers.topUp = unsafe decimal(cells, layout.topUp, 6, largest, &isGood) ?? 0
    numbers.givenFactor = unsafe decimal(cells, layout.marketForcesFactor, 6, largest, &isGood)
    numbers.localPrice =
      unsafe decimal(cells, layout.localPrice, 9, UnitPrice.largest.nanopounds, &isGood) ?? 0
    if let cycle = unsafe whole(cells, layout.cycle, 10_000, &isGood), cycle < 1 { isGood = false }
    return isGood ? numbers : nil
  }

  /// A whole number; nil when its cell is blank, or is not one, which spoils the row.
  @inline(__always)
  private func whole(
    _ piece: UnsafeBufferPointer<UInt8>,
    _ column: Int?,
    _ largest: Int64,
    _ isGood: inout Bool
  ) -> Int? {
    unsafe decimal(piece, column, 0, largest, &isGood).map { Int($0) }
  }

  /// A number with so many decimals; nil when its cell is blank, or is not one, which spoils the row.
  @inline(__always)
  private func decimal(
    _ piece: UnsafeBufferPointer<UInt8>,
    _ column: Int?,
    _ decimals: Int,
    _ largest: Int64,
    _ isGood: inout Bool
  ) -> Int64? {
    guard let column, hasValue(column) else { return nil }
    let value = unsafe Self.scaled(cell(piece, column), decimals: decimals, largest: largest)
    if value == nil { isGood = false }
    return value
  }

  /// The name of the row's line.
  private func identifier(_ piece: UnsafeBufferPointer<UInt8>) -> String {
    unsafe String(decoding: cell(piece, layout.identifier), as: UTF8.self)
  }

  /// A plain number times ten to the power of its decimals; nil for anything that the ordinary reader must see.
  @inline(__always)
  private static func scaled(
    _ bytes: UnsafeBufferPointer<UInt8>,
    decimals: Int,
    largest: Int64
  ) -> Int64? {
    guard bytes.count <= 17 else { return nil }
    var value: Int64 = 0
    var left = -1
    var digits = 0
    for index in bytes.indices {
      let byte = unsafe bytes[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        if left == 0 { return nil }
        if left > 0 { left -= 1 }
        value = value * 10 + Int64(digit)
        digits += 1
      } else if byte == UInt8(ascii: "."), left < 0, decimals > 0 {
        left = decimals
      } else {
        return nil
      }
    }
    guard digits > 0 else { return nil }
    var missing = left < 0 ? decimals : left
    while missing > 0 {
      let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
      if overflowed { return nil }
      value = product
      missing -= 1
    }
    return value <= largest ? value : nil
  }

  /// The cells that lines of one rate share, as a key.
  @inline(__always)
  private func termKey(_ piece: UnsafeBufferPointer<UInt8>, _ hasLocalPrice: Bool) -> TermKey {
    var key = TermKey(high: hasLocalPrice ? 1 : 0, low: 0)
    // The lengths tell apart cells that run together.
    var lengths: UInt64 = 0
    let bytes = UnsafeRawBufferPointer(piece)
    for column in layout.termColumns {
      var start = unsafe starts[column]
      var left = unsafe ends[column] - start
      lengths = lengths &* 0x0000_0100_0000_01B3 &+ UInt64(truncatingIfNeeded: left)
      while left > 0 {
        key.mix(unsafe Self.word(bytes, start, left))
        start += 8
        left -= 8
      }
    }
    key.mix(lengths)
    return key
  }

  /// At most eight bytes as a number.
  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> UInt64 {
    guard start + 8 <= bytes.count else {
      var word: UInt64 = 0
      for offset in 0..<min(count, 8) {
        word |= unsafe UInt64(bytes[start + offset]) << UInt64(offset * 8)
      }
      return word
    }
    let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    return count >= 8 ? word : word & (1 << UInt64(count * 8) &- 1)
  }

  /// The published factor of the row's provider; nil when the code is none.
  @inline(__always)
  private mutating func providerFactor(
    _ piece: UnsafeBufferPointer<UInt8>,
    _ index: Int
  ) -> ProviderFactor? {
    guard let column = layout.provider, hasValue(column) else { return ProviderFactor.none }
    let bytes = unsafe cell(piece, column)
    guard bytes.count <= 6 else { return nil }
    var packed = UInt64(truncatingIfNeeded: Int(memo.hot[index].year))
    for index in bytes.indices { packed = unsafe packed << 8 | UInt64(bytes[index]) }
    let slot = Int(truncatingIfNeeded: (packed &* 0x9E37_79B9_7F4A_7C15) >> 56)
    if recentFactors[slot].key == packed { return recentFactors[slot].factor }
    if let known = factors[packed] {
      recentFactors[slot] = (packed, known)
      return known
    }
    guard let provider = ProviderCode(unsafe String(decoding: bytes, as: UTF8.self)) else { return nil }
    let entry = memo.entries[index]
    let factor = pricer.factor(of: provider, entry.year, entry.tables)
    factors[packed] = factor
    recentFactors[slot] = (packed, factor)
    return factor
  }

  // MARK: Rates

  /// The number of a reason.
  private mutating func reason(_ text: String) -> Int {
    if let known = reasons[text] { return known }
    reasons[text] = gaps.count
    gaps.append((text, PriceTotals.Gap()))
    return gaps.count - 1
  }

  private func entry(for line: ActivityLine) throws(Stop) -> (Rate, RateMemo.Entry) {
    guard let tables = pricer.rules.years[line.year], tables.list != nil || line.localPrice != nil else {
      throw .year(line.year, isLocal: line.localPrice != nil)
    }
    if line.localPrice != nil, tables.uplifts == nil { throw .year(line.year, isLocal: true) }
    let (rate, text) = Rate.compiled(line, tables)
    let entry = RateMemo.Entry(
      year: line.year,
      tables: tables,
      text: text,
      unpriced: rate.isUnpriced ? Self.unpricedCells(text.unpriced) : [],
      counted: CourseCounting.units(of: line, tables.figures)
    )
    return (rate, entry)
  }

  /// The cells of a line without a price, up to its exceptions.
  private static func unpricedCells(_ reason: String) -> [UInt8] {
    Array(",,,,,,,,,,\(CostBasis.unpriced.rawValue),,,".utf8) + Tariffs.cell("unpriced: \(reason)")
      + [UInt8(ascii: ",")]
  }

  /// What the row counts towards: its provider's course and cycle.
  private func counted(
    by index: Int,
    _ piece: UnsafeBufferPointer<UInt8>,
    _ quantity: Int64
  ) -> [(key: UInt128, exception: LineExceptions, units: Int64)] {
    memo.entries[index].counted.compactMap { item in
      if item.usesCycle, !hasValue(layout.cycle) { return nil }
      var bytes = layout.provider.map { unsafe Array(cell(piece, $0)) } ?? []
      bytes.append(0x1F)
      if let column = layout.course { bytes += unsafe Array(cell(piece, column)) }
      bytes.append(0x1F)
      if item.usesCycle, let column = layout.cycle,
        let cycle = unsafe Self.scaled(cell(piece, column), decimals: 0, largest: 10_000)
      {
        bytes += Array(String(cycle).utf8)
      }
      return (
        CourseKeys.key(bytes, item.exception), item.exception, CourseCounting.units(item.units, quantity)
      )
    }
  }

  /// What lines of the row's rate share; nil when a cell is not as it should be.
  private func line(_ piece: UnsafeBufferPointer<UInt8>, _ hasLocalPrice: Bool) -> ActivityLine? {
    let terms = layout.terms
    func text(_ column: Int?) -> String? {
      guard let column, hasValue(column) else { return nil }
      return unsafe String(decoding: cell(piece, column), as: UTF8.self)
    }
    var isGood = true
    func value<Value: ParsedValue>(_ column: Int?) -> Value? {
      guard let text = text(column) else { return nil }
      let value = Value(text)
      if value == nil { isGood = false }
      return value
    }
    let year: FinancialYear? = value(terms.year)
    let currency: CurrencyCode? = value(terms.currency)
    guard let year, let currency else { return nil }
    var line = ActivityLine(year: year, currency: currency, pointOfDelivery: value(terms.pointOfDelivery))
    line.setting = text(terms.setting) ?? ""
    line.treatmentFunction = value(terms.treatmentFunction)
    line.attendance = value(terms.attendance)
    line.patientClassification = text(terms.patientClassification)
    line.admissionMethod = text(terms.admissionMethod)
    line.bestPractice = text(terms.bestPractice)
    for word in text(terms.unbundled)?.split(separator: " ") ?? [] {
      guard let units = UnbundledUnits(String(word)) else { return nil }
      line.unbundled.append(units)
    }
    line.localPrice = hasLocalPrice ? UnitPrice(pounds: 0) : nil
    line.localPriceYear = value(terms.localPriceYear)
    let isPlaced =
      line.pointOfDelivery != nil || line.patientClassification != nil || line.admissionMethod != nil
    return isGood && isPlaced ? line : nil
  }

  // MARK: The ordinary way

  /// Prices a row by the ordinary reader and writer.
  private mutating func priceOddRow(
    _ piece: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ end: Int,
    _ outcome: inout Outcome
  ) throws(Stop) {
    let bytes = unsafe layout.header + Array(piece[start..<end])
    guard let read = try? LineFile(InputFile(path: file, bytes: bytes)), read.lines.count <= 1 else {
      throw .fault
    }
    guard let line = read.lines.first, let identifier = read.identifiers.first else { return }
    guard let tables = pricer.rules.years[line.year], tables.list != nil || line.localPrice != nil,
      line.localPrice == nil || tables.uplifts != nil
    else { throw .year(line.year, isLocal: line.localPrice != nil) }
    let price = pricer.price(line)
    var identifierBytes = Array(identifier.utf8)
    unsafe identifierBytes.withUnsafeMutableBufferPointer {
      unsafe outcome.identifiers.append(stableHash(UnsafeBufferPointer($0), seed: 0))
    }
    if let why = price.unpriced {
      gaps[reason(why)].gap.note(identifier, order)
    } else {
      totals.add(price, named: identifier, order: order)
    }
    let text = read.row(0, price)
    outcome.output.append(contentsOf: text.bytes)
    let counted = CourseKeys.counted(line, tables.figures)
    guard !counted.isEmpty else { return }
    let offset = outcome.output.count - text.bytes.count + text.exceptionsOffset
    outcome.courseRows.append(
      CourseRow(
        offset: offset,
        identifier: identifier,
        order: order,
        exceptions: price.exceptions,
        counted: counted
      )
    )
  }
}

/// What a row of a course counts towards, as one number: two hashes of provider, course, cycle and exception.
enum CourseKeys {
  static func key(_ bytes: [UInt8], _ exception: LineExceptions) -> UInt128 {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      let high = unsafe stableHash(bytes, seed: 0x5851_F42D_4C95_7F2D &+ UInt64(exception.rawValue))
      let low = unsafe stableHash(bytes, seed: 0x1405_7B7E_F767_814F &+ UInt64(exception.rawValue))
      return UInt128(high) << 64 | UInt128(low)
    }
  }

  static func counted(
    _ line: ActivityLine,
    _ figures: PricingFigures
  ) -> [(key: UInt128, exception: LineExceptions, units: Int64)] {
    guard let course = line.course else { return [] }
    return CourseCounting.units(of: line, figures).compactMap { item in
      if item.usesCycle, line.cycle == nil { return nil }
      let cycle = item.usesCycle ? line.cycle.map { "\($0)" } ?? "" : ""
      let text = "\(line.provider?.description ?? "")\u{1F}\(course)\u{1F}\(cycle)"
      let units = CourseCounting.units(item.units, line.quantity.millionths)
      return (key(Array(text.utf8), item.exception), item.exception, units)
    }
  }
}

extension Evidence {
  /// The grade as the cell of a table.
  fileprivate var cell: StaticString {
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
  fileprivate var cell: StaticString {
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
  fileprivate static func position(of basis: CostBasis) -> Int {
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
