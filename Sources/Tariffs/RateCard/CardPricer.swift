import Quantities

/// Prices lines by the rate card: the rules and tables of the years, compiled once for all lines that are alike.
///
/// It comes to the same as ``LinePricer`` for every line, many times faster, without the explanation. Each rate
/// is compiled when a first line needs it and kept; a copy keeps what it has and goes on for itself.
public struct CardPricer: Sendable {
  /// The rules from which the rates are compiled.
  public let rules: LinePricer
  private var rates: [RateKey: CompiledRate] = [:]
  private var factors: [FactorKey: ProviderFactor] = [:]

  private struct FactorKey: Hashable {
    let provider: ProviderCode
    let year: FinancialYear
  }

  /// No rates so far.
  public init(_ rules: LinePricer) {
    self.rules = rules
  }

  /// Prices one line.
  public mutating func price(_ line: ActivityLine) -> LinePrice {
    guard let tables = rules.years[line.year] else { return rules.price(line, explains: false).price }
    let (rate, text) = rate(of: line, tables)
    var numbers = LineNumbers(line)
    numbers.provider = factor(of: line.provider, line.year, tables)
    let carried = rate.bringsPrice ? text.carried(numbers.localPrice) : 0
    if let carried { numbers.localPrice = carried }
    guard carried != nil, let price = rate.price(numbers) else {
      return rules.price(line, explains: false).price
    }
    return LinePrice(price, of: rate, text)
  }

  mutating func rate(of line: ActivityLine, _ tables: YearTables) -> CompiledRate {
    let key = RateKey(line)
    if let known = rates[key] { return known }
    let rate = Rate.compiled(line, tables)
    rates[key] = rate
    return rate
  }

  mutating func factor(
    of provider: ProviderCode?,
    _ year: FinancialYear,
    _ tables: YearTables
  ) -> ProviderFactor {
    guard let provider else { return .none }
    let key = FactorKey(provider: provider, year: year)
    if let known = factors[key] { return known }
    let factor = ProviderFactor(provider, year, tables)
    factors[key] = factor
    return factor
  }
}

/// What lines of one rate share.
struct RateKey: Hashable {
  let year: FinancialYear
  let currency: CurrencyCode
  let pointOfDelivery: PointOfDelivery?
  let setting: String
  let treatmentFunction: TreatmentFunction?
  let attendance: CurrencyCode?
  let patientClassification: String?
  let admissionMethod: String?
  let bestPractice: String?
  let unbundled: [UnbundledUnits]
  let hasLocalPrice: Bool
  let localPriceYear: FinancialYear?

  init(_ line: ActivityLine) {
    year = line.year
    currency = line.currency
    pointOfDelivery = line.pointOfDelivery
    setting = line.setting
    treatmentFunction = line.treatmentFunction
    attendance = line.attendance
    patientClassification = line.patientClassification
    admissionMethod = line.admissionMethod
    bestPractice = line.bestPractice
    unbundled = line.unbundled
    hasLocalPrice = line.localPrice != nil
    localPriceYear = line.localPriceYear
  }
}

extension LineNumbers {
  /// The numbers of a line, but for its provider's factor.
  init(_ line: ActivityLine) {
    age = line.age
    lengthOfStay = line.lengthOfStay
    criticalCareDays = line.criticalCareDays
    rehabilitationDays = line.rehabilitationDays
    palliativeDays = line.palliativeDays
    quantity = line.quantity.millionths
    topUp = line.topUp.millionths
    givenFactor = line.marketForcesFactor?.millionths
    localPrice = line.localPrice?.nanopounds ?? 0
  }
}

extension LinePrice {
  /// A price of a rate as everybody reads it.
  init(_ price: CardPrice, of rate: Rate, _ text: RateText) {
    if let reason = text.reason(price.unpriced) {
      self.init(unpriced: reason)
      return
    }
    self.init()
    basePrice = UnitPrice(nanopounds: price.base)
    isShortStay = price.isShortStay
    excessBedDays = price.excessBedDays
    longStay = ExactPounds(UnitPrice(nanopounds: price.longStay))
    payable = price.payable
    marketForces = Factor(millionths: price.marketForces)
    coreValue = Pence(price.core)
    unbundledValue = Pence(price.unbundled)
    basis = rate.basis
    unbundledBasis = rate.unbundled?.basis
    evidence = price.evidence
    exceptions = rate.exceptions
    trace = price.trace
  }
}

extension CardPrice {
  /// The same in 10⁻¹⁵ pounds.
  var payable15: Int128 {
    let topped = Int128(payableBeforeTopUp - payableWithoutTopUp) * Int128(1_000_000 + topUp)
    return topped + Int128(payableWithoutTopUp) * 1_000_000
  }

  /// The price per unit with its top-up, before market forces.
  var payable: ExactPounds {
    let plain = ExactPounds(UnitPrice(nanopounds: payableWithoutTopUp))
    let topped = ExactPounds(UnitPrice(nanopounds: payableBeforeTopUp - payableWithoutTopUp))
    return topped * Factor(millionths: 1_000_000 + topUp) + plain
  }
}
