import Pathways
import Populations
import Quantities
import Tariffs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the uncertainty of a model needs to know of it.
extension FundingModel {
  /// The calendar years of which people are followed.
  var followedYears: ClosedRange<Int> { read.cohorts.years }

  /// The last year of which cases were registered; nil when none were read.
  var lastRegistered: Int? { read.people.lastRegistered }

  /// What holds in a financial year.
  func year(_ start: Int) -> ModelYear? { years[start] }

  /// The people of the years, those that several years share once.
  var variants: [FollowedPeople] {
    var seen: Set<Int> = []
    return scenario.years.compactMap { years[$0]?.people }.filter { seen.insert($0.variant).inserted }
  }

  /// The excess hazard of a stage over five years; nil when there is none.
  func excessHazard(of site: String, _ stage: Stage) -> Double? {
    read.people.inputs.netSurvival.cumulativeHazard(of: site, stage, after: 5)
  }

  /// The local ratio around which a distribution of it lies: that of all areas, of women where both sexes are meant.
  func localRatio(of site: String, _ sex: Sex?) -> Double {
    read.people.inputs.incidence.commonRatio(of: site, sex ?? .female)
  }

  /// Who pays for an activity in a year, its price, and whether market forces multiply it.
  func flow(of activity: CostedActivity, _ model: ModelYear, _ start: Int) -> (
    commissioner: CommissionerCode, price: Double, takesMarketForces: Bool
  ) {
    let year = FinancialYear(start: start)
    let priced = price(of: activity, model.priceYears[year])
    let payer = responsibility(for: activity, year)
    return (
      payer == .nhsEngland ? scenario.nationalCommissioner : scenario.commissioner,
      priced.price?.approximatePounds ?? 0,
      priced.basis == .tariff && read.marketForces != nil
    )
  }

  /// The market forces factor of a provider; 1 where none is used.
  func marketForces(of provider: ProviderCode) -> Double {
    read.marketForces?[provider].map { Double($0.millionths) / 1e6 } ?? 1
  }
}
