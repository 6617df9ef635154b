public import Diagnostics
public import Quantities

extension LinePricer {
  /// How lines are to be priced.
  public struct Options: Sendable {
    /// The table that prices the lines of every year; nil for that of each line's own year.
    public var source: PriceSource?
    /// The tables that fill what the first leave open.
    public var fallbacks: [PriceSource] = []
    /// What is done about years past the tables.
    public var beyond: BeyondPublishedPrices = .error
    /// The version of a year's price book; nil for the latest.
    public var version: PriceBookVersion?
    /// What codes that changed their meaning are made of in other years.
    public var codeMap: CodeMap?

    /// The tables of each line's own year, in their latest version, and nothing else.
    public init() {}
  }

  /// Reads the tables of the years that the lines need: the national tariff where one was published, else
  /// average costs, then what the fallbacks name.
  ///
  /// - Parameters:
  ///   - library: the folder of tables.
  ///   - years: the years of the lines that tables must price.
  ///   - localYears: the years of the lines that bring a price of their own.
  ///   - positions: where the years are named, for faults.
  ///   - options: how the lines are to be priced.
  /// - Throws: `tariff.no-table` for a year that has neither, and the faults of the tables.
  public init(
    _ library: TariffLibrary,
    years: Set<FinancialYear>,
    localYears: Set<FinancialYear> = [],
    at positions: [FinancialYear: Position] = [:],
    options: Options = Options()
  ) throws(DiagnosticList) {
    let sources = TableYears(library)
    var faults = DiagnosticList()
    var read: [FinancialYear: YearTables] = [:]
    var shelf = TableShelf(library)
    let uplifts =
      localYears.isEmpty
      ? nil : faults.collect { () throws(DiagnosticList) in try library.uplifts() }
    let own = years.compactMap { options.source ?? sources.source(for: $0, beyond: options.beyond) }
    shelf.readTogether(Set((own + options.fallbacks).map { $0.versioned(options.version) }))
    for year in years.union(localYears).sorted() {
      // Lines that bring their prices need no carrying of those of another year.
      let beyond = years.contains(year) ? options.beyond : .error
      let source = options.source ?? sources.source(for: year, beyond: beyond)
      if source == nil, years.contains(year), !sources.isEmpty, let position = positions[year] {
        faults.append(sources.missing(year, at: position, options.beyond))
        continue
      }
      read[year] = faults.collect { () throws(DiagnosticList) in
        // Without tables, what reading them says is the fault.
        if source == nil, years.contains(year) { _ = try library.averageCosts(for: year) }
        return try YearTables(&shelf, year, from: source, uplifts, options, at: positions[year])
      }
    }
    try faults.throwIfFaulty()
    self.init(years: read)
  }

  /// The same with fallbacks alone.
  public init(
    _ library: TariffLibrary,
    years: Set<FinancialYear>,
    at positions: [FinancialYear: Position] = [:],
    fallbacks: [PriceSource]
  ) throws(DiagnosticList) {
    var options = Options()
    options.fallbacks = fallbacks
    try self.init(library, years: years, at: positions, options: options)
  }
}

extension YearTables {
  /// Prices of a table that was asked for, whatever the year of the line; nil in its own year.
  private static func asked(_ source: PriceSource, in year: FinancialYear) -> Conversion? {
    guard source.year != year else { return nil }
    return Conversion(
      name: .held,
      factor: .one,
      text: "; at \(source.year) prices as asked",
      evidence: .definition
    )
  }

  fileprivate convenience init(
    _ shelf: inout TableShelf,
    _ year: FinancialYear,
    from source: PriceSource?,
    _ uplifts: Uplifts?,
    _ options: LinePricer.Options,
    at position: Position?
  ) throws(DiagnosticList) {
    var faults = DiagnosticList()
    let library = shelf.library
    let rules = faults.collect { () throws(DiagnosticList) in try library.paymentRules(for: year) }
    let versioned = source?.versioned(options.version)
    let list = faults.collect { () throws(DiagnosticList) -> PriceList? in
      guard let versioned else { return nil }
      return try PriceList(
        &shelf,
        primary: versioned,
        fallbacks: options.fallbacks,
        codeYear: year,
        codeMap: options.codeMap
      )
    }
    let forces = faults.collect { () throws(DiagnosticList) in try library.marketForces(for: year) }
    let best = faults.collect { () throws(DiagnosticList) in
      try library.bestPracticePrices(for: source?.year ?? year)
    }
    let step = faults.collect { () throws(DiagnosticList) -> PriceYears? in
      guard let source, source.year != year, options.source == nil else { return nil }
      return try PriceYears(
        library,
        published: source.year,
        years: year.start...year.start,
        beyond: options.beyond,
        at: position
      )
    }
    try faults.throwIfFaulty()
    guard let rules, let figures = PricingFigures(rules), let list else { throw faults }
    let carried = options.source.map { Self.asked($0, in: year) } ?? (step ?? nil)?[year].conversion
    self.init(
      year: year,
      list: list,
      marketForces: forces ?? nil,
      bestPractice: best ?? nil,
      uplifts: uplifts,
      carried: carried,
      figures: figures
    )
  }
}
