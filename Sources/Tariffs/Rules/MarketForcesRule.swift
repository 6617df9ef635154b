import Diagnostics
import Quantities

/// Multiplies a national price by the provider's market forces factor, after all adjustments (rule P8).
///
/// A line may bring its own factor; else the provider's of that year is looked up (rule P9: the year of
/// discharge or attendance, unverified). Average costs hold local costs already, local prices are agreed as
/// they are, and drugs are paid at cost: they take no factor unless the line brings one or `rules.csv` says so.
///
/// Source: payment by results, introduction 2011; the factors are published by year.
/// Example: £1,979 × 1.201694 = £2,378.152426.
struct MarketForcesRule: PaymentRule {
  func apply(to working: inout Working) {
    guard working.basePrice != nil, working.unpriced == nil else { return }
    let found = Self.factor(for: working.basis, of: working.line, working.tables)
    working.marketForces = found.factor
    guard let product = working.payable.multiplied(by: found.factor) else {
      working.unpriced = LinePricer.tooLarge
      return
    }
    if found.isUnverified { working.evidence = .unverified }
    working.trace.insert(found.outcome, found.isUnverified ? .unverified : .seen)
    // Given as 1, it did nothing worth a line of explanation.
    guard working.explains, found.outcome != .marketForcesGiven || found.factor != .one else { return }
    working.explanation.note(
      found.outcome.text,
      found.text + (found.isUnverified ? " [unverified]" : ""),
      to: product,
      at: found.position,
      evidence: found.isUnverified ? .unverified : .seen
    )
  }

  struct Found {
    let factor: Factor
    let outcome: RuleOutcome
    let basis: CostBasis
    let provider: ProviderCode?
    let year: FinancialYear
    let isUnverified: Bool
    var position: Position?

    /// How it was found, in words.
    var text: String {
      let whose = provider?.description ?? ""
      return switch outcome {
      case .marketForcesGiven: "market forces × \(factor) (given)"
      case .noMarketForces: "no market forces factor on \(basis.name)"
      case .marketForcesNoProvider: "market forces: no provider and no factor given, 1 used"
      case .marketForcesUnknownProvider:
        "market forces: none published here for \(whose) in \(year), \(factor) used"
      default: "market forces × \(factor) (\(whose), \(year))"
      }
    }
  }

  /// The factor of a line and how it was found.
  static func factor(for basis: CostBasis, of line: ActivityLine, _ tables: YearTables) -> Found {
    if let given = line.marketForcesFactor {
      return Found(
        factor: given,
        outcome: .marketForcesGiven,
        basis: basis,
        provider: line.provider,
        year: line.year,
        isUnverified: false
      )
    }
    return lookedUp(for: basis, line.provider, line.year, tables)
  }

  static func lookedUp(
    for basis: CostBasis,
    _ provider: ProviderCode?,
    _ year: FinancialYear,
    _ tables: YearTables
  ) -> Found {
    let found = { (factor: Factor, outcome: RuleOutcome, isUnverified: Bool, position: Position?) in
      Found(
        factor: factor,
        outcome: outcome,
        basis: basis,
        provider: provider,
        year: year,
        isUnverified: isUnverified,
        position: position
      )
    }
    let (isTaken, figure) = tables.takesMarketForces(basis)
    guard isTaken else {
      return found(.one, .noMarketForces, figure?.evidence == .unverified, figure?.position)
    }
    guard let provider else { return found(.one, .marketForcesNoProvider, false, nil) }
    guard let entry = tables.marketForces?.entry(of: provider) else {
      let unknown = tables.figures.unknownProviderFactor
      return found(
        unknown.value,
        .marketForcesUnknownProvider,
        unknown.evidence == .unverified,
        unknown.position
      )
    }
    return found(entry.factor, .marketForces, entry.evidence == .unverified, entry.position)
  }
}
