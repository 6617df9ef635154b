/// How well a figure is supported. It travels with the figure, up to the total on the page.
public enum Evidence: String, Hashable, Sendable, CaseIterable {
  /// Read in the source named.
  case seen
  /// Worked out from figures that were read.
  case derived
  /// One by definition, such as one operation per patient operated on.
  case definition
  /// A default that no document read supports.
  case unverified

  /// The weaker of two: what rests on both rests on this.
  public func weaker(_ other: Evidence) -> Evidence { max(self, other) }
}

extension Evidence: ParsedValue {
  /// Reads `seen`, `derived`, `definition` or `unverified`.
  public init?(_ text: String) { self.init(rawValue: text) }

  /// What an evidence grade looks like.
  public static var expectation: String { "an evidence grade: seen, derived, definition or unverified" }
}

extension Evidence: CustomStringConvertible, Comparable {
  /// The grade as written in files.
  public var description: String { rawValue }

  /// Orders from strong to weak.
  public static func < (one: Evidence, other: Evidence) -> Bool { one.order < other.order }

  private var order: Int {
    switch self {
    case .seen: 0
    case .definition: 1
    case .derived: 2
    case .unverified: 3
    }
  }
}
