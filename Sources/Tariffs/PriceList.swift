public import Diagnostics
public import Quantities
public import Tables

/// A published table to take prices from.
public struct PriceSource: Hashable, Sendable {
  /// The year of the table.
  public let year: FinancialYear
  /// National tariff or national average cost.
  public let basis: CostBasis
  /// Whether its prices are brought to the year of the first table by the general price index.
  public let isDeflated: Bool

  /// Names a table.
  public init(year: FinancialYear, basis: CostBasis, isDeflated: Bool = false) {
    self.year = year
    self.basis = basis
    self.isDeflated = isDeflated
  }
}

extension PriceSource: ParsedValue {
  /// Reads `YEAR:BASIS`, such as `2017/18:cost`.
  public init?(_ text: String) {
    let parts = text.split(separator: ":").map(String.init)
    guard parts.count == 2, let year = FinancialYear(parts[0]), let basis = CostBasis(parts[1]),
      basis == .tariff || basis == .averageCost
    else { return nil }
    self.init(year: year, basis: basis)
  }

  /// What a source looks like.
  public static var expectation: String { "a year and a basis such as 2017/18:cost or 2018/19:tariff" }
}

/// What a unit of activity is worth, and how that is known.
public struct UnitValue: Hashable, Sendable {
  /// Pounds per unit.
  public let price: UnitPrice
  /// What it is a price of.
  public let basis: CostBasis
  /// How well it is supported.
  public let evidence: Evidence
  /// The publication, and what was done to the figure.
  public let source: String
}

/// The worth of a unit, or why it is not known.
public enum Valuation: Hashable, Sendable {
  /// It is worth this.
  case priced(UnitValue)
  /// It is not known, for this reason.
  case unpriced(String)
}

/// Prices from one published table, with others named to fill what it leaves open.
///
/// Nothing is filled unless the table that fills it was named; what none has stays unpriced.
public struct PriceList: Sendable {
  /// The table asked first.
  public let primary: PriceSource
  /// The tables asked next, in order.
  public let fallbacks: [PriceSource]
  /// Every table that was read.
  public let files: [FileStamp]

  private enum Book: Sendable {
    case tariff(NationalTariff)
    case costs(AverageCosts)
  }

  private let books: [(source: PriceSource, book: Book, factor: Factor)]
  private let drugs: DrugPrices
  private let codeChanges: CodeChanges

  /// Reads the tables.
  ///
  /// - Throws: the faults of all of them; `tariff.no-deflator` when a year has no price index.
  public init(
    _ library: TariffLibrary,
    primary: PriceSource,
    fallbacks: [PriceSource] = []
  ) throws(DiagnosticList) {
    var faults = DiagnosticList()
    var files: [FileStamp] = []
    var books: [(source: PriceSource, book: Book, factor: Factor)] = []
    let deflators = faults.collect { () throws(DiagnosticList) in try library.deflators() }
    for source in [primary] + fallbacks {
      let read = faults.collect { () throws(DiagnosticList) in try Self.book(source, in: library) }
      let factor = faults.collect { () throws(DiagnosticList) in
        try Self.factor(source, to: primary.year, deflators)
      }
      guard let (book, file) = read, let factor else { continue }
      books.append((source, book, factor))
      files.append(file)
    }
    let drugs = faults.collect { () throws(DiagnosticList) in try library.drugPrices() }
    let changes = faults.collect { () throws(DiagnosticList) in try library.codeChanges() }
    try faults.throwIfFaulty()
    guard let drugs, let changes, let deflators else { throw faults }
    self.primary = primary
    self.fallbacks = fallbacks
    self.books = books
    self.drugs = drugs
    codeChanges = changes
    let usesDeflators = ([primary] + fallbacks).contains(where: \.isDeflated)
    self.files = files + [drugs.file, changes.file] + (usesDeflators ? [deflators.file] : [])
  }

  private static func book(
    _ source: PriceSource,
    in library: TariffLibrary
  ) throws(DiagnosticList) -> (Book, FileStamp) {
    if source.basis == .tariff {
      let tariff = try library.nationalTariff(for: source.year)
      return (.tariff(tariff), tariff.file)
    }
    let costs = try library.averageCosts(for: source.year)
    return (.costs(costs), costs.file)
  }

  private static func factor(
    _ source: PriceSource,
    to year: FinancialYear,
    _ deflators: Deflators?
  ) throws(DiagnosticList) -> Factor {
    guard source.isDeflated, let deflators else { return .one }
    guard let factor = deflators.factor(from: source.year, to: year) else {
      throw DiagnosticList(
        Diagnostic(
          "tariff.no-deflator",
          at: Position(file: deflators.file.path),
          "found no price index for \(source.year) or \(year)",
          fix: "add the year to the table, or do without the deflator"
        )
      )
    }
    guard factor <= .largestCarried else {
      let place = Position(file: deflators.file.path)
      throw PriceYears.carriedTooFar(factor, year, source.year, at: place)
    }
    return factor
  }

  /// What a unit of activity is worth.
  public func value(
    of currency: CurrencyCode,
    at pointOfDelivery: PointOfDelivery,
    setting: String = "",
    treatmentFunction: TreatmentFunction? = nil
  ) -> Valuation {
    if pointOfDelivery == .drug, let drug = drugs[currency] { return value(of: drug) }
    var reasons: [String] = []
    for (source, book, factor) in books {
      let isFallback = !reasons.isEmpty
      if let change = codeChanges.changedMeaning(of: currency, between: primary.year, and: source.year) {
        reasons.append("not filled from \(source.year): the meaning of \(currency) changed \(change.between)")
        continue
      }
      for code in [currency] + codeChanges.otherNames(of: currency) {
        let found = Self.value(
          of: code,
          at: pointOfDelivery,
          setting: setting,
          treatmentFunction: treatmentFunction,
          in: book
        )
        switch found {
        case .priced(let value):
          let isRenamed = code != currency
          return .priced(
            Self.described(value, code: isRenamed ? code : nil, isFallback, source, factor, to: primary.year)
          )
        case .unpriced(let reason):
          if code == currency { reasons.append(reason) }
        }
      }
    }
    return .unpriced(reasons.joined(separator: "; "))
  }

  private func value(of drug: DrugPrices.Price) -> Valuation {
    guard let price = drug.dosePrice else { return .unpriced("no list price of \(drug.name) was read") }
    let source = "list price of \(drug.name), drugs.csv:\(drug.line)"
    return .priced(
      UnitValue(price: price, basis: .drugListPrice, evidence: drug.evidence, source: source)
    )
  }

  private static func value(
    of currency: CurrencyCode,
    at pointOfDelivery: PointOfDelivery,
    setting: String,
    treatmentFunction: TreatmentFunction?,
    in book: Book
  ) -> Valuation {
    switch book {
    case .tariff(let tariff): tariff.value(of: currency, at: pointOfDelivery)
    case .costs(let costs):
      costs.value(of: currency, at: pointOfDelivery, setting: setting, treatmentFunction: treatmentFunction)
    }
  }

  private static func described(
    _ value: UnitValue,
    code: CurrencyCode?,
    _ isFallback: Bool,
    _ source: PriceSource,
    _ factor: Factor,
    to year: FinancialYear
  ) -> UnitValue {
    var text = value.source
    if let code { text += ", there coded \(code)" }
    if isFallback { text = "fallback: " + text }
    if factor != .one { text += ", brought to \(year) by the GDP deflator × \(factor)" }
    return UnitValue(
      price: factor == .one ? value.price : value.price.converted(by: factor),
      basis: value.basis,
      evidence: factor == .one ? value.evidence : value.evidence.weaker(.derived),
      source: text
    )
  }

  /// How the meaning of a code changed over the years, if it did.
  public func changedMeaning(of currency: CurrencyCode) -> CodeChanges.Change? {
    codeChanges.changedMeaning(of: currency)
  }
}

extension NationalTariff {
  /// What the tariff pays per unit, or why it pays none.
  public func value(of currency: CurrencyCode, at pointOfDelivery: PointOfDelivery) -> Valuation {
    guard let prices = self[currency] else {
      return .unpriced("the \(year) national tariff has no \(currency)")
    }
    guard let price = prices.price(at: pointOfDelivery) else {
      return .unpriced("the \(year) national tariff has no price for \(currency) at \(pointOfDelivery)")
    }
    return .priced(
      UnitValue(
        price: price,
        basis: .tariff,
        evidence: prices.evidence,
        source: "\(publication), \(year), prices.csv:\(prices.line)"
      )
    )
  }
}

extension AverageCosts {
  /// What a unit cost on average, or why that is not known.
  public func value(
    of currency: CurrencyCode,
    at pointOfDelivery: PointOfDelivery,
    setting: String,
    treatmentFunction: TreatmentFunction?
  ) -> Valuation {
    let found = cost(
      of: currency,
      at: pointOfDelivery,
      setting: setting,
      treatmentFunction: treatmentFunction
    )
    switch found {
    case .success(let cost):
      guard let unitCost = cost.unitCost else { return .unpriced("the \(year) cost is suppressed") }
      return .priced(
        UnitValue(
          price: unitCost,
          basis: .averageCost,
          evidence: cost.evidence,
          source: "\(publication), unit-costs.csv:\(cost.line)"
        )
      )
    case .failure(let missing):
      let what = "the \(year) average cost of \(currency) at \(pointOfDelivery)"
      switch missing.reason {
      case .absent: return .unpriced("\(what) was not published")
      case .suppressed: return .unpriced("\(what) is suppressed")
      case .ambiguous(let choices):
        return .unpriced("\(what) differs by setting or specialty (\(choices.joined(separator: ", ")))")
      }
    }
  }
}
