/// What may differ between two runs, and so move their figures apart.
public enum Cause: String, Hashable, Sendable, CaseIterable {
  /// How many people there are, by age.
  case population
  /// How many of them fall ill.
  case incidence
  /// How many of them die, of the cancer and of other causes.
  case mortality
  /// At which stage cancer is found.
  case stage
  /// Which steps of care they have.
  case pathway
  /// What a step costs.
  case price
  /// Where care is given.
  case providerShare = "provider-share"

  /// The cause in words.
  public var name: String {
    switch self {
    case .population: "population"
    case .incidence: "incidence"
    case .mortality: "mortality"
    case .stage: "stage at diagnosis"
    case .pathway: "pathway of care"
    case .price: "prices"
    case .providerShare: "provider shares"
    }
  }
}

extension Cause: Comparable, CustomStringConvertible {
  /// Orders from the people to the money.
  public static func < (one: Cause, other: Cause) -> Bool { one.order < other.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The cause as written in files.
  public var description: String { rawValue }
}
