import Diagnostics
import Quantities

/// One row of a rate card: what the rules come to for all lines that are alike but for their numbers.
///
/// Lines are alike that share year, currency, point of delivery, setting, treatment function, how the patient was
/// admitted, best practice, and what is unbundled. Their numbers are age, nights, quantity, top-up, factor,
/// provider and local price.
///
/// It holds whole numbers and flags alone, so that pricing a line follows no reference; its texts stand apart.
struct Rate: Sendable {
  /// Whether no line of it has a price.
  let isUnpriced: Bool
  let exceptions: LineExceptions
  /// The price in thousand-millionths of a pound; 0 where each line brings its own.
  let base: Int64
  /// Whether each line brings its own price.
  let bringsPrice: Bool
  let basis: CostBasis
  let evidence: Evidence
  let trace: RuleTrace
  let isSettled: Bool
  let shortStay: ShortStay?
  let longStay: LongStayTerms?
  let bestPractice: BestPracticeTerms?
  let takesMarketForces: Bool
  let isWithoutMarketForcesUnverified: Bool
  let unbundled: UnbundledTerms?
  let figures: Figures

  /// What a short stay pays; only for admissions that are emergencies.
  struct ShortStay: Sendable {
    /// Thousand-millionths of a pound; nil when none is published here.
    let price: Int64?
    let minimumAge: Int
    let nightsBelow: Int
    let evidence: Evidence
  }

  /// When a stay is long and what a day of it pays.
  struct LongStayTerms: Sendable {
    let trimPoint: Int?
    /// Thousand-millionths of a pound; nil when none is published here.
    let perDay: Int64?
  }

  /// What a best practice that was met does; the row is nil when none is published here.
  struct BestPracticeTerms: Sendable {
    let kind: BestPracticePrices.Kind?
    let price: Int64
    let evidence: Evidence
  }

  /// What is unbundled, for one unit of the core, in 10⁻¹⁵ pounds.
  struct UnbundledTerms: Sendable {
    /// Whether a part of it has no price.
    let isUnpriced: Bool
    let basis: CostBasis?
    /// What is multiplied by the market forces factor.
    let takingMarketForces: Int128
    /// What is not.
    let plain: Int128
    /// Whether a provider without a published factor makes it unverified.
    let hasTariffPrice: Bool
    let evidence: Evidence
    let trace: RuleTrace
  }

  /// The figures of the year that the numbers of a line meet.
  struct Figures: Sendable {
    let rounding: RoundingRule
    let roundingEvidence: Evidence
    let topUpOnLongStay: Bool
    let topUpEvidence: Evidence
    let takesOutCriticalCare: Bool
    let takesOutRehabilitation: Bool
    let takesOutPalliative: Bool
    let takenOutEvidence: Evidence
    let shortStayOnBestPractice: Bool
    let shortStayOnBestPracticeEvidence: Evidence

    init(_ figures: PricingFigures) {
      rounding = figures.rounding.value
      roundingEvidence = figures.rounding.evidence
      topUpOnLongStay = figures.topUpOnLongStay.value
      topUpEvidence = figures.topUpOnLongStay.evidence
      takesOutCriticalCare = figures.takesOutCriticalCare
      takesOutRehabilitation = figures.takesOutRehabilitation
      takesOutPalliative = figures.takesOutPalliative
      takenOutEvidence = figures.daysTakenOut.evidence
      shortStayOnBestPractice = figures.shortStayOnBestPractice.value
      shortStayOnBestPracticeEvidence = figures.shortStayOnBestPractice.evidence
    }
  }
}

/// What is known of a rate beside its numbers.
struct RateText: Sendable {
  /// Why no line of it has a price; blank when lines may have one.
  let unpriced: String
  /// Why what is unbundled has no price; blank when it has one.
  let unbundled: String
  /// What carries the price that a line brings to its year.
  let localSteps: [Factor]

  /// The price that a line brings, in thousand-millionths of a pound, carried to its year; nil when it does not
  /// fit.
  func carried(_ localPrice: Int64) -> Int64? {
    var price = UnitPrice(nanopounds: localPrice)
    for step in localSteps {
      guard price.nanopounds < Int64.max / 4, step <= .largestCarried else { return nil }
      price = price.converted(by: step)
    }
    return price.nanopounds
  }

  /// Why a line has no price.
  func reason(_ unpriced: CardPrice.Unpriced) -> String? {
    switch unpriced {
    case .no: nil
    case .rate: self.unpriced
    case .longStay: LongStay.noPricePerDay
    case .unbundled: unbundled
    }
  }
}

/// A rate with what is known beside its numbers.
typealias CompiledRate = (rate: Rate, text: RateText)

extension Rate {
  /// Compiles the rate of a line; its numbers do not matter, but for whether it brings a local price.
  static func compiled(_ line: ActivityLine, _ tables: YearTables) -> CompiledRate {
    var probe = line
    probe.localPrice = line.localPrice.map { _ in UnitPrice(pounds: 0) }
    var working = Working(probe, tables, explains: false)
    for rule in LinePricer.choosing { rule.apply(to: &working) }
    let reason = working.unpriced ?? (working.basePrice == nil ? "no price was found" : "")
    var unbundledReason = ""
    let unbundled = working.unpriced == nil ? Self.unbundled(working, &unbundledReason) : nil
    let text = RateText(unpriced: reason, unbundled: unbundledReason, localSteps: localSteps(working))
    return (Rate(working, isUnpriced: !reason.isEmpty, unbundled), text)
  }

  private init(_ working: Working, isUnpriced: Bool, _ unbundled: UnbundledTerms?) {
    let isAdjustable = working.isAdjustable
    let (isTaken, figure) = working.tables.takesMarketForces(working.basis)
    self.isUnpriced = isUnpriced
    exceptions = working.exceptions
    base = working.basePrice?.nanopounds ?? 0
    bringsPrice =
      working.trace.contains(.localPrice) || (working.basis == .passThrough && working.basePrice != nil)
    basis = working.basis
    evidence = working.evidence
    trace = working.trace
    isSettled = working.isSettled
    shortStay = isAdjustable ? Self.shortStay(working) : nil
    longStay = isAdjustable ? Self.longStay(working) : nil
    bestPractice = isAdjustable ? Self.bestPractice(working) : nil
    takesMarketForces = isTaken
    isWithoutMarketForcesUnverified = figure?.evidence == .unverified
    self.unbundled = unbundled
    figures = Figures(working.tables.figures)
  }

  private static func localSteps(_ working: Working) -> [Factor] {
    guard working.basis == .localPrice, let agreed = working.line.localPriceYear,
      agreed != working.line.year,
      case .success(let conversions) = LocalPriceRule.conversions(
        of: working.line,
        at: working.pointOfDelivery,
        from: agreed,
        working.tables
      )
    else { return [] }
    return conversions.map(\.factor)
  }

  private static func shortStay(_ working: Working) -> ShortStay? {
    let figures = working.tables.figures
    guard working.basis == .tariff, working.pointOfDelivery == .nonElectiveInpatient,
      let method = working.line.admissionMethod,
      figures.shortStayMethods.value.contains(method.uppercased()), let prices = working.tariffPrices
    else { return nil }
    let reduced = prices.reducedShortStay(besides: prices.nonElective)
    if reduced == nil, prices.isShortStayInFull { return nil }
    return ShortStay(
      price: reduced.map { working.tables.carriedPrice($0).nanopounds },
      minimumAge: figures.shortStayMinimumAge.value,
      nightsBelow: figures.shortStayNightsBelow.value,
      evidence: figures.shortStayWeakest
    )
  }

  private static func longStay(_ working: Working) -> LongStayTerms? {
    guard working.basis == .tariff, let pointOfDelivery = working.pointOfDelivery,
      LongStay.trimColumn(at: pointOfDelivery) != nil
    else { return nil }
    let prices = working.tariffPrices
    let isElective = pointOfDelivery == .electiveInpatient
    return LongStayTerms(
      trimPoint: isElective ? prices?.electiveTrimPoint : prices?.nonElectiveTrimPoint,
      perDay: prices?.excessBedDay.map { working.tables.carriedPrice($0).nanopounds }
    )
  }

  private static func bestPractice(_ working: Working) -> BestPracticeTerms? {
    guard let flag = working.line.bestPractice, working.basis == .tariff,
      let pointOfDelivery = working.pointOfDelivery
    else { return nil }
    let row = working.tables.bestPractice?.row(
      of: working.line.currency,
      at: pointOfDelivery,
      meeting: flag
    )
    return BestPracticeTerms(
      kind: row?.kind,
      price: row.map { working.tables.carriedPrice($0.price).nanopounds } ?? 0,
      evidence: row?.evidence ?? .unverified
    )
  }

  private static func unbundled(_ working: Working, _ unpriced: inout String) -> UnbundledTerms? {
    guard !working.line.unbundled.isEmpty, let core = working.pointOfDelivery else { return nil }
    let several = working.tables.figures.severalUnbundledUnits.evidence
    var taking: Int128 = 0
    var plain: Int128 = 0
    var hasTariffPrice = false
    var basis: CostBasis?
    var evidence = Evidence.seen
    var trace = RuleTrace()
    var reason: String?
    for item in working.line.unbundled where reason == nil {
      switch UnbundledServices.price(item, beside: core, working.line, working.tables) {
      case .unpriced(let why): reason = "unbundled \(item.currency): \(why)"
      case .inside(let figure):
        trace.insert(.unbundledInside, figure.evidence)
        if figure.evidence == .unverified { evidence = .unverified }
      case .priced(let value, let units):
        if let basis, basis != value.basis { reason = UnbundledServices.mixedBases }
        basis = value.basis
        let amount = Int128(value.price.nanopounds) * Int128(units.millionths)
        if working.tables.takesMarketForces(value.basis).isTaken { taking += amount } else { plain += amount }
        hasTariffPrice = hasTariffPrice || value.basis == .tariff
        let isSeveral = item.units > Activity(1)
        if units != item.units { trace.insert(.oneUnbundledUnit, several) }
        evidence = evidence.weaker(value.evidence)
        let isUnverified = isSeveral && several == .unverified
        if isUnverified { evidence = .unverified }
        trace.insert(.unbundled, isUnverified ? .unverified : value.evidence)
      }
    }
    unpriced = reason ?? ""
    return UnbundledTerms(
      isUnpriced: reason != nil,
      basis: basis,
      takingMarketForces: taking,
      plain: plain,
      hasTariffPrice: hasTariffPrice,
      evidence: evidence,
      trace: trace
    )
  }
}
