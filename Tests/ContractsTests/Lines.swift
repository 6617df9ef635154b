import TestSupport
import FundingFlows
import Pathways
import Quantities

/// A line of a ledger for a test, priced by its activity unless the test says otherwise.
func line(
  _ currency: CurrencyCode? = "JA20F",
  _ pointOfDelivery: PointOfDelivery? = .dayCase,
  year: FinancialYear = "2017/18",
  provider: ProviderCode = "R1H",
  step: String = "S1",
  treatmentFunction: TreatmentFunction? = nil,
  basis: CostBasis = .tariff,
  activity: Activity = "1",
  price: UnitPrice? = nil,
  marketForces: Factor = "1",
  value: Pence? = nil,
  category: String = "12",
  evidence: Evidence = .seen
) -> LedgerLine {
  let exact = price.map { activity * $0 * marketForces }
  return LedgerLine(
    financialYear: year,
    commissioner: "QMF",
    provider: provider,
    pathway: "breast",
    phase: .treatment,
    step: step,
    stage: .one,
    currency: currency,
    pointOfDelivery: pointOfDelivery,
    treatmentFunction: treatmentFunction,
    basis: basis,
    activity: activity,
    unitPrice: price,
    marketForces: marketForces,
    value: value ?? exact?.rounded(.penceHalfUp),
    serviceCategory: category,
    evidence: evidence,
    source: ""
  )
}

/// A ledger that is the same for the same seed.
struct RandomLedger {
  let lines: [LedgerLine]

  static let year: FinancialYear = "2017/18"
  static let emergencies: [PointOfDelivery] = [.nonElectiveInpatient, .nonElectiveShortStay]

  init(_ seed: UInt64) {
    var random = Seeded(seed)
    let currencies: [CurrencyCode] = ["JA20F", "DZ17T", "SB12Z", "SC23Z", "RN01A", "WF01B", "trastuzumab"]
    let places: [PointOfDelivery] = [
      .dayCase, .electiveInpatient, .nonElectiveInpatient, .nonElectiveShortStay, .drug, .outpatientProcedure,
    ]
    lines = (0..<random.int(0...60)).map { number in
      line(
        random.happens(90) ? random.pick(currencies) : nil,
        random.happens(90) ? random.pick(places) : nil,
        year: random.pick(["2016/17", Self.year, Self.year, Self.year, Self.year]),
        provider: random.pick(["R1H", "RJ2", "RJZ"]),
        step: "S\(number)",
        basis: random.pick([.tariff, .averageCost]),
        activity: Activity(millionths: Int64(random.int(0...50_000_000))),
        price: random.happens(85) ? UnitPrice(nanopounds: Int64(random.int(0...9_000_000_000_000))) : nil,
        marketForces: Factor(millionths: Int64(random.int(1_000_000...1_250_000))),
        category: random.pick(["12", "12", "21", "25", "31"]),
        evidence: random.pick([.seen, .derived, .unverified])
      )
    }
  }

  var ledger: Ledger { Ledger(lines) }
}
