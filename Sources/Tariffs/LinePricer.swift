public import Diagnostics
public import Quantities

/// A line while the rules work on it.
struct Working {
  let line: ActivityLine
  let list: PriceList
  let tariff: NationalTariff?
  let marketForcesTable: MarketForces?
  var basePrice: UnitPrice?
  var basis: CostBasis = .unpriced
  var isShortStay = false
  var excessBedDays = 0
  var longStay = ExactPounds.zero
  var topUp = Factor.one
  var marketForces = Factor.one
  var evidence: Evidence = .seen
  var unpriced: String?
  var notes: [String] = []

  var tariffPrices: NationalTariff.Prices? { tariff?[line.currency] }

  mutating func note(_ text: String) { notes.append(text) }
}

/// A line with its price, and the rules that made it.
public struct PricedLine: Sendable {
  /// The published price per unit; nil when there is none.
  public let basePrice: UnitPrice?
  /// Whether the reduced price of a short emergency stay was paid.
  public let isShortStay: Bool
  /// Days beyond the trim point.
  public let excessBedDays: Int
  /// What is paid for them, before top-up and market forces.
  public let longStay: ExactPounds
  /// The price per unit with long stay and top-up, before market forces.
  public let payable: ExactPounds
  /// What the line is worth, rounded once; nil when it could not be priced.
  public let value: Pence?
  /// What the price is a price of.
  public let basis: CostBasis
  /// How well the price is supported.
  public let evidence: Evidence
  /// Why it has no price; nil when it has one.
  public let unpriced: String?
  /// The rules that fired, in order.
  public let rules: [String]
}

/// Prices lines of activity by the tables of their years.
///
/// The order of the rules is the one list in ``price(_:)``.
public struct LinePricer: Sendable {
  private struct Year: Sendable {
    let list: PriceList
    let tariff: NationalTariff?
    let marketForces: MarketForces?
  }

  private let years: [FinancialYear: Year]

  /// Reads the tables of the years that the lines need: the national tariff where one was published, else
  /// average costs, then what the fallbacks name.
  ///
  /// - Parameters:
  ///   - library: the folder of tables.
  ///   - years: the years of the lines.
  ///   - positions: where the years are named, for faults.
  ///   - fallbacks: the tables that fill what the first leave open.
  /// - Throws: `tariff.no-table` for a year that has neither, and the faults of the tables.
  public init(
    _ library: TariffLibrary,
    years: Set<FinancialYear>,
    at positions: [FinancialYear: Position] = [:],
    fallbacks: [PriceSource] = []
  ) throws(DiagnosticList) {
    let tariffYears = Set(library.years(having: "prices.csv"))
    let known = tariffYears.union(library.years(having: "unit-costs.csv"))
    var faults = DiagnosticList()
    var read: [FinancialYear: Year] = [:]
    for year in years.sorted() {
      if let position = positions[year], !known.contains(year), !known.isEmpty {
        faults.append(Self.noTable(year, known, at: position))
        continue
      }
      let hasTariff = tariffYears.contains(year)
      read[year] = faults.collect { () throws(DiagnosticList) in
        Year(
          list: try PriceList(
            library,
            primary: PriceSource(year: year, basis: hasTariff ? .tariff : .averageCost),
            fallbacks: fallbacks
          ),
          tariff: hasTariff ? try library.nationalTariff(for: year) : nil,
          marketForces: try library.marketForces(for: year)
        )
      }
    }
    try faults.throwIfFaulty()
    self.years = read
  }

  private static func noTable(
    _ year: FinancialYear,
    _ known: Set<FinancialYear>,
    at position: Position
  ) -> Diagnostic {
    Diagnostic(
      "tariff.no-table",
      at: position,
      "found the year \(year), of which there is neither a national tariff nor average costs",
      fix: "choose a year that has one: \(known.sorted().map(\.description).joined(separator: ", "))"
    )
  }

  /// Prices one line.
  public func price(_ line: ActivityLine) -> PricedLine {
    guard let year = years[line.year] else {
      return PricedLine(unpriced: "no tables of \(line.year) were read")
    }
    var working = Working(
      line: line,
      list: year.list,
      tariff: year.tariff,
      marketForcesTable: year.marketForces
    )
    BasePrice().apply(to: &working)
    ReducedShortStay().apply(to: &working)
    LongStay().apply(to: &working)
    TopUp().apply(to: &working)
    MarketForcesRule().apply(to: &working)
    return PricedLine(working)
  }
}

extension PricedLine {
  fileprivate init(unpriced reason: String) {
    self.init(
      basePrice: nil,
      isShortStay: false,
      excessBedDays: 0,
      longStay: .zero,
      payable: .zero,
      value: nil,
      basis: .unpriced,
      evidence: .unverified,
      unpriced: reason,
      rules: []
    )
  }

  /// The one rounding: pence, half up, on the whole line.
  fileprivate init(_ working: Working) {
    guard working.unpriced == nil, let basePrice = working.basePrice else {
      self.init(unpriced: working.unpriced ?? "no price was found")
      return
    }
    let units = Factor(millionths: working.line.quantity.millionths)
    guard let payable = (ExactPounds(basePrice) + working.longStay).multiplied(by: working.topUp),
      let exact = payable.multiplied(by: working.marketForces)?.multiplied(by: units)
    else {
      self.init(unpriced: "its value is too large; look at quantity, length_of_stay and the factors")
      return
    }
    self.init(
      basePrice: basePrice,
      isShortStay: working.isShortStay,
      excessBedDays: working.excessBedDays,
      longStay: working.longStay,
      payable: payable,
      value: exact.rounded(.penceHalfUp),
      basis: working.basis,
      evidence: working.evidence,
      unpriced: nil,
      rules: working.notes + ["rounded \(RoundingRule.penceHalfUp.rawValue)"]
    )
  }
}
