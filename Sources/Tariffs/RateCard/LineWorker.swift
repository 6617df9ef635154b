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

  let layout: LineLayout
  let file: String
  var pricer: CardPricer
  var memo = RateMemo()
  var factors: [UInt64: ProviderFactor] = [:]
  /// The factors met last, by some bits of provider and year; 0 is no provider.
  var recentFactors: [(key: UInt64, factor: ProviderFactor)]
  /// The traces met last, by some of their bits.
  var recentTraces: [(trace: RuleTrace, text: [UInt8])]
  var row = RowText()
  let cells: UnsafeMutablePointer<Int>
  /// Where the cells of the row at hand begin and end.
  var starts: UnsafeMutablePointer<Int>
  var ends: UnsafeMutablePointer<Int>
  var ahead: [Ahead] = []
  /// Keeps what is looked at ahead of its use from being left out.
  var looked: UInt64 = 0

  /// So many rows are cut before the first of them is priced, so that what memory is asked for them comes together.
  static let rowsAhead = 24

  /// The most rates that are kept.
  static let mostRates = 1 << 18

  /// A row that was cut, and is not priced yet.
  struct Ahead {
    let start: Int
    let next: Int
    let scan: Scan
    let key: TermKey
  }

  var totals = PriceTotals()
  /// The place of the line at hand in the file: its piece, and its row in that.
  var order = 0
  /// Why lines have no price, each reason once, and the lines that have it.
  var reasons: [String: Int] = [:]
  var gaps: [(reason: String, gap: PriceTotals.Gap)] = []
  var parts: [PriceTotals.Part]

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
  static let recent = 256

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
}
