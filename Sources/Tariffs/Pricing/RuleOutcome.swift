public import Quantities

/// What a rule of payment can do to a line, in the order of the rules.
///
/// Their texts are what the column `rules` of a priced file holds.
public enum RuleOutcome: UInt8, CaseIterable, Sendable {
  /// The point of delivery was worked out from the admission.
  case pointOfDelivery
  /// No group was found for the activity.
  case ungrouped
  /// A price that two parties agreed.
  case localPrice
  /// A local price carried to the year of the line.
  case localPriceUplifted
  /// A drug or device at what it cost.
  case passThrough
  /// The published price of the group at its point of delivery.
  case basePrice
  /// The same, from a table that was named to fill gaps.
  case fallbackPrice
  /// The price of another year.
  case carriedPrice
  /// An attendance was paid in place of a procedure without a price.
  case attendance
  /// The core of a regular attender for chemotherapy or radiotherapy.
  case regularAttender
  /// A best practice price in place of the price.
  case bestPracticePrice
  /// A best practice addition.
  case bestPracticeAddition
  /// A price for a whole pathway.
  case pathwayPrice
  /// Paid inside the price of a pathway.
  case insidePathway
  /// Best practice was met and no price for it is published here.
  case noBestPractice
  /// The reduced price of a short emergency stay.
  case shortStay
  /// A short emergency stay whose reduced price is not published here.
  case shortStayUnpublished
  /// Days beyond the trim point.
  case longStay
  /// Days that do not count towards the trim point.
  case daysTakenOut
  /// No length of stay was given.
  case stayNotGiven
  /// No trim point is published.
  case noTrimPoint
  /// What a specialist service is paid on top.
  case topUp
  /// The top-up was taken on the long stay.
  case topUpOnLongStay
  /// The top-up was not taken on the long stay.
  case topUpNotOnLongStay
  /// The line brought its factor.
  case marketForcesGiven
  /// The published factor of the provider.
  case marketForces
  /// No factor of the provider is published here.
  case marketForcesUnknownProvider
  /// Neither a provider nor a factor was given.
  case marketForcesNoProvider
  /// The basis takes no factor.
  case noMarketForces
  /// What is paid beside the core.
  case unbundled
  /// Unbundled activity that is inside the price of the core.
  case unbundledInside
  /// Only one unit of each unbundled currency was paid.
  case oneUnbundledUnit
  /// The rounding of the line.
  case rounded

  /// The outcome in words.
  public var text: String {
    switch self {
    case .pointOfDelivery: "point of delivery from admission"
    case .ungrouped: "ungrouped activity"
    case .localPrice: "local price"
    case .localPriceUplifted: "local price uplifted"
    case .passThrough: "drug or device at its own price"
    case .basePrice: "base price"
    case .fallbackPrice: "base price from a fallback"
    case .carriedPrice: "price carried from another year"
    case .attendance: "attendance in place of a procedure without price"
    case .regularAttender: "regular attender"
    case .bestPracticePrice: "best practice price"
    case .bestPracticeAddition: "best practice addition"
    case .pathwayPrice: "pathway price"
    case .insidePathway: "inside the pathway price"
    case .noBestPractice: "best practice: no price published here"
    case .shortStay: "reduced short stay"
    case .shortStayUnpublished: "reduced short stay: no price published here so the full price stands"
    case .longStay: "long stay"
    case .daysTakenOut: "days taken out of the stay"
    case .stayNotGiven: "long stay not assessed: no length of stay given"
    case .noTrimPoint: "long stay not assessed: no trim point published here"
    case .topUp: "top-up"
    case .topUpOnLongStay: "top-up on the long stay too"
    case .topUpNotOnLongStay: "no top-up on the long stay"
    case .marketForcesGiven: "market forces as given"
    case .marketForces: "market forces"
    case .marketForcesUnknownProvider: "market forces: no factor of the provider published here"
    case .marketForcesNoProvider: "market forces: no provider and no factor given so 1"
    case .noMarketForces: "no market forces on this basis"
    case .unbundled: "unbundled"
    case .unbundledInside: "unbundled inside the core price"
    case .oneUnbundledUnit: "one unit of each unbundled currency"
    case .rounded: "rounded"
    }
  }
}

/// Which rules fired on a line, and which of them used a figure that no document supports.
public struct RuleTrace: Hashable, Sendable {
  private var fired: UInt64 = 0
  private var unverified: UInt64 = 0

  /// Nothing so far.
  public init() {}

  /// Adds an outcome.
  public mutating func insert(_ outcome: RuleOutcome, _ evidence: Evidence = .seen) {
    fired |= 1 << UInt64(outcome.rawValue)
    if evidence == .unverified { unverified |= 1 << UInt64(outcome.rawValue) }
  }

  /// Takes an outcome away that another rule undid.
  mutating func remove(_ outcome: RuleOutcome) {
    fired &= ~(1 << UInt64(outcome.rawValue))
    unverified &= ~(1 << UInt64(outcome.rawValue))
  }

  /// Adds all of another.
  public mutating func formUnion(_ other: RuleTrace) {
    fired |= other.fired
    unverified |= other.unverified
  }

  /// A number below 256 that few traces share.
  var slot: Int {
    Int(truncatingIfNeeded: ((fired ^ (unverified << 7)) &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }

  /// Whether an outcome is there.
  public func contains(_ outcome: RuleOutcome) -> Bool { fired & (1 << UInt64(outcome.rawValue)) != 0 }

  /// Whether an outcome is there and rests on an unverified figure.
  public func isUnverified(_ outcome: RuleOutcome) -> Bool {
    unverified & (1 << UInt64(outcome.rawValue)) != 0
  }
}

extension RuleTrace: CustomStringConvertible {
  /// The outcomes in order, separated by semicolons.
  public var description: String {
    let texts = RuleOutcome.allCases.filter(contains).map { outcome in
      isUnverified(outcome) ? "\(outcome.text) [unverified]" : outcome.text
    }
    return texts.joined(separator: "; ")
  }
}
