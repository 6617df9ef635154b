/// What is counted of the people of a pathway in a calendar year.
public enum PatientMeasure: String, Hashable, Sendable, CaseIterable {
  /// People diagnosed in the year.
  case cases
  /// Deaths from the cancer in the year.
  case cancerDeaths = "cancer-deaths"
  /// Deaths from other causes in the year.
  case otherDeaths = "other-deaths"
  /// People alive at the end of the year.
  case survivors
  /// People who had a distant recurrence in the year.
  case recurrences
  /// People referred in whom cancer was ruled out in the year.
  case ruledOut = "referrals-ruled-out"

  /// How many of the people of a row.
  func count(in row: PatientRow) -> Double {
    switch self {
    case .cases: row.cases
    case .cancerDeaths: row.cancerDeaths
    case .otherDeaths: row.otherDeaths
    case .survivors: row.survivors
    case .recurrences: row.recurrences
    case .ruledOut: row.ruledOut
    }
  }
}

extension PatientMeasure: Comparable {
  /// Orders from diagnosis on.
  public static func < (one: PatientMeasure, other: PatientMeasure) -> Bool { one.order < other.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Which people are counted: of which calendar year and pathway, and by what.
public struct PatientKey: Hashable, Sendable {
  /// The calendar year.
  public let year: Int
  /// The pathway.
  public let pathway: String
  /// What is counted.
  public let measure: PatientMeasure

  init(year: Int, pathway: String, measure: PatientMeasure) {
    self.year = year
    self.pathway = pathway
    self.measure = measure
  }
}

extension PatientKey: Comparable {
  /// Orders by year, pathway and measure.
  public static func < (one: PatientKey, other: PatientKey) -> Bool {
    (one.year, one.pathway, one.measure) < (other.year, other.pathway, other.measure)
  }
}
