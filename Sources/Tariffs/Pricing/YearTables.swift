import Diagnostics
import Quantities

/// The tables that price the lines of one year.
///
/// It never changes, and is a class only so that the rules can hand it on without counting all that it holds.
final class YearTables: Sendable {
  /// The year of the lines.
  let year: FinancialYear
  /// The prices; nil when the year has no tables and all its lines bring a local price.
  let list: PriceList?
  /// The national tariff that the prices come from first, for its trim points and prices per day.
  let tariff: NationalTariff?
  let marketForces: MarketForces?
  let bestPractice: BestPracticePrices?
  /// Nil when no line brings a local price.
  let uplifts: Uplifts?
  /// What brings the prices of another year to this one; nil when they are its own.
  let carried: Conversion?
  let figures: PricingFigures

  init(
    year: FinancialYear,
    list: PriceList?,
    marketForces: MarketForces?,
    bestPractice: BestPracticePrices?,
    uplifts: Uplifts?,
    carried: Conversion?,
    figures: PricingFigures
  ) {
    self.year = year
    self.list = list
    tariff = list?.primaryTariff
    self.marketForces = marketForces
    self.bestPractice = bestPractice
    self.uplifts = uplifts
    self.carried = carried
    self.figures = figures
  }

  /// What a unit is worth in the year of the line.
  func value(
    of currency: CurrencyCode,
    at pointOfDelivery: PointOfDelivery,
    setting: String = "",
    treatmentFunction: TreatmentFunction? = nil
  ) -> Valuation {
    guard let list else { return .unpriced("no prices of \(year) are published here") }
    let found = list.value(
      of: currency,
      at: pointOfDelivery,
      setting: setting,
      treatmentFunction: treatmentFunction
    )
    // A drug is paid at its price, which neither uplift nor efficiency moves.
    guard case .priced(let value) = found, let carried, value.basis != .drugListPrice else { return found }
    return .priced(value.converted(by: carried))
  }

  /// A price of the tariff brought to the year of the line.
  func carriedPrice(_ price: UnitPrice) -> UnitPrice {
    guard let carried, carried.factor != .one else { return price }
    return price.converted(by: carried.factor)
  }

  /// Whether the basis takes the factor of the provider, and on what evidence.
  func takesMarketForces(_ basis: CostBasis) -> (isTaken: Bool, figure: Figure<Bool>?) {
    switch basis {
    case .tariff: (true, nil)
    case .averageCost, .unpriced, .providerCost:
      (figures.marketForcesOnAverageCosts.value, figures.marketForcesOnAverageCosts)
    case .localPrice: (figures.marketForcesOnLocalPrices.value, figures.marketForcesOnLocalPrices)
    case .drugListPrice, .passThrough:
      (figures.marketForcesOnPassThrough.value, figures.marketForcesOnPassThrough)
    }
  }
}

/// The figures of a year that pricing a line needs, each with the row that holds it.
///
/// It never changes, and is a class only so that the rules can hand it on without counting all that it holds.
final class PricingFigures: Sendable {
  let dayCaseClassifications: Figure<[String]>
  let regularDayClassifications: Figure<[String]>
  let regularNightClassifications: Figure<[String]>
  let electiveMethods: Figure<[String]>
  let emergencyMethods: Figure<[String]>
  let ungroupedCurrency: Figure<[String]>
  let ungroupedPrice: Figure<UnitPrice>
  let attendanceWhenUnpriced: Figure<Bool>
  let regularAttenderCores: Figure<[String]>
  let shortStayMinimumAge: Figure<Int>
  let shortStayNightsBelow: Figure<Int>
  let shortStayMethods: Figure<[String]>
  let shortStayOnBestPractice: Figure<Bool>
  let daysTakenOut: Figure<[String]>
  let topUpOnLongStay: Figure<Bool>
  let unknownProviderFactor: Figure<Factor>
  let marketForcesOnLocalPrices: Figure<Bool>
  let marketForcesOnAverageCosts: Figure<Bool>
  let marketForcesOnPassThrough: Figure<Bool>
  let severalUnbundledUnits: Figure<Bool>
  let imagingFamilies: Figure<[String]>
  let imagingInside: Figure<[String]>
  let chemotherapyDeliveryInside: Figure<[String]>
  let chemotherapyProcurement: Figure<[String]>
  let chemotherapyFirst: Figure<[String]>
  let chemotherapyLater: Figure<[String]>
  let radiotherapyPreparation: Figure<[String]>
  let radiotherapyDelivery: Figure<[String]>
  let upliftMode: Figure<UpliftMode>
  let rounding: Figure<RoundingRule>

  /// The figures of a year's rules; nil when one is not there, which reading the rules has reported.
  init?(_ rules: PaymentRules) {
    guard let dayCase = rules.words(.dayCaseClassifications),
      let regularDay = rules.words(.regularDayClassifications),
      let regularNight = rules.words(.regularNightClassifications),
      let elective = rules.words(.electiveMethods), let emergency = rules.words(.emergencyMethods),
      let ungrouped = rules.words(.ungroupedCurrency), let ungroupedPrice = rules.price(.ungroupedPrice),
      let attendance = rules.flag(.attendanceWhenUnpriced),
      let cores = rules.words(.regularAttenderCores), let age = rules.count(.shortStayMinimumAge),
      let nights = rules.count(.shortStayNightsBelow), let methods = rules.words(.shortStayMethods),
      let onBestPractice = rules.flag(.shortStayOnBestPractice), let takenOut = rules.words(.daysTakenOut),
      let topUp = rules.flag(.topUpOnLongStay), let unknown = rules.factor(.unknownProviderFactor),
      let onLocal = rules.flag(.marketForcesOnLocalPrices),
      let onCosts = rules.flag(.marketForcesOnAverageCosts),
      let onPassThrough = rules.flag(.marketForcesOnPassThrough),
      let several = rules.flag(.severalUnbundledUnits), let imaging = rules.words(.imagingFamilies),
      let inside = rules.words(.imagingInside),
      let deliveryInside = rules.words(.chemotherapyDeliveryInside),
      let procurement = rules.words(.chemotherapyProcurement), let first = rules.words(.chemotherapyFirst),
      let later = rules.words(.chemotherapyLater), let preparation = rules.words(.radiotherapyPreparation),
      let delivery = rules.words(.radiotherapyDelivery), let mode = rules.upliftMode,
      let rounding = rules.rounding
    else { return nil }
    dayCaseClassifications = dayCase
    regularDayClassifications = regularDay
    regularNightClassifications = regularNight
    electiveMethods = elective
    emergencyMethods = emergency
    ungroupedCurrency = ungrouped
    self.ungroupedPrice = ungroupedPrice
    attendanceWhenUnpriced = attendance
    regularAttenderCores = cores
    shortStayMinimumAge = age
    shortStayNightsBelow = nights
    shortStayMethods = methods
    shortStayOnBestPractice = onBestPractice
    daysTakenOut = takenOut
    topUpOnLongStay = topUp
    unknownProviderFactor = unknown
    marketForcesOnLocalPrices = onLocal
    marketForcesOnAverageCosts = onCosts
    marketForcesOnPassThrough = onPassThrough
    severalUnbundledUnits = several
    imagingFamilies = imaging
    imagingInside = inside
    chemotherapyDeliveryInside = deliveryInside
    chemotherapyProcurement = procurement
    chemotherapyFirst = first
    chemotherapyLater = later
    radiotherapyPreparation = preparation
    radiotherapyDelivery = delivery
    upliftMode = mode
    self.rounding = rounding
  }

  /// Which kinds of days do not count towards the trim point.
  var takesOutCriticalCare: Bool { daysTakenOut.value.contains("critical-care") }
  var takesOutRehabilitation: Bool { daysTakenOut.value.contains("rehabilitation") }
  var takesOutPalliative: Bool { daysTakenOut.value.contains("palliative") }
}
