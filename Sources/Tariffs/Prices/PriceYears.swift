public import Diagnostics
public import Quantities
public import Tables

/// What a scenario does with a year for which no prices are published.
public enum BeyondPublishedPrices: String, Sendable, ParsedValue {
  /// It stops, and says so.
  case error
  /// It keeps the last published prices.
  case hold
  /// It carries them on by the published uplift less efficiency, then by the forecast price index.
  case uplift

  /// Reads `error`, `hold` or `uplift`.
  public init?(_ text: String) { self.init(rawValue: text) }

  /// What may be done.
  public static var expectation: String { "error, hold or uplift" }
}

/// The prices of later years, made from those of the last published year.
public struct PriceYears: Sendable {
  /// What multiplies the published price in a year, and in words how it came about.
  public struct Step: Hashable, Sendable {
    /// The multiplier.
    public let factor: Factor
    /// In words; blank in the year of the table itself.
    public let note: String
    /// How well the multiplier is supported.
    public let evidence: Evidence

    /// The step as a conversion of a price; nil in the year of the table itself.
    public var conversion: Conversion? {
      guard !note.isEmpty else { return nil }
      let name: Conversion.Name = factor == .one ? .held : .uplift
      return Conversion(name: name, factor: factor, text: "; \(note)", evidence: evidence)
    }
  }

  /// The year of the published prices.
  public let published: FinancialYear
  /// The tables that were read.
  public let files: [FileStamp]
  private let steps: [FinancialYear: Step]

  /// Works out the multipliers of some years.
  ///
  /// - Throws: `price.beyond-tables` for a year past the table when that is an error, and for one that
  ///   neither an uplift nor a price index reaches.
  public init(
    _ library: TariffLibrary,
    published: FinancialYear,
    years: ClosedRange<Int>,
    beyond: BeyondPublishedPrices,
    at position: Position?
  ) throws(DiagnosticList) {
    self.published = published
    var steps: [FinancialYear: Step] = [:]
    guard beyond == .uplift else {
      for start in years {
        let year = FinancialYear(start: start)
        if beyond == .error, year != published {
          let fix = "write \"beyond\": \"hold\" or \"uplift\", or choose the year \(published)"
          throw Self.beyondTables(year, published, at: position, fix: fix)
        }
        let direction = year < published ? "backward from" : "at"
        let note = year == published ? "" : "held \(direction) \(published) prices"
        steps[year] = Step(factor: .one, note: note, evidence: .definition)
      }
      self.steps = steps
      files = []
      return
    }
    let uplifts = try library.uplifts()
    let deflators = try library.deflators()
    var current = Step(factor: .one, note: "", evidence: .definition)
    for start in min(published.start, years.lowerBound)...max(published.start, years.upperBound) {
      let year = FinancialYear(start: start)
      if year > published {
        current = try Self.next(after: current, year, published, uplifts, deflators, at: position)
        guard current.factor <= .largestCarried else {
          throw Self.carriedTooFar(current.factor, year, published, at: position)
        }
      }
      let isEarlier = year < published
      steps[year] =
        isEarlier
        ? Step(factor: .one, note: "held backward from \(published) prices", evidence: .definition) : current
    }
    self.steps = steps
    files = [uplifts.file, deflators.file]
  }

  private static func next(
    after current: Step,
    _ year: FinancialYear,
    _ published: FinancialYear,
    _ uplifts: Uplifts,
    _ deflators: Deflators,
    at position: Position?
  ) throws(DiagnosticList) -> Step {
    let previous = year.advanced(by: -1)
    let start = current.note.isEmpty ? "\(published) prices" : current.note
    if let uplift = uplifts[year] {
      return Step(
        factor: current.factor.multiplied(by: uplift.factor),
        note: "\(start) × \(uplift.factor) (uplift less efficiency \(year))",
        evidence: current.evidence.weaker(uplift.evidence)
      )
    }
    guard let factor = deflators.factor(from: previous, to: year) else {
      let fix = "write \"beyond\": \"hold\", or choose years up to \(previous)"
      throw beyondTables(year, published, at: position, fix: fix)
    }
    guard factor <= .largestCarried else { throw carriedTooFar(factor, year, published, at: position) }
    let kind = deflators.isForecast(year) ? "forecast of the GDP deflator" : "GDP deflator"
    return Step(
      factor: current.factor.multiplied(by: factor),
      note: "\(start) × \(factor) (\(kind) \(year))",
      evidence: current.evidence.weaker(deflators.isForecast(year) ? .unverified : .derived)
    )
  }

  private static func beyondTables(
    _ year: FinancialYear,
    _ published: FinancialYear,
    at position: Position?,
    fix: String
  ) -> DiagnosticList {
    DiagnosticList(
      Diagnostic(
        "price.beyond-tables",
        at: position,
        "found the year \(year), but the prices are those of \(published) and nothing carries them that far",
        fix: fix
      )
    )
  }

  static func carriedTooFar(
    _ factor: Factor,
    _ year: FinancialYear,
    _ published: FinancialYear,
    at position: Position?
  ) -> DiagnosticList {
    DiagnosticList(
      Diagnostic(
        "price.carried-too-far",
        at: position,
        "found prices of \(published) that come to \(factor) times as much in \(year), expected at most "
          + "\(Factor.largestCarried) times",
        fix: "look for a slip in uplifts.csv or deflators.csv, or choose prices of a later year"
      )
    )
  }

  /// The largest multiplier.
  public var largestFactor: Double { steps.values.map { Double($0.factor.millionths) / 1e6 }.max() ?? 1 }

  /// What multiplies the published price in a year.
  public subscript(year: FinancialYear) -> Step {
    steps[year] ?? Step(factor: .one, note: "", evidence: .unverified)
  }
}

extension Factor {
  /// The most by which a price is carried to another year: more is a slip in an index or an uplift, and twice
  /// this much of the largest price still fits.
  static let largestCarried = Factor(millionths: 30_000_000)

  /// The product, rounded half up to six decimals.
  func multiplied(by other: Factor) -> Factor {
    let product = Int128(millionths) * Int128(other.millionths)
    return Factor(millionths: Int64((product + 500_000) / 1_000_000))
  }
}
