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

  /// Prices a file into another, which appears only when all of it is written; what has been written is not kept
  /// in memory.
  ///
  /// - Parameters:
  ///   - input: the lines.
  ///   - path: the file to be written.
  ///   - library: the folder of tables.
  ///   - options: how the lines are to be priced.
  ///   - threads: how many threads work; nil for one a processor.
  /// - Returns: what the lines come to.
  /// - Throws: every fault of the file and of the tables that its years need; `file.unwritable`.
  public static func write(
    _ input: InputFile,
    to path: String,
    _ library: TariffLibrary,
    options: LinePricer.Options = LinePricer.Options(),
    threads: Int? = nil
  ) throws(DiagnosticList) -> PriceTotals {
    if var staged = StagedFile.begin(path),
      let fast = try fast(input, library, options, threads ?? Processors.count, into: staged.descriptor),
      staged.finish()
    {
      return fast.totals
    }
    let priced = try priced(input, library, options, threads)
    let (folder, name) = FileSystem.folderAndName(of: path)
    try OutputFolder(folder).write([(name: name, pieces: priced.pieces)])
    return priced.totals
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
    _ threads: Int,
    into descriptor: Int32? = nil
  ) throws(DiagnosticList) -> PricedFile? {
    guard let headerEnd = input.bytes.firstIndex(of: UInt8(ascii: "\n")).map({ $0 + 1 }),
      input.isText,
      let layout = LineLayout(header: Array(input.bytes[..<headerEnd]), file: input.path)
    else { return nil }
    // What is wrong with a course is known, and written into its rows, only when all rows were read.
    if descriptor != nil, layout.course != nil { return nil }
    let pieces = FilePieces(input.bytes, from: headerEnd)
    // Most years stand near the beginning; one that turns up later turns the work back once.
    var (years, localYears) = layout.years(in: input.bytes, pieces.bounds.first ?? 0..<0)
    while true {
      // A fault of the tables is told with the place of the line that needs them, which the long way knows.
      guard
        let rules = try? LinePricer(library, years: years, localYears: localYears, options: options)
      else { return nil }
      let sink = PieceSink(header: layout.output, descriptor: descriptor)
      switch price(input, pieces, layout, rules, threads, sink) {
      case .success(let (outcomes, totals)): return joined(outcomes, totals, layout)
      case .failure(.fault): return nil
      case .failure(.year(let year, let isLocal)):
        let isNew = isLocal ? localYears.insert(year).inserted : years.insert(year).inserted
        guard isNew, descriptor.map(FileSystem.empty) ?? true else { return nil }
      }
    }
  }

  private static func price(
    _ input: InputFile,
    _ pieces: FilePieces,
    _ layout: LineLayout,
    _ rules: LinePricer,
    _ threads: Int,
    _ sink: PieceSink
  ) -> Result<(outcomes: [LineWorker.Outcome], totals: PriceTotals), LineWorker.Stop> {
    let next = Atomic<Int>(0)
    let totals = Mutex(PriceTotals())
    let stop = Mutex<LineWorker.Stop?>(nil)
    let workers = max(1, min(threads, pieces.bounds.count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      var worker = LineWorker(layout, file: input.path, rules: rules)
      while stop.withLock({ $0 == nil }) {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < pieces.bounds.count else { break }
        do throws(LineWorker.Stop) {
          let room = sink.room()
          let outcome = try worker.price(input.bytes, pieces.bounds[index], number: index, into: room)
          sink.take(outcome, at: index)
        } catch {
          stop.withLock { if $0 == nil { $0 = error } }
        }
      }
      let own = worker.allTotals
      totals.withLock { $0.add(own) }
    }
    if let reason = stop.withLock({ $0 }) { return .failure(reason) }
    guard let inOrder = sink.finished() else { return .failure(.fault) }
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
    number: Int,
    into room: consuming [UInt8]
  ) throws(Stop) -> Outcome {
    var buffer: [UInt8] = []
    swap(&buffer, &room)
    var result: Result<Outcome, Stop> = .failure(.fault)
    unsafe bytes.withUnsafeBufferPointer { all in
      do throws(Stop) {
        result = .success(
          try unsafe price(UnsafeBufferPointer(rebasing: all[bounds]), number: number, into: buffer)
        )
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }
}
