/// What a contract monitoring file consists of.
public struct MonitoringLayout: Sendable, Hashable {
  /// What it is called for short, such as `ACM`.
  public let name: String
  /// The whole name, with its information standard where it has one.
  public let title: String
  /// Whether its rows are patients: nothing that a cell holds is then ever shown.
  public let isPatientLevel: Bool
  /// The elements, in the order in which they are written.
  public let elements: [MonitoringElement]
  /// Names by which a file is recognised: one of them is enough.
  let marks: [String]

  /// All layouts, in the order in which a file is tried.
  public static let all: [MonitoringLayout] = [
    .localPrices, .drugs, .devices, .patients, .aggregate, .activityPlan,
  ]

  /// The layout of a header; nil when it is none.
  static func recognised(_ names: Set<String>) -> MonitoringLayout? {
    guard names.contains("FINANCIAL YEAR") || names.contains("ORGANISATION IDENTIFIER (CODE OF PROVIDER)")
    else {
      return nil
    }
    return all.first { layout in layout.marks.contains(where: names.contains) }
  }

  /// The element of a name, or of one of its other names.
  func element(named name: String) -> MonitoringElement? {
    elements.first { $0.name == name } ?? elements.first { $0.otherNames.contains(name) }
  }
}
