public import Quantities

/// A part of the pathway, from the referral to the end of life.
public enum Phase: String, Hashable, Sendable, CaseIterable {
  /// Screening, referral, and the work-up of people in whom cancer is ruled out.
  case referral
  /// Finding out whether it is cancer, and which.
  case diagnosis
  /// Finding out how far it has spread.
  case staging
  /// Deciding what to do.
  case decision
  /// Surgery, radiotherapy, systemic therapy.
  case treatment
  /// Watching those who were treated.
  case followUp = "follow-up"
  /// Finding and treating what comes back, and metastatic disease.
  case recurrence
  /// Relieving what cannot be cured.
  case palliative
  /// The last year of life.
  case endOfLife = "end-of-life"
}

extension Phase: ParsedValue {
  /// Reads a phase as written in files.
  public init?(_ text: String) { self.init(rawValue: text) }

  /// What a phase looks like.
  public static var expectation: String {
    "a phase: \(allCases.map(\.rawValue).joined(separator: ", "))"
  }
}

extension Phase: Comparable, CustomStringConvertible {
  /// Orders along the pathway.
  public static func < (one: Phase, other: Phase) -> Bool { one.order < other.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The phase as written in files.
  public var description: String { rawValue }
}
