public import Diagnostics
import Dispatch
import Quantities
import Synchronization
public import Tables

/// A file of activity lines with what each is worth beside it, priced by the rate card on all processors.
///
/// The bytes are those that ``LineFile`` and ``LinePricer`` would write, whatever the number of threads.
public struct PricedFile: Sendable {
  /// The table, in pieces that follow each other.
  public let pieces: [[UInt8]]
  /// What the lines come to.
  public let totals: PriceTotals

  /// Prices a file.
  ///
  /// - Parameters:
  ///   - input: the lines.
  ///   - library: the folder of tables.
  ///   - options: how the lines are to be priced.
  ///   - threads: how many threads work; nil for one a processor.
  /// - Throws: every fault of the file and of the tables that its years need.
  public init(
    _ input: InputFile,
    _ library: TariffLibrary,
    options: LinePricer.Options = LinePricer.Options(),
    threads: Int? = nil
  ) throws(DiagnosticList) {
    self = try Self.priced(input, library, options, threads)
  }

  private static func priced(
    _ input: InputFile,
    _ library: TariffLibrary,
    _ options: LinePricer.Options,
    _ threads: Int?
  ) throws(DiagnosticList) -> PricedFile {
    if let fast = try fast(input, library, options, threads ?? Processors.count) { return fast }
    let file = try LineFile(input)
    let pricer = try file.pricer(library, options: options)
    return PricedFile(file, file.prices(by: pricer).map(\.price))
  }

  /// A file with prices that are known.
  public init(_ file: LineFile, _ prices: [LinePrice]) {
    var totals = PriceTotals()
    for (order, (price, name)) in zip(prices, file.identifiers).enumerated() {
      totals.add(price, named: name, order: order)
    }
    pieces = [file.table(of: prices)]
    self.totals = totals
  }

  private init(pieces: [[UInt8]], totals: PriceTotals) {
    self.pieces = pieces
    self.totals = totals
  }

  /// The short way; nil when something is amiss that reading the whole file tells.
  private static func fast(
    _ input: InputFile,
    _ library: TariffLibrary,
    _ options: LinePricer.Options,
    _ threads: Int
  ) throws(DiagnosticList) -> PricedFile? {
    guard let headerEnd = input.bytes.firstIndex(of: UInt8(ascii: "\n")).map({ $0 + 1 }),
      input.isText,
      let layout = LineLayout(header: Array(input.bytes[..<headerEnd]), file: input.path)
    else { return nil }
    let pieces = FilePieces(input.bytes, from: headerEnd)
    // Most years stand near the beginning; one that turns up later turns the work back once.
    var (years, localYears) = layout.years(in: input.bytes, pieces.bounds.first ?? 0..<0)
    while true {
      // A fault of the tables is told with the place of the line that needs them, which the long way knows.
      guard
        let rules = try? LinePricer(library, years: years, localYears: localYears, options: options)
      else { return nil }
      switch price(input, pieces, layout, rules, threads) {
      case .success(let (outcomes, totals)): return joined(outcomes, totals, layout)
      case .failure(.fault): return nil
      case .failure(.year(let year, let isLocal)):
        let isNew = isLocal ? localYears.insert(year).inserted : years.insert(year).inserted
        guard isNew else { return nil }
      }
    }
  }

  private static func price(
    _ input: InputFile,
    _ pieces: FilePieces,
    _ layout: LineLayout,
    _ rules: LinePricer,
    _ threads: Int
  ) -> Result<(outcomes: [LineWorker.Outcome], totals: PriceTotals), LineWorker.Stop> {
    let next = Atomic<Int>(0)
    let outcomes = Mutex<[Int: LineWorker.Outcome]>([:])
    let totals = Mutex(PriceTotals())
    let stop = Mutex<LineWorker.Stop?>(nil)
    let workers = max(1, min(threads, pieces.bounds.count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      var worker = LineWorker(layout, file: input.path, rules: rules)
      while stop.withLock({ $0 == nil }) {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < pieces.bounds.count else { break }
        do throws(LineWorker.Stop) {
          let outcome = try worker.price(input.bytes, pieces.bounds[index], number: index)
          outcomes.withLock { $0[index] = outcome }
        } catch {
          stop.withLock { if $0 == nil { $0 = error } }
        }
      }
      let own = worker.allTotals
      totals.withLock { $0.add(own) }
    }
    if let reason = stop.withLock({ $0 }) { return .failure(reason) }
    let inOrder = outcomes.withLock { found in pieces.bounds.indices.compactMap { found[$0] } }
    return .success((inOrder, totals.withLock { $0 }))
  }

  /// The pieces in order, once no line's name stands twice and the courses are counted.
  private static func joined(
    _ outcomes: [LineWorker.Outcome],
    _ found: PriceTotals,
    _ layout: LineLayout
  ) -> PricedFile? {
    guard areUnique(outcomes) else { return nil }
    var counts: [UInt128: Int64] = [:]
    for outcome in outcomes {
      for row in outcome.courseRows { for item in row.counted { counts[item.key, default: 0] += item.units } }
    }
    var totals = found
    var pieces = [layout.output]
    for outcome in outcomes {
      pieces.append(withCourses(outcome, counts, &totals))
    }
    return PricedFile(pieces: pieces, totals: totals)
  }

  /// Writes what is wrong with the courses into the rows that belong to them.
  private static func withCourses(
    _ outcome: LineWorker.Outcome,
    _ counts: [UInt128: Int64],
    _ totals: inout PriceTotals
  ) -> [UInt8] {
    var output: [UInt8] = []
    var copied = 0
    for row in outcome.courseRows {
      var found: LineExceptions = []
      for item in row.counted where counts[item.key, default: 0] > 1 { found.insert(item.exception) }
      guard !found.isEmpty else { continue }
      totals.note(found, named: row.identifier, order: row.order)
      let before = row.exceptions.description.utf8.count
      output += outcome.output[copied..<row.offset]
      output += Array(row.exceptions.union(found).description.utf8)
      copied = row.offset + before
    }
    return copied == 0 ? outcome.output : output + outcome.output[copied...]
  }

  /// Whether no two lines may have the same name: a second hash of the same value is left to the long way.
  private static func areUnique(_ outcomes: [LineWorker.Outcome]) -> Bool {
    let count = outcomes.reduce(0) { $0 + $1.identifiers.count }
    var size = 1024
    while size < count * 2 { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    for outcome in outcomes {
      for hash in outcome.identifiers {
        // 0 marks a free place.
        let value = hash == 0 ? 1 : hash
        var slot = Int(truncatingIfNeeded: value) & (size - 1)
        while slots[slot] != 0 {
          if slots[slot] == value { return false }
          slot = (slot + 1) & (size - 1)
        }
        slots[slot] = value
      }
    }
    return true
  }
}

/// A file cut at line ends into pieces of about a megabyte.
struct FilePieces: Sendable {
  let bounds: [Range<Int>]

  private static let size = 1 << 20

  init(_ bytes: [UInt8], from start: Int) {
    var bounds: [Range<Int>] = []
    let hasQuotes = bytes[start...].contains(UInt8(ascii: "\""))
    var pieceStart = start
    while pieceStart < bytes.count {
      let wished = pieceStart + Self.size
      guard wished < bytes.count else {
        bounds.append(pieceStart..<bytes.count)
        break
      }
      let end = hasQuotes ? Self.quotedEnd(bytes, pieceStart, wished) : Self.end(bytes, wished)
      bounds.append(pieceStart..<end)
      pieceStart = end
    }
    self.bounds = bounds
  }

  private static func end(_ bytes: [UInt8], _ wished: Int) -> Int {
    (bytes[wished...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
  }

  /// The first line end outside quotes.
  private static func quotedEnd(_ bytes: [UInt8], _ start: Int, _ wished: Int) -> Int {
    var isInside = false
    for index in start..<bytes.count {
      if bytes[index] == UInt8(ascii: "\"") { isInside.toggle() }
      if index >= wished, bytes[index] == UInt8(ascii: "\n"), !isInside { return index + 1 }
    }
    return bytes.count
  }
}

extension LineLayout {
  /// The years named in a part of a file, and those of lines with a price of their own, as far as plain rows say.
  fileprivate func years(
    in bytes: [UInt8],
    _ bounds: Range<Int>
  ) -> (years: Set<FinancialYear>, local: Set<FinancialYear>) {
    var years: Set<FinancialYear> = []
    var local: Set<FinancialYear> = []
    var seen: Set<ArraySlice<UInt8>> = []
    var column = 0
    var start = bounds.lowerBound
    var yearCell: ArraySlice<UInt8> = []
    var isLocal = false
    for index in bounds where bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: "\n") {
      if column == year { yearCell = bytes[start..<index] }
      if column == localPrice, index > start { isLocal = true }
      column += 1
      start = index + 1
      guard bytes[index] == UInt8(ascii: "\n") else { continue }
      if seen.insert(yearCell + (isLocal ? [1] : [0])).inserted,
        let year = FinancialYear(String(decoding: yearCell, as: UTF8.self))
      {
        if isLocal { local.insert(year) } else { years.insert(year) }
      }
      column = 0
      isLocal = false
    }
    return (years, local)
  }
}

extension LineWorker {
  /// Prices the rows of a part of a file.
  fileprivate mutating func price(
    _ bytes: [UInt8],
    _ bounds: Range<Int>,
    number: Int
  ) throws(Stop) -> Outcome {
    var result: Result<Outcome, Stop> = .failure(.fault)
    unsafe bytes.withUnsafeBufferPointer { all in
      do throws(Stop) {
        result = .success(try unsafe price(UnsafeBufferPointer(rebasing: all[bounds]), number: number))
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }
}

extension InputFile {
  /// Whether all of it is UTF-8.
  fileprivate var isText: Bool {
    let isPlain = unsafe bytes.withUnsafeBytes { all in
      var bits: UInt64 = 0
      let words = all.count / 8
      for word in 0..<words { bits |= unsafe all.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self) }
      for index in words * 8..<all.count { bits |= UInt64(unsafe all[index]) }
      return bits & 0x8080_8080_8080_8080 == 0
    }
    return isPlain || String(validating: bytes, as: UTF8.self) != nil
  }
}
