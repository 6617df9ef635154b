public import Diagnostics
public import Quantities

/// How a step is paid for.
public enum Payment: String, Hashable, Sendable {
  /// By one currency.
  case currency
  /// By a mix of currencies and points of delivery.
  case casemix
  /// Inside the price of another step: no cost of its own.
  case bundled
  /// Not at all: a branch, a route or a quality flag.
  case none
  /// It costs, and no national currency or price is known for it.
  case gap
}

extension Payment: ParsedValue {
  /// Reads a payment as written in files.
  public init?(_ text: String) { self.init(rawValue: text) }

  /// What a payment looks like.
  public static var expectation: String { "currency, casemix, bundled, none or gap" }
}

/// What one unit of a step's share and quantity refers to.
public enum Occurrence: String, Hashable, Sendable {
  /// Once for each person diagnosed, ruled out or recurring.
  case `case`
  /// In each of some years since diagnosis, for each person alive then.
  case survivorYear = "survivor-year"
  /// For each person who dies of the cancer.
  case cancerDeath = "cancer-death"
  /// For each person who dies, of anything.
  case death
}

extension Occurrence: ParsedValue {
  /// Reads an occurrence as written in files.
  public init?(_ text: String) { self.init(rawValue: text) }

  /// What an occurrence looks like.
  public static var expectation: String { "case, survivor-year, cancer-death or death" }
}

/// Years since diagnosis, 0 being the first twelve months: `1-5`.
public struct YearsSinceDiagnosis: Hashable, Sendable, ParsedValue {
  /// The first and the last year.
  public let range: ClosedRange<Int>

  /// Reads `1-5` or `3`.
  public init?(_ text: String) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends.count == 2 ? ends[1] : first,
      first >= 0, first <= last, last <= 50
    else { return nil }
    range = first...last
  }

  /// What years since diagnosis look like.
  public static var expectation: String {
    "years since diagnosis such as 1-5, 0 being the first twelve months"
  }
}

/// One row of a pathway: one activity, for some stages, subtypes and guideline years.
public struct PathwayStep: Sendable {
  /// The step's id, such as `B-T01`.
  public let id: String
  /// What it is called.
  public let name: String
  /// The part of the pathway.
  public let phase: Phase
  /// What is done once per unit of quantity.
  public let activity: String
  /// The subtypes it applies to; empty for all.
  public let subtypes: Set<String>
  /// The stages it applies to.
  public let stages: Set<Stage>
  /// The step of those who can have it; nil for everyone.
  public let parent: String?
  /// The group of exclusive branches it belongs to.
  public let alternatives: String?
  /// What share and quantity refer to.
  public let occurrence: Occurrence
  /// The share of those who had the parent.
  public let share: Share
  /// Units of activity for each person having it.
  public private(set) var quantity: Activity
  /// Days after referral at which it begins.
  public let day: Int
  /// Days over which it is spread; 0 is at once.
  public let overDays: Int
  /// The years since diagnosis in which survivors have it.
  public let years: ClosedRange<Int>?
  /// How it is paid for.
  public let payment: Payment
  /// The currency, when it is paid by one.
  public let currency: CurrencyCode?
  /// The name of the casemix, when it is paid by one.
  public let casemix: String?
  /// How it is delivered, when it is paid by one currency.
  public let pointOfDelivery: PointOfDelivery?
  /// What splits the point of delivery in some publications; else blank.
  public let setting: String
  /// The specialty, where the price depends on it.
  public let treatmentFunction: TreatmentFunction?
  /// The guideline years in which it is practised.
  public let guidelineYears: ClosedRange<Int>
  /// How well share and quantity are supported: the weaker of the two.
  public private(set) var evidence: Evidence
  /// The publications behind it.
  public let source: String
  /// Where the row is.
  public let position: Position
  /// Where the row names its parent, its subtypes and its currency or casemix.
  public let namePositions: NamePositions

  /// The places of what a row refers to by name.
  public struct NamePositions: Sendable {
    /// Of `of_those_who`.
    public let parent: Position
    /// Of `subtype`.
    public let subtype: Position
    /// Of `currency`.
    public let currency: Position
  }

  /// The same row with another quantity.
  func with(_ quantity: Activity, _ evidence: Evidence) -> PathwayStep {
    var step = self
    step.quantity = quantity
    step.evidence = self.evidence.weaker(evidence)
    return step
  }

  /// Whether the row speaks of a stage, a subtype and a guideline year.
  public func applies(to stage: Stage, subtype: String, guidelineYear: Int) -> Bool {
    stages.contains(stage) && guidelineYears.contains(guidelineYear)
      && (subtypes.isEmpty || subtypes.contains(subtype))
  }
}
