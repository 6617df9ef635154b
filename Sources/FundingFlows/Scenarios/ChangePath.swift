public import Pathways
public import Populations
public import Quantities

/// What a scenario changes, or is unsure of: one input of the model by its path, such as `price.JA20F.DC`.
public enum ChangePath: Hashable, Sendable {
  /// `population`: the people.
  case population
  /// `incidence.ratio.SITE` or `incidence.ratio.SITE.SEX`: local incidence over that of the registrations.
  case incidenceRatio(String, Sex?)
  /// `incidence.forecast.SITE`: new cases of years of which none are registered, over those forecast.
  case incidenceForecast(String)
  /// `stage.SITE`: all shares by stage.
  case stages(String)
  /// `stage.SITE.STAGE`: the share of new patients at a stage; the other stages keep their proportions.
  case stage(String, Stage)
  /// `stage.SITE.early`: the share at stages 1 and 2 of those whose stage is known.
  case earlyStages(String)
  /// `survival.SITE.STAGE`: net survival at five years, as in the survival table; how it changes over time comes on
  /// top of it.
  case survival(String, Stage)
  /// `pathway.PATHWAY.STEP.share`: the share of those who had the parent of a step.
  case stepShare(String, step: String)
  /// `pathway.PATHWAY.STEP.quantity`: the units for each person who has a step.
  case stepQuantity(String, step: String)
  /// `casemix.PATHWAY.MIX.POINT`: the share of each currency of a mix that is delivered so.
  case casemix(String, mix: String, PointOfDelivery)
  /// `referrals.PATHWAY`: people in whom cancer is ruled out, for each person diagnosed.
  case referrals(String)
  /// `guideline.year`: the version of care.
  case guidelineYear
  /// `tariff.year`: the year of the prices asked first.
  case tariffYear
  /// `tariff.basis`: whether the prices asked first are the tariff or average costs.
  case tariffBasis
  /// `price`, `price.CURRENCY` or `price.CURRENCY.POINT`: pounds per unit.
  case price(CurrencyCode?, PointOfDelivery?)
  /// `provider.share.CODE`, `….PATHWAY` or `….PATHWAY.PHASE`: a provider's share of the care.
  case providerShare(ProviderCode, pathway: String?, Phase?)
}

extension ChangePath: ParsedValue {
  /// Reads a path, its components separated by dots.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, !parts.contains(where: \.isEmpty) else { return nil }
    switch (first, parts.count) {
    case ("population", 1): self = .population
    case ("incidence", 3...4) where parts[1] == "ratio":
      let sex = parts.count == 4 ? Sex(parts[3]) : nil
      guard parts.count == 3 || sex != nil else { return nil }
      self = .incidenceRatio(parts[2], sex)
    case ("incidence", 3) where parts[1] == "forecast": self = .incidenceForecast(parts[2])
    case ("stage", 2): self = .stages(parts[1])
    case ("stage", 3) where parts[2] == "early": self = .earlyStages(parts[1])
    case ("stage", 3):
      guard let stage = Self.stageAtDiagnosis(parts[2]) else { return nil }
      self = .stage(parts[1], stage)
    case ("survival", 3):
      guard let stage = Self.stageAtDiagnosis(parts[2]) else { return nil }
      self = .survival(parts[1], stage)
    case ("pathway", 4) where parts[3] == "share": self = .stepShare(parts[1], step: parts[2])
    case ("pathway", 4) where parts[3] == "quantity": self = .stepQuantity(parts[1], step: parts[2])
    case ("casemix", 4):
      guard let point = PointOfDelivery(parts[3]) else { return nil }
      self = .casemix(parts[1], mix: parts[2], point)
    case ("referrals", 2): self = .referrals(parts[1])
    case ("guideline", 2) where parts[1] == "year": self = .guidelineYear
    case ("tariff", 2) where parts[1] == "year": self = .tariffYear
    case ("tariff", 2) where parts[1] == "basis": self = .tariffBasis
    case ("price", 1...3):
      let currency = parts.count > 1 ? CurrencyCode(parts[1]) : nil
      let point = parts.count > 2 ? PointOfDelivery(parts[2]) : nil
      guard parts.count == 1 || currency != nil, parts.count < 3 || point != nil else { return nil }
      self = .price(currency, point)
    case ("provider", 3...5) where parts[1] == "share":
      let phase = parts.count > 4 ? Phase(parts[4]) : nil
      guard let provider = ProviderCode(parts[2]), parts.count < 5 || phase != nil else { return nil }
      self = .providerShare(provider, pathway: parts.count > 3 ? parts[3] : nil, phase)
    default: return nil
    }
  }

  private static func stageAtDiagnosis(_ text: String) -> Stage? {
    Stage(text).flatMap { Stage.atDiagnosis.contains($0) ? $0 : nil }
  }

  /// What a path looks like.
  public static var expectation: String {
    "a path: population, incidence.ratio.SITE[.SEX], incidence.forecast.SITE, stage.SITE[.STAGE or .early], survival.SITE.STAGE, "
      + "pathway.NAME.STEP.share or .quantity, casemix.NAME.MIX.POINT, referrals.NAME, guideline.year, tariff.year, "
      + "tariff.basis, price[.CURRENCY[.POINT]], provider.share.CODE[.NAME[.PHASE]]"
  }
}

extension ChangePath: CustomStringConvertible, Comparable {
  /// The path as written in files.
  public var description: String { components.joined(separator: ".") }

  /// Orders as text.
  public static func < (one: ChangePath, other: ChangePath) -> Bool { one.description < other.description }

  private var components: [String] {
    switch self {
    case .population: ["population"]
    case .incidenceRatio(let site, let sex): ["incidence", "ratio", site] + [sex?.rawValue].compactMap { $0 }
    case .incidenceForecast(let site): ["incidence", "forecast", site]
    case .stages(let site): ["stage", site]
    case .stage(let site, let stage): ["stage", site, stage.rawValue]
    case .earlyStages(let site): ["stage", site, "early"]
    case .survival(let site, let stage): ["survival", site, stage.rawValue]
    case .stepShare(let pathway, let step): ["pathway", pathway, step, "share"]
    case .stepQuantity(let pathway, let step): ["pathway", pathway, step, "quantity"]
    case .casemix(let pathway, let mix, let point): ["casemix", pathway, mix, point.rawValue]
    case .referrals(let pathway): ["referrals", pathway]
    case .guidelineYear: ["guideline", "year"]
    case .tariffYear: ["tariff", "year"]
    case .tariffBasis: ["tariff", "basis"]
    case .price(let currency, let point):
      ["price"] + [currency?.description, point?.rawValue].compactMap { $0 }
    case .providerShare(let provider, let pathway, let phase):
      ["provider", "share", provider.description] + [pathway, phase?.rawValue].compactMap { $0 }
    }
  }

  /// Whether two paths touch the same input: one is the other, or leads to it.
  func overlaps(_ other: ChangePath) -> Bool {
    zip(trail, other.trail).allSatisfy { $0 == $1 }
  }

  /// What leads to the input: paths touch the same input when the trail of one begins with that of the other.
  var trail: [String] {
    switch self {
    // The share of early stages and those of single stages move one another.
    case .earlyStages(let site): ["stage", site]
    // Some currency may be paid so.
    case .price(nil, _): ["price"]
    default: components
    }
  }
}
