public import Diagnostics
public import Quantities

/// A named step that brings a price from one year or basis to another.
public struct Conversion: Hashable, Sendable {
  /// What kinds of step there are.
  public enum Name: String, Sendable {
    /// By an index of prices in general.
    case deflator = "price index"
    /// By published cost uplift less efficiency, or an index where none was published.
    case uplift = "uplift to a price year"
    /// Kept as it was.
    case held = "held at a price year"
    /// From a code's parts in another year.
    case codeMap = "code map"
    /// From what a provider spent, local market costs included, to a price that takes them separately.
    case marketForcesRemoved = "market forces removed"
    /// From a price to what a provider with local market costs is paid.
    case marketForcesAdded = "market forces added"
    /// From the cost of an episode to that of a spell that holds several.
    case episodesToSpell = "episodes to spell"
    /// A share of one price and the rest of another.
    case blend = "blend of two tariffs"
    /// Changed by a scenario.
    case scenario = "change of a scenario"
  }

  /// What it is.
  public let name: Name
  /// What multiplies the price; what it is divided by where market forces are removed.
  public let factor: Factor
  /// In words, as it is added to the source.
  public let text: String
  /// How well the factor is supported.
  public let evidence: Evidence
  /// The table of the factor; nil when it was given.
  public let position: Position?

  /// Names a step.
  public init(name: Name, factor: Factor, text: String, evidence: Evidence, position: Position? = nil) {
    self.name = name
    self.factor = factor
    self.text = text
    self.evidence = evidence
    self.position = position
  }
}

extension Conversion {
  /// The same, no better supported than something else that it rests on.
  func supported(by other: Evidence) -> Conversion {
    Conversion(name: name, factor: factor, text: text, evidence: evidence.weaker(other), position: position)
  }
}

/// What a unit of activity is worth, and how that is known.
public struct UnitValue: Hashable, Sendable {
  /// Pounds per unit.
  public private(set) var price: UnitPrice
  /// What it is a price of.
  public let basis: CostBasis
  /// How well it is supported.
  public private(set) var evidence: Evidence
  /// The publication and row, and what was done to the figure.
  public var source: String { origin + suffix }
  /// The publication alone.
  public let publication: String
  /// The row that holds the published figure.
  public let position: Position?
  /// Pounds per unit as published.
  public let published: UnitPrice
  /// What stands in place of publication and row; nil for those.
  private let text: String?
  /// How well the published figure is supported.
  let publishedEvidence: Evidence
  private var prefix = ""
  private var suffix = ""
  /// What was done to the published figure, in order, with the price after each step.
  public private(set) var conversions: [Step] = []

  /// A conversion that was made.
  public struct Step: Hashable, Sendable {
    /// The conversion.
    public let conversion: Conversion
    /// Pounds per unit after it.
    public let price: UnitPrice
  }

  /// A published figure.
  ///
  /// - Parameters:
  ///   - price: pounds per unit.
  ///   - basis: what it is a price of.
  ///   - evidence: how well it is supported.
  ///   - source: where it comes from, in words; nil for publication and row.
  ///   - publication: the publication.
  ///   - position: the row that holds it.
  public init(
    price: UnitPrice,
    basis: CostBasis,
    evidence: Evidence,
    source: String? = nil,
    publication: String = "",
    position: Position? = nil
  ) {
    self.price = price
    self.basis = basis
    self.evidence = evidence
    text = source
    publishedEvidence = evidence
    self.publication = publication
    self.position = position
    published = price
  }

  /// Where the published figure comes from.
  var origin: String { prefix + (text ?? rowText) }

  private var rowText: String {
    guard let position else { return publication }
    let file = position.file.split(separator: "/").last.map(String.init) ?? position.file
    return "\(publication), \(file):\(position.line)"
  }

  /// Whether it comes from a table that was named to fill gaps.
  var isFallback: Bool { !prefix.isEmpty }

  /// The mean of several by their shares; nil when there are none.
  init?(mixing parts: [(part: CodeMap.Part, value: UnitValue)], as currency: CurrencyCode) {
    guard let first = parts.first else { return nil }
    var nanopounds: Int128 = 0
    for (part, value) in parts {
      nanopounds += Int128(value.price.nanopounds) * Int128(part.share.millionths)
    }
    guard let rounded = Int64(exactly: (nanopounds + 500_000) / 1_000_000) else { return nil }
    let texts = parts.map { "\($0.part.share) \($0.part.earlier)" }
    self.init(
      price: first.value.price,
      basis: first.value.basis,
      evidence: parts.map { $0.part.evidence.weaker($0.value.evidence) }.reduce(.derived) { $0.weaker($1) },
      source: "\(first.value.publication), \(currency) there made of \(texts.joined(separator: " + "))",
      publication: first.value.publication,
      position: first.value.position
    )
    let conversion = Conversion(
      name: .codeMap,
      factor: .one,
      text: "\(currency) there made of \(texts.joined(separator: " + "))",
      evidence: evidence,
      position: first.part.position
    )
    price = UnitPrice(nanopounds: rounded)
    conversions = [Step(conversion: conversion, price: price)]
  }

  /// The same brought to another year or basis; the price is rounded half up to nine decimals.
  public func converted(by conversion: Conversion) -> UnitValue {
    var converted = self
    converted.price = conversion.factor == .one ? price : price.converted(by: conversion.factor)
    converted.evidence = evidence.weaker(conversion.evidence)
    converted.suffix += conversion.text
    converted.conversions.append(Step(conversion: conversion, price: converted.price))
    return converted
  }

  /// The same at another price, which somebody supposes.
  public func supposed(at price: UnitPrice, _ text: String, evidence: Evidence, position: Position?)
    -> UnitValue
  {
    let factor = Factor(ratioOf: price.nanopounds, to: self.price.nanopounds) ?? .one
    var supposed = self
    supposed.price = price
    supposed.evidence = self.evidence.weaker(evidence)
    supposed.suffix += text
    let conversion = Conversion(
      name: .scenario,
      factor: factor,
      text: text,
      evidence: evidence,
      position: position
    )
    supposed.conversions.append(Step(conversion: conversion, price: price))
    return supposed
  }

  /// Marks it as filled from a table that was named for that.
  mutating func markAsFallback() { prefix = "fallback: " }

  mutating func note(_ text: String) { suffix += text }
}

/// The worth of a unit, or why it is not known.
public enum Valuation: Hashable, Sendable {
  /// It is worth this.
  case priced(UnitValue)
  /// It is not known, for this reason.
  case unpriced(String)
}
