/// How far a cancer has spread when it is found, or where on the pathway a person is instead.
public enum Stage: String, Hashable, Sendable, CaseIterable {
  /// Stage 1.
  case one = "1"
  /// Stage 2.
  case two = "2"
  /// Stage 3.
  case three = "3"
  /// Stage 4: metastatic at diagnosis.
  case four = "4"
  /// Diagnosed, but no stage was recorded.
  case notStaged = "not-staged"
  /// Referred, and cancer was ruled out.
  case ruledOut = "ruled-out"
  /// Diagnosed earlier, and now with a distant recurrence.
  case recurrent = "recurrent"

  /// The stages at diagnosis: every new patient is in exactly one of them.
  public static let atDiagnosis: [Stage] = [.one, .two, .three, .four, .notStaged]
}

extension Stage: ParsedValue {
  /// Reads `1` to `4`, `not-staged`, `ruled-out` or `recurrent`.
  public init?(_ text: String) { self.init(rawValue: text) }

  /// What a stage looks like.
  public static var expectation: String { "a stage: 1, 2, 3, 4, not-staged, ruled-out or recurrent" }
}

extension Stage: CustomStringConvertible, Comparable {
  /// The stage as written in files.
  public var description: String { rawValue }

  /// Orders from stage 1 on, then the others.
  public static func < (one: Stage, other: Stage) -> Bool { one.order < other.order }

  private var order: Int {
    switch self {
    case .one: 1
    case .two: 2
    case .three: 3
    case .four: 4
    case .notStaged: 5
    case .ruledOut: 6
    case .recurrent: 7
    }
  }
}
