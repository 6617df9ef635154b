public import Quantities

/// The shape of survival between and beyond the published points at one and five years.
public enum SurvivalForm: String, Hashable, Sendable, CaseIterable {
  /// One constant excess hazard in the first year, another from then on.
  case twoPiece = "two-piece"
  /// A cumulative excess hazard that is a power of time.
  case weibull
  /// A share that is cured, and a constant excess hazard for the rest.
  case mixtureCure = "mixture-cure"
}

extension SurvivalForm: ParsedValue, CustomStringConvertible {
  /// Reads `two-piece`, `weibull` or `mixture-cure`.
  public init?(_ text: String) { self.init(rawValue: text) }

  /// What a form looks like.
  public static var expectation: String { "two-piece, weibull or mixture-cure" }

  /// The form as written in files.
  public var description: String { rawValue }
}

/// The form of survival chosen for each cancer.
public struct SurvivalForms: Sendable {
  /// The form of cancers that are not named.
  public let standard: SurvivalForm
  /// The forms of those that are.
  public let bySite: [String: SurvivalForm]

  /// Chooses forms; two-piece where nothing is said.
  public init(_ standard: SurvivalForm = .twoPiece, bySite: [String: SurvivalForm] = [:]) {
    self.standard = standard
    self.bySite = bySite
  }

  /// The form of a cancer.
  public subscript(site: String) -> SurvivalForm { bySite[site] ?? standard }
}
