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
  /// The version of the year's price book; nil for the latest.
  public let version: PriceBookVersion?

  /// Names a table.
  public init(
    year: FinancialYear,
    basis: CostBasis,
    isDeflated: Bool = false,
    version: PriceBookVersion? = nil
  ) {
    self.year = year
    self.basis = basis
    self.isDeflated = isDeflated
    self.version = version
  }
}

extension PriceSource {
  /// The same in a version, where one is asked for.
  func versioned(_ asked: PriceBookVersion?) -> PriceSource {
    guard let asked, basis == .tariff else { return self }
    return PriceSource(year: year, basis: basis, isDeflated: isDeflated, version: asked)
  }
}

/// A version of a year's national prices. In a year with a pay award the later one applies from 1 April.
public enum PriceBookVersion: String, Hashable, Sendable, CaseIterable {
  /// As first published: `prices.csv`.
  case original
  /// As revised for the pay award: `prices-pay-award.csv`.
  case payAward = "pay-award"

  /// The name of the table.
  var table: String { self == .original ? "prices.csv" : "prices-pay-award.csv" }
}

extension PriceBookVersion: ParsedValue {
  /// Reads a version as written in files.
  public init?(_ text: String) { self.init(rawValue: text) }

  /// What a version looks like.
  public static var expectation: String { "original or pay-award" }
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

/// What a price is asked for.
private struct PriceTerms {
  let currency: CurrencyCode
  let pointOfDelivery: PointOfDelivery
  let setting: String
  let treatmentFunction: TreatmentFunction?

  func with(_ currency: CurrencyCode) -> PriceTerms {
    PriceTerms(
      currency: currency,
      pointOfDelivery: pointOfDelivery,
      setting: setting,
      treatmentFunction: treatmentFunction
    )
  }
}

/// Prices from one published table, with others named to fill what it leaves open.
///
/// Nothing is filled unless the table that fills it was named; what none has stays unpriced.
public struct PriceList: Sendable {
  /// The table asked first.
  public let primary: PriceSource
  /// The tables asked next, in order.
  public let fallbacks: [PriceSource]
  /// The year in whose meaning codes are asked for.
  public let codeYear: FinancialYear
  /// Every table that was read.
  public let files: [FileStamp]

  private enum Book: Sendable {
    case tariff(NationalTariff)
    case costs(AverageCosts)
  }

  private let books: [(source: PriceSource, book: Book, factor: Factor)]
  private let drugs: DrugPrices
  private let codeChanges: CodeChanges
  private let codeMap: CodeMap?
  /// What brings the prices to another year; nil when they stay as they are.
  private var carried: Conversion?
  private let deflatorFile: FileStamp?

  /// Reads the tables.
  ///
  /// - Parameters:
  ///   - library: the folder of tables.
  ///   - primary: the table asked first.
  ///   - fallbacks: the tables asked next, in order.
  ///   - codeYear: the year in whose meaning codes are asked for; else that of the first table.
  ///   - codeMap: what codes that changed their meaning are made of in other years.
  /// - Throws: the faults of all of them; `tariff.no-deflator` when a year has no price index.
  public init(
    _ library: TariffLibrary,
    primary: PriceSource,
    fallbacks: [PriceSource] = [],
    codeYear: FinancialYear? = nil,
    codeMap: CodeMap? = nil
  ) throws(DiagnosticList) {
    var shelf = TableShelf(library)
    try self.init(&shelf, primary: primary, fallbacks: fallbacks, codeYear: codeYear, codeMap: codeMap)
  }

  /// The same, from tables of which some may have been read.
  init(
    _ shelf: inout TableShelf,
    primary: PriceSource,
    fallbacks: [PriceSource],
    codeYear: FinancialYear?,
    codeMap: CodeMap?
  ) throws(DiagnosticList) {
    var faults = DiagnosticList()
    var files: [FileStamp] = []
    var books: [(source: PriceSource, book: Book, factor: Factor)] = []
    let deflators = faults.collect { () throws(DiagnosticList) in try shelf.indices() }
    for source in [primary] + fallbacks {
      let read = faults.collect { () throws(DiagnosticList) in try Self.book(source, in: &shelf) }
      let factor = faults.collect { () throws(DiagnosticList) in
        try Self.factor(source, to: primary.year, deflators)
      }
      guard let (book, file) = read, let factor else { continue }
      books.append((source, book, factor))
      files.append(file)
    }
    let drugs = faults.collect { () throws(DiagnosticList) in try shelf.drugPrices() }
    let changes = faults.collect { () throws(DiagnosticList) in try shelf.changes() }
    try faults.throwIfFaulty()
    guard let drugs, let changes, let deflators else { throw faults }
    self.primary = primary
    self.fallbacks = fallbacks
    self.codeYear = codeYear ?? primary.year
    self.codeMap = codeMap
    self.books = books
    self.drugs = drugs
    codeChanges = changes
    let usesDeflators = ([primary] + fallbacks).contains(where: \.isDeflated)
    deflatorFile = usesDeflators ? deflators.file : nil
    let extra = [deflatorFile, codeMap?.file].compactMap { $0 }
    self.files = files + [drugs.file, changes.file] + extra
  }

  private static func book(
    _ source: PriceSource,
    in shelf: inout TableShelf
  ) throws(DiagnosticList) -> (Book, FileStamp) {
    if source.basis == .tariff {
      let tariff = try shelf.nationalTariff(for: source.year, version: source.version)
      return (.tariff(tariff), tariff.file)
    }
    let costs = try shelf.averageCosts(for: source.year)
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

  /// Brings all prices but those of drugs to another year.
  mutating func carry(by conversion: Conversion?) {
    carried = conversion
  }

  /// The national tariff that is asked first; nil when that is a schedule of costs.
  var primaryTariff: NationalTariff? {
    guard case .tariff(let tariff)? = books.first?.book else { return nil }
    return tariff
  }

  /// The costs that are asked first; nil when that is a tariff.
  var primaryCosts: AverageCosts? {
    guard case .costs(let costs)? = books.first?.book else { return nil }
    return costs
  }

  /// What a unit of activity is worth.
  public func value(
    of currency: CurrencyCode,
    at pointOfDelivery: PointOfDelivery,
    setting: String = "",
    treatmentFunction: TreatmentFunction? = nil
  ) -> Valuation {
    // A drug is paid at its price, which neither uplift nor efficiency moves.
    if pointOfDelivery == .drug, let drug = drugs[currency] { return value(of: drug) }
    guard let carried else { return published(currency, pointOfDelivery, setting, treatmentFunction) }
    switch published(currency, pointOfDelivery, setting, treatmentFunction) {
    case .priced(let value): return .priced(value.converted(by: carried))
    case .unpriced(let reason): return .unpriced(reason)
    }
  }

  private func published(
    _ currency: CurrencyCode,
    _ pointOfDelivery: PointOfDelivery,
    _ setting: String,
    _ treatmentFunction: TreatmentFunction?
  ) -> Valuation {
    let terms = PriceTerms(
      currency: currency,
      pointOfDelivery: pointOfDelivery,
      setting: setting,
      treatmentFunction: treatmentFunction
    )
    var reasons: [String] = []
    for (source, book, factor) in books {
      let isFallback = !reasons.isEmpty
      switch value(of: terms, in: book, of: source) {
      case .priced(var value):
        if isFallback { value.markAsFallback() }
        return .priced(factor == .one ? value : value.converted(by: deflation(factor, from: source.year)))
      case .unpriced(let reason):
        reasons.append(reason)
      }
    }
    return .unpriced(reasons.joined(separator: "; "))
  }

  /// The value in one book, by the code itself, by what it is made of there, or by its other names.
  private func value(of terms: PriceTerms, in book: Book, of source: PriceSource) -> Valuation {
    let currency = terms.currency
    if let change = codeChanges.changedMeaning(of: currency, between: codeYear, and: source.year) {
      guard let parts = codeMap?.parts(of: currency, in: codeYear, from: source.year) else {
        return .unpriced(
          "not filled from \(source.year): the meaning of \(currency) changed \(change.between)"
        )
      }
      return value(of: terms, madeOf: parts, in: book)
    }
    let own = Self.value(of: terms, in: book)
    guard case .unpriced = own else { return own }
    for code in codeChanges.otherNames(of: currency) {
      if case .priced(var value) = Self.value(of: terms.with(code), in: book) {
        value.note(", there coded \(code)")
        return .priced(value)
      }
    }
    return own
  }

  /// The mean of what the parts of a code were worth, by their shares.
  private func value(of terms: PriceTerms, madeOf parts: [CodeMap.Part], in book: Book) -> Valuation {
    var mapped: [(part: CodeMap.Part, value: UnitValue)] = []
    for part in parts {
      switch Self.value(of: terms.with(part.earlier), in: book) {
      case .priced(let value): mapped.append((part, value))
      case .unpriced(let reason): return .unpriced("\(terms.currency) is mapped, but \(reason)")
      }
    }
    return UnitValue(mixing: mapped, as: terms.currency).map { .priced($0) } ?? .unpriced("nothing to map")
  }

  private func deflation(_ factor: Factor, from year: FinancialYear) -> Conversion {
    Conversion(
      name: .deflator,
      factor: factor,
      text: ", brought to \(primary.year) by the GDP deflator × \(factor)",
      evidence: .derived,
      position: deflatorFile.map { Position(file: $0.path) }
    )
  }

  private func value(of drug: DrugPrices.Price) -> Valuation {
    guard let price = drug.dosePrice else { return .unpriced("no list price of \(drug.name) was read") }
    return .priced(
      UnitValue(
        price: price,
        basis: .drugListPrice,
        evidence: drug.evidence,
        source: "list price of \(drug.name), drugs.csv:\(drug.line)",
        publication: "list price of \(drug.name)",
        position: Position(file: drugs.file.path, line: drug.line)
      )
    )
  }

  private static func value(of terms: PriceTerms, in book: Book) -> Valuation {
    switch book {
    case .tariff(let tariff): tariff.value(of: terms.currency, at: terms.pointOfDelivery)
    case .costs(let costs):
      costs.value(
        of: terms.currency,
        at: terms.pointOfDelivery,
        setting: terms.setting,
        treatmentFunction: terms.treatmentFunction
      )
    }
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
        publication: publicationOfYear,
        position: Position(file: file.path, line: prices.line)
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
          publication: publication,
          position: Position(file: file.path, line: cost.line)
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
