import Diagnostics
import Quantities

/// Pays what is generated beside the core: chemotherapy, radiotherapy, imaging, critical care, and others by
/// the family of their code (rule C2).
///
///     unbundled = Σ price × units, each × the market forces factor where its price is of the tariff
///
/// Imaging in an admitted spell or an outpatient procedure is inside that price (unverified); the delivery of
/// chemotherapy to an inpatient is inside the price of the bed. Whether several units of one currency are all
/// paid is a row of `rules.csv` (unverified). The core and what is unbundled are rounded apart, and each has its
/// own basis; prices of two bases are not added.
///
/// Years: from 2009/10. Source: SUS+ fields `unbundled_hrg`; National Schedule of Reference Costs.
/// Example: SB97Z at £0 with SB12Z at the average cost of 2017/18: core £0.00, unbundled £247.74.
struct UnbundledServices: PaymentRule {
  func apply(to working: inout Working) {
    guard working.basePrice != nil, working.unpriced == nil, !working.line.unbundled.isEmpty,
      let core = working.pointOfDelivery
    else { return }
    for item in working.line.unbundled {
      let priced = Self.price(item, beside: core, working.line, working.tables)
      switch priced {
      case .unpriced(let reason):
        working.unpriced = "unbundled \(item.currency): \(reason)"
        return
      case .inside(let figure):
        working.noteUnbundled(
          .unbundledInside,
          "\(item.currency) inside the price of \(core)",
          working.explanation.total,
          at: figure.position,
          figure.evidence
        )
      case .priced(let value, let units):
        add(value, units, item, to: &working)
        if working.unpriced != nil { return }
      }
    }
  }

  private func add(_ value: UnitValue, _ units: Activity, _ item: UnbundledUnits, to working: inout Working) {
    let figures = working.tables.figures
    guard working.unbundledBasis == nil || working.unbundledBasis == value.basis else {
      working.unpriced = Self.mixedBases
      return
    }
    working.unbundledBasis = value.basis
    if units != item.units {
      working.trace.insert(.oneUnbundledUnit, figures.severalUnbundledUnits.evidence)
    }
    if item.units > Activity(1), figures.severalUnbundledUnits.evidence == .unverified {
      working.evidence = .unverified
    }
    let found = Self.factor(for: value.basis, working.line, working.tables)
    if found.isUnverified, value.basis == .tariff { working.evidence = .unverified }
    let perUnits = (units * value.price).multiplied(by: found.factor)
    let all = perUnits?.multiplied(by: Factor(millionths: working.line.quantity.millionths))
    guard let perUnits, let all, let sum = working.unbundled.adding(perUnits),
      let total = working.explanation.total.adding(all)
    else {
      working.unpriced = LinePricer.tooLarge
      return
    }
    working.unbundled = sum
    working.evidence = working.evidence.weaker(value.evidence)
    let several = item.units > Activity(1) ? figures.severalUnbundledUnits.evidence : .seen
    let quantity = working.line.quantity
    working.noteUnbundled(
      .unbundled,
      "unbundled \(item.currency): £\(value.price) × \(units)"
        + (found.factor == .one ? "" : " × market forces \(found.factor)")
        + (quantity == Activity(1) ? "" : " × \(quantity)") + " (\(value.source))",
      total,
      at: value.position,
      publication: value.publication,
      several == .unverified ? .unverified : value.evidence
    )
  }

  static let mixedBases =
    "its unbundled prices are of two bases, which are not added; put them on lines of their own"

  /// The factor on an unbundled price: only a price of the tariff takes the one that a line brings.
  static func factor(
    for basis: CostBasis,
    _ line: ActivityLine,
    _ tables: YearTables
  ) -> MarketForcesRule.Found {
    tables.takesMarketForces(basis).isTaken
      ? MarketForcesRule.factor(for: basis, of: line, tables)
      : MarketForcesRule.lookedUp(for: basis, line.provider, line.year, tables)
  }

  enum Priced {
    case priced(UnitValue, units: Activity)
    case inside(Figure<[String]>)
    case unpriced(String)
  }

  /// What some unbundled units are worth beside a core.
  static func price(
    _ item: UnbundledUnits,
    beside core: PointOfDelivery,
    _ line: ActivityLine,
    _ tables: YearTables
  ) -> Priced {
    let figures = tables.figures
    let code = item.currency.description
    let isImaging = figures.imagingFamilies.value.contains { code.hasPrefix($0) }
    if isImaging, figures.imagingInside.value.contains(core.rawValue) {
      return .inside(figures.imagingInside)
    }
    let isDelivery = code.hasPrefix("SB") && !figures.chemotherapyProcurement.value.contains(code)
    if isDelivery, figures.chemotherapyDeliveryInside.value.contains(core.rawValue) {
      return .inside(figures.chemotherapyDeliveryInside)
    }
    let units =
      figures.severalUnbundledUnits.value ? item.units : min(item.units, Activity(1))
    var reasons: [String] = []
    for (pointOfDelivery, setting) in places(of: code, beside: core, line.setting) {
      switch tables.value(of: item.currency, at: pointOfDelivery, setting: setting) {
      case .priced(let value): return .priced(value, units: units)
      case .unpriced(let reason): reasons.append(reason)
      }
    }
    return .unpriced(reasons.first ?? "no point of delivery is known for it")
  }

  /// Where the price of an unbundled currency may stand: by the family of its code and the setting of its core.
  static func places(
    of code: String,
    beside core: PointOfDelivery,
    _ setting: String
  ) -> [(PointOfDelivery, String)] {
    let pointsOfDelivery: [PointOfDelivery] =
      switch code.prefix(2) {
      case "SB": [.unbundledChemotherapy]
      case "SC": [.unbundledRadiotherapy]
      case "SD": [.unbundledPalliativeCare]
      case "RD", "RN": [.unbundledDiagnosticImaging]
      case "VC": [.unbundledRehabilitation]
      case "XA": [.unbundledNeonatalCriticalCare, .unbundledAdultCriticalCare]
      case "XB": [.unbundledPaediatricCriticalCare, .unbundledAdultCriticalCare]
      case "XC": [.unbundledAdultCriticalCare]
      default: [.unbundledOther]
      }
    // That of the line may be of the core alone, as is consultant-led.
    let settings = setting.isEmpty ? Self.settings(of: core) : [setting] + Self.settings(of: core)
    return pointsOfDelivery.flatMap { pointOfDelivery in settings.map { (pointOfDelivery, $0) } }
  }

  /// How the schedules of costs name the setting of a core.
  private static func settings(of core: PointOfDelivery) -> [String] {
    switch core {
    case .dayCase: ["day case"]
    case .electiveInpatient: ["elective", "inpatient"]
    case .nonElectiveInpatient, .nonElectiveNonEmergency: ["non-elective long stay", "inpatient"]
    case .nonElectiveShortStay: ["non-elective short stay", "inpatient"]
    case .regularDayAttender, .regularNightAttender: ["regular day or night"]
    default: ["outpatient"]
    }
  }
}

extension Working {
  /// Notes what an unbundled unit adds; the explanation goes on from the rounded core.
  fileprivate mutating func noteUnbundled(
    _ outcome: RuleOutcome,
    _ text: @autoclosure () -> String,
    _ after: ExactPounds,
    at position: Position?,
    publication: String = "",
    _ evidence: Evidence
  ) {
    trace.insert(outcome, evidence)
    if evidence == .unverified { self.evidence = .unverified }
    guard explains else { return }
    let mark = evidence == .unverified ? " [unverified]" : ""
    explanation.note(
      outcome.text,
      text() + mark,
      to: after,
      at: position,
      publication: publication,
      evidence: evidence
    )
  }
}
