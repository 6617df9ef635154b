public import Diagnostics
public import Quantities
import Tables

extension BasedAmount {
  /// A cost without the provider's unavoidable local costs: divided by its market forces factor.
  ///
  /// Source: national prices are modelled on costs from which market forces were taken first; for which of the
  /// published indices dividing is right is unverified, so give that grade unless you know.
  ///
  /// - Throws: `basis.conversion` when they are not in it; `basis.factor`; `cost.too-large`.
  public func withoutMarketForces(
    _ factor: Factor,
    evidence: Evidence,
    at position: Position? = nil
  ) throws(DiagnosticList) -> BasedAmount {
    var next = terms
    next.includesMarketForces = false
    let text = "÷ \(factor) (market forces)"
    return try converted(.marketForcesRemoved, factor, text, evidence, at: position, to: next)
  }

  /// A price with what the provider's unavoidable local costs add: times its market forces factor.
  ///
  /// - Throws: `basis.conversion` when they are in it already; `basis.factor`; `cost.too-large`.
  public func withMarketForces(
    _ factor: Factor,
    evidence: Evidence,
    at position: Position? = nil
  ) throws(DiagnosticList) -> BasedAmount {
    var next = terms
    next.includesMarketForces = true
    let text = "× \(factor) (market forces)"
    return try converted(.marketForcesAdded, factor, text, evidence, at: position, to: next)
  }

  /// The cost of a spell from that of an episode.
  ///
  /// No national figure is known here: say where yours comes from.
  ///
  /// - Parameters:
  ///   - episodes: episodes in a spell on average, 1 or more.
  ///   - source: where that comes from, in words.
  ///   - evidence: how well it is supported.
  ///   - position: the row that holds it; nil when it was given.
  /// - Throws: `basis.conversion` when it is not for an episode; `basis.factor`; `cost.too-large`.
  public func perSpell(
    ofEpisodes episodes: Factor,
    source: String,
    evidence: Evidence,
    at position: Position? = nil
  ) throws(DiagnosticList) -> BasedAmount {
    guard episodes >= .one else { throw Self.factorFault(episodes, "1 or more, the episodes of a spell") }
    var next = terms
    next.unit = .spell
    let text = "× \(episodes) episodes in a spell (\(source))"
    return try converted(.episodesToSpell, episodes, text, evidence, at: position, to: next)
  }

  /// The amount at the general price level of another year, by the deflator of the gross domestic product.
  ///
  /// - Throws: `tariff.no-deflator`; `price.carried-too-far`; `basis.conversion` when it is of that year already.
  public func brought(to year: FinancialYear, by deflators: Deflators) throws(DiagnosticList) -> BasedAmount {
    let conversion = try deflators.conversion(from: terms.year, to: year)
    return try converted(by: conversion, to: at(year))
  }

  /// The amount carried to a later year by the published cost uplifts less efficiency, one entry for each step.
  ///
  /// - Throws: `basis.no-uplift` when none was published for a year; `basis.conversion` unless it is a later
  ///   year; `cost.too-large`.
  public func uplifted(
    to year: FinancialYear,
    by uplifts: Uplifts,
    mode: UpliftMode = .additive
  ) throws(DiagnosticList) -> BasedAmount {
    guard year > terms.year else { throw misfit(.uplift, "an amount of a year before \(year)") }
    var carried = self
    while carried.terms.year < year {
      let next = carried.terms.year.advanced(by: 1)
      guard let steps = uplifts.conversions(into: next, mode: mode) else {
        throw CostArithmetic.fault(
          "basis.no-uplift",
          at: Position(file: uplifts.file.path),
          "found no uplift of \(next) on the way from \(terms.year) to \(year)",
          fix: "convert by \(Conversion.Name.deflator.rawValue), or add the year to the table"
        )
      }
      let start = carried.terms
      for step in steps {
        carried.terms = start
        carried = try carried.converted(by: step, to: carried.at(next))
      }
    }
    return carried
  }

  /// The amount taken for one of another year as it is: an assumption, and marked as unverified.
  ///
  /// - Throws: `basis.conversion` when it is of that year already.
  public func held(at year: FinancialYear) throws(DiagnosticList) -> BasedAmount {
    try converted(.held, .one, "held at \(terms.year) prices", .unverified, at: nil, to: at(year))
  }

  private func at(_ year: FinancialYear) -> Terms {
    var next = terms
    next.year = year
    return next
  }

  private func converted(
    _ name: Conversion.Name,
    _ factor: Factor,
    _ text: String,
    _ evidence: Evidence,
    at position: Position?,
    to next: Terms
  ) throws(DiagnosticList) -> BasedAmount {
    let words = ", \(text)"
    return try converted(
      by: Conversion(name: name, factor: factor, text: words, evidence: evidence, position: position),
      to: next
    )
  }

  /// Market forces are removed by dividing by the factor; any other conversion multiplies by its factor.
  private func converted(by conversion: Conversion, to next: Terms) throws(DiagnosticList) -> BasedAmount {
    let name = conversion.name
    if name == .episodesToSpell, terms.unit != .episode { throw misfit(name, "an amount by the episode") }
    guard next != terms else {
      let isMarketForces = name == .marketForcesRemoved || name == .marketForcesAdded
      let treatment = terms.includesMarketForces ? "left out" : "included"
      throw misfit(name, isMarketForces ? "local market costs \(treatment)" : "an amount of another year")
    }
    let factor = conversion.factor
    guard factor > Factor(millionths: 0), factor <= .largestCarried else {
      throw Self.factorFault(factor, "more than 0 and at most \(Factor.largestCarried)")
    }
    let isDivision = name == .marketForcesRemoved
    let result = isDivision ? amount.divided(by: factor) : amount.multiplied(by: factor)
    let after = try CostArithmetic.within(result, "a converted amount", at: conversion.position)
    var converted = self
    converted.terms = next
    let words = conversion.text.drop { $0 == ";" || $0 == "," || $0 == " " }
    converted.explanation.note(
      name.rawValue,
      "\(words)" + (conversion.evidence == .unverified ? " [unverified]" : ""),
      to: after,
      at: conversion.position,
      evidence: conversion.evidence
    )
    converted.conversions.append(conversion)
    return converted
  }

  private func misfit(_ name: Conversion.Name, _ expected: String) -> DiagnosticList {
    CostArithmetic.fault(
      "basis.conversion",
      "found £\(amount) (\(terms)) to be converted by \(name.rawValue), expected \(expected)",
      fix: "leave the conversion out, or correct the terms of the amount"
    )
  }

  static func factorFault(_ factor: Factor, _ expected: String) -> DiagnosticList {
    CostArithmetic.fault(
      "basis.factor",
      "found \(factor) as the factor of a conversion, expected \(expected)",
      fix: "look for a lost decimal point"
    )
  }
}

extension Deflators {
  /// What brings a price of one year to the general price level of another; unverified where an index is a
  /// forecast.
  ///
  /// - Throws: `tariff.no-deflator`; `price.carried-too-far`.
  func conversion(from: FinancialYear, to year: FinancialYear) throws(DiagnosticList) -> Conversion {
    let place = Position(file: file.path)
    guard let factor = factor(from: from, to: year) else {
      throw CostArithmetic.fault(
        "tariff.no-deflator",
        at: place,
        "found no price index for \(from) or \(year)",
        fix: "add the year to the table, or do without the deflator"
      )
    }
    guard factor <= .largestCarried else { throw PriceYears.carriedTooFar(factor, year, from, at: place) }
    let isForecast = isForecast(from) || isForecast(year)
    return Conversion(
      name: .deflator,
      factor: factor,
      text: ", brought to \(year) by the GDP deflator × \(factor)",
      evidence: isForecast ? .unverified : .derived,
      position: place
    )
  }
}
