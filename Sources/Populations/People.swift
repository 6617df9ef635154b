public import Quantities

/// The sex by which registrations and populations are published.
public enum Sex: String, Hashable, Sendable, CaseIterable {
  /// Women and girls.
  case female
  /// Men and boys.
  case male
}

extension Sex: ParsedValue, Comparable, CustomStringConvertible {
  /// Reads `female` or `male`.
  public init?(_ text: String) { self.init(rawValue: text.lowercased()) }

  /// What a sex looks like.
  public static var expectation: String { "female or male" }

  /// Orders female before male.
  public static func < (one: Sex, other: Sex) -> Bool { one.rawValue < other.rawValue }

  /// The sex as written in files.
  public var description: String { rawValue }
}

/// Five years of age, `20-24`, or the last band, `90+`.
public struct AgeBand: Hashable, Sendable {
  /// The first age of the band.
  public let start: Int

  /// The first age of the last, open band.
  public static let lastStart = 90

  /// All bands, from `0-4` to `90+`.
  public static let all: [AgeBand] = stride(from: 0, through: lastStart, by: 5).map { AgeBand(start: $0) }

  private init(start: Int) {
    self.start = start
  }

  /// The age that stands for the band in survival: its middle, and 92.5 for the open band.
  public var middle: Double { Double(start) + 2.5 }
}

extension AgeBand: ParsedValue, Comparable, CustomStringConvertible {
  /// Reads `20-24` or `90+`.
  public init?(_ text: String) {
    guard let band = Self.all.first(where: { $0.description == text }) else { return nil }
    self = band
  }

  /// What an age band looks like.
  public static var expectation: String { "an age band such as 20-24 or 90+" }

  /// Orders by age.
  public static func < (one: AgeBand, other: AgeBand) -> Bool { one.start < other.start }

  /// The band as written in files.
  public var description: String { start == Self.lastStart ? "90+" : "\(start)-\(start + 4)" }
}

/// A group of people of one sex and age band.
public struct SexAge: Hashable, Sendable, Comparable {
  /// The sex.
  public let sex: Sex
  /// The age band.
  public let age: AgeBand

  /// Names a group.
  public init(sex: Sex, age: AgeBand) {
    self.sex = sex
    self.age = age
  }

  /// All groups, women first, young first.
  public static let all: [SexAge] = Sex.allCases.flatMap { sex in
    AgeBand.all.map { SexAge(sex: sex, age: $0) }
  }

  /// Orders by sex, then age.
  public static func < (one: SexAge, other: SexAge) -> Bool {
    (one.sex, one.age) < (other.sex, other.age)
  }
}

/// A number of persons that need not be whole, such as a projection's; never negative.
public struct Persons: ParsedValue, Comparable, CustomStringConvertible {
  /// How many.
  public let count: Double

  /// Reads a plain number with any decimals.
  public init?(_ text: String) {
    let isPlain = text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    guard isPlain, let count = Double(text), count.isFinite else { return nil }
    self.count = count
  }

  private init(_ count: Double) {
    self.count = count
  }

  /// The largest number of persons in one group: more than live on earth.
  static let largest = Persons(10_000_000_000)

  /// The largest rate per 100,000: everybody, each year.
  static let everybodyPer100k = Persons(100_000)

  /// Orders by number.
  public static func < (one: Persons, other: Persons) -> Bool { one.count < other.count }

  /// The number, without decimals when it is whole.
  public var description: String { Int64(exactly: count)?.description ?? count.description }

  /// What a number of persons looks like.
  public static var expectation: String { "a number, 0 or more, such as 129.845" }
}
