public import Diagnostics
public import Quantities

/// One change of an input from some year on, in full or to some uptake that is reached over some years.
///
/// In a financial year the input is what it was, and of the difference to what it would be as much as the uptake
/// has reached by then:
///
///     value = before + uptake × min(1, (year - from + 1) / over) × (after - before)
///
/// Inputs by calendar year, such as stages at diagnosis, are those of people diagnosed in the calendar year in which
/// a financial year begins. Flows of a financial year before `from` are left as they were, to the penny.
public struct ScenarioChange: Sendable {
  /// What becomes of the input.
  public enum Amount: Hashable, Sendable {
    /// It is this.
    case set(ChangedNumber)
    /// It is so many times what it was.
    case multiply(Factor)
    /// The shares by stage are these; they add up to 1.
    case stages([Stage: Share])
    /// The people are those of these tables.
    case files([Scenario.FilePlace])
    /// The year is this one.
    case year(Int)
    /// The prices are of this kind.
    case basis(CostBasis)
  }

  /// What is changed.
  public let path: ChangePath
  /// What becomes of it.
  public let amount: Amount
  /// The first financial year in which it is changed.
  public let from: FinancialYear
  /// The years over which the uptake rises in equal steps; 1 for at once.
  public let over: Int
  /// How much of the change is reached in the end.
  public let uptake: Share
  /// How well the change is supported.
  public let evidence: Evidence
  /// Where the figure comes from; blank when nothing was said.
  public let source: String
  /// Where the change is asked for.
  public let position: Position

  /// Asks for a change.
  public init(
    _ path: ChangePath,
    _ amount: Amount,
    from: FinancialYear,
    over: Int = 1,
    uptake: Share = .all,
    evidence: Evidence = .unverified,
    source: String = "",
    position: Position = Position(file: "")
  ) {
    self.path = path
    self.amount = amount
    self.from = from
    self.over = max(over, 1)
    self.uptake = uptake
    self.evidence = evidence
    self.source = source
    self.position = position
  }

  /// How much of the change is reached in the financial year that begins in a calendar year: 0 to the uptake.
  func reach(in start: Int) -> Double {
    guard start >= from.start else { return 0 }
    return uptake.value * min(1, Double(start - from.start + 1) / Double(over))
  }

  /// What a number becomes in a year.
  func changed(_ before: Double, in start: Int) -> Double {
    let after: Double =
      switch amount {
      case .set(let number): number.value
      case .multiply(let factor): before * Double(factor.millionths) / 1e6
      case .stages, .files, .year, .basis: before
      }
    let reach = reach(in: start)
    // In full it is what was asked for, to the last digit.
    return reach == 1 ? after : before + reach * (after - before)
  }

  /// The change in words, such as `× 1.1 from 2027/28`.
  public var words: String {
    let what =
      switch amount {
      case .set(let number): "\(number)"
      case .multiply(let factor): "× \(factor)"
      case .stages(let shares):
        shares.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
      case .files(let places): places.map(\.path).joined(separator: " and ")
      case .year(let year) where path == .tariffYear: "\(FinancialYear(start: year))"
      case .year(let year): "\(year)"
      case .basis(let basis): basis.rawValue
      }
    let reached = uptake == .all ? "" : ", uptake \(uptake)"
    return "\(what) from \(from)" + reached + (over > 1 ? " over \(over) years" : "")
  }
}

/// A number that an input is set to: 0 or more, with up to nine decimals, kept exactly.
public struct ChangedNumber: Hashable, Sendable, ParsedValue, CustomStringConvertible,
  ExpressibleByFloatLiteral
{
  /// The number in thousand-millionths, as prices are kept.
  let price: UnitPrice

  /// Reads a plain decimal number.
  public init?(_ text: String) {
    guard let price = UnitPrice(text) else { return nil }
    self.price = price
  }

  /// Reads a number in Swift, rounded to nine decimals; one below 0 counts as 0, and one too large as the largest.
  public init(floatLiteral value: Double) {
    let nanopounds = Int64(exactly: (value * 1e9).rounded(.toNearestOrAwayFromZero)) ?? .max
    price = UnitPrice(nanopounds: max(0, nanopounds))
  }

  /// The number as a floating-point one.
  public var value: Double { price.approximatePounds }

  /// The number without trailing zeros.
  public var description: String { price.description }

  /// What such a number looks like.
  public static var expectation: String { "a number, 0 or more, with up to nine decimals" }
}
