public import Quantities

/// One line of two schedules: what each side says of it, and what makes the difference.
public struct GapLine: Sendable {
  /// What becomes of a line, in the word by which files call it.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    /// All figures and codes are the same.
    case agreed
    /// A figure differs.
    case changed
    /// Only the offer has it.
    case onlyInOffer = "only-offer"
    /// Only the counter-offer has it.
    case onlyInCounter = "only-counter"
    /// Both have it, and one at least no value for it.
    case unpriced
    /// A code differs under the same id, whatever else does.
    case recoded

    /// Its place among all.
    var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The place of the line in the offer's schedule; nil when the offer does not have it.
  public let offer: Int?
  /// The place of the line in the counter-offer's schedule; nil when it does not have it.
  public let counter: Int?
  /// What the offer says that it is worth.
  public let offerWorth: LineWorth?
  /// What the counter-offer says that it is worth.
  public let counterWorth: LineWorth?
  /// The gap by what makes it.
  public internal(set) var effects: GapEffects
  /// How far the sides agree.
  public let agreement: Agreement
  /// What they say otherwise without moving the value.
  public let differences: LineDifferences

  /// The counter-offer's value less the offer's; a side without a value counts as nothing.
  public var gap: Pence { effects.total }

  /// Whether a side that has the line has no value for it.
  public var isUnpriced: Bool {
    (offer != nil && offerWorth?.value == nil) || (counter != nil && counterWorth?.value == nil)
  }

  /// Whether both have the line and code it otherwise.
  public var isRecoded: Bool { !differences.isDisjoint(with: .codes) }

  /// What becomes of the line, in one word.
  public var status: Status {
    if counter == nil { return .onlyInOffer }
    if offer == nil { return .onlyInCounter }
    if isUnpriced { return .unpriced }
    if isRecoded { return .recoded }
    return agreement == .everything ? .agreed : .changed
  }
}
