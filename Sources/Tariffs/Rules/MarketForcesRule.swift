import Quantities

/// Multiplies a national price by the provider's market forces factor, after all adjustments (rule P8).
///
/// A line may bring its own factor; else the provider's of that year is looked up. Average costs hold local
/// costs already, and drugs are paid at cost: they take no factor unless the line brings one.
///
/// Source: payment by results, introduction 2011.
/// Example: £1,979 × 1.201694 = £2,378.152426.
struct MarketForcesRule {
  func apply(to working: inout Working) {
    if let given = working.line.marketForcesFactor {
      working.marketForces = given
      if given != .one { working.note("market forces × \(given) (given)") }
      return
    }
    guard working.basis == .tariff else {
      working.note("no market forces factor on \(working.basis.name)")
      return
    }
    guard let provider = working.line.provider else {
      working.note("market forces: no provider and no factor given, 1 used")
      return
    }
    guard let found = working.marketForcesTable?[provider] else {
      working.evidence = .unverified
      working.note(
        "market forces: none published here for \(provider) in \(working.line.year), 1 used [unverified]"
      )
      return
    }
    working.marketForces = found
    working.note("market forces × \(found) (\(provider), \(working.line.year))")
  }
}
