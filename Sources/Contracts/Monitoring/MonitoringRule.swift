import Quantities

/// What a cell of a contract monitoring file may hold.
public enum MonitoringRule: Sendable, Hashable {
  /// 1 to 12, 1 for April.
  case month
  /// `202627`, from 201011 to 205051.
  case year
  /// A date and a time with seconds.
  case time
  /// 3 to 6 capital letters and digits, not ending in `00`.
  case provider
  /// 5 to 9 capital letters and digits; blank on a row without activity.
  case site
  /// 3 to 5 capital letters and digits; blank on a row without activity.
  case responsibleOrganisation
  /// 3 to 5 capital letters and digits.
  case commissioner
  /// A letter and five digits.
  case practice
  /// A national code of three digits.
  case treatmentFunction
  /// A code of the list of commissioned service categories.
  case category
  /// A national service code, `NCBPS…`.
  case serviceCode
  /// A code of the national list of points of delivery.
  case pointOfDelivery
  /// At most 50 characters, beginning with a healthcare resource group.
  case tariffCode
  /// `Y` or `N`.
  case yesOrNo
  /// 0 or more, at most 10 digits and 3 decimals; 0 on a row without activity.
  case activity
  /// Pounds of at most 18 characters.
  case plannedPrice
  /// Pounds of at most 18 digits and 8 decimals.
  case actualPrice
  /// Pounds of at most 18 digits, 0 or more.
  case localPrice
  /// A factor of at most 18 characters.
  case marketForces
  /// A date.
  case day
  /// Ten digits.
  case healthServiceNumber
  /// Text of at most so many characters.
  case text(Int)
  /// Text.
  case anyText

  /// Whether the rule stands in a document that was read, wherever the element does.
  var isRead: Bool { self != .practice && self != .healthServiceNumber && self != .serviceCode }

  /// Whether a good cell is a number.
  var isNumber: Bool {
    switch self {
    case .activity, .plannedPrice, .actualPrice, .localPrice, .marketForces: true
    default: false
    }
  }

  /// Whether it applies to every row, or to every row with activity: where an element applies only at times, such as
  /// a ward, a blank says nothing.
  var isOnEveryRow: Bool {
    switch self {
    case .site, .treatmentFunction, .tariffCode, .yesOrNo, .activity, .plannedPrice, .actualPrice,
      .marketForces:
      true
    default: false
    }
  }

  /// Whether a row that carries money and no activity leaves the cell blank.
  var isOfActivity: Bool {
    switch self {
    case .site, .responsibleOrganisation, .treatmentFunction, .tariffCode, .activity, .yesOrNo, .marketForces:
      true
    default: false
    }
  }

  /// Whether a cell, which is not blank, keeps the rule.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .month: Self.month(text) != nil
    case .year: Self.year(text) != nil
    case .time: CreationTime(text) != nil
    case .provider: ProviderCode(text) != nil
    case .site: Self.isCode(text, of: 5...9)
    case .responsibleOrganisation: CommissionerCode(text) != nil
    case .commissioner: CommissionerCode(text) != nil
    case .practice: Self.isPractice(text)
    case .treatmentFunction: TreatmentFunction(text) != nil
    case .category: MonitoringCodes.categories.contains(text)
    case .serviceCode: Self.isServiceCode(text)
    case .pointOfDelivery: PointOfDelivery(text) != nil
    case .tariffCode: text.count <= 50
    case .yesOrNo: text == "Y" || text == "N"
    case .activity: Self.hasDigits(text, before: 10, after: 3) && Activity(text) != nil
    case .plannedPrice: text.count <= 18 && MonitoringPrice(text) != nil
    case .actualPrice: Self.hasDigits(text, before: 18, after: 8) && MonitoringPrice(text) != nil
    case .localPrice: Self.isLocalPrice(text)
    case .marketForces: text.count <= 18 && Factor(text) != nil
    case .day: CreationTime.day(text) != nil
    case .healthServiceNumber: Self.isDigits(text, count: 10)
    case .text(let longest): text.count <= longest
    case .anyText: true
    }
  }

  /// What a good cell looks like.
  var expectation: String {
    switch self {
    case .month: "a month from 1, April, to 12, March"
    case .year: "a financial year from 201011 to 205051, such as 202627"
    case .time: "a date and a time with seconds, such as 2026-03-31T17:00:00"
    case .provider: ProviderCode.expectation
    case .site: "a site code of 5 to 9 capital letters and digits, such as R1H12"
    case .responsibleOrganisation, .commissioner: CommissionerCode.expectation
    case .practice: "a practice code of a letter and five digits, such as F84003"
    case .treatmentFunction: TreatmentFunction.expectation
    case .category: "a code of the list of commissioned service categories, such as 12 or 21"
    case .serviceCode: "a national service code, such as NCBPS01C"
    case .pointOfDelivery: PointOfDelivery.expectation
    case .tariffCode: "at most 50 characters"
    case .yesOrNo: "Y or N"
    case .activity: "an amount, 0 or more, with at most 10 digits and 3 decimals, such as 15"
    case .plannedPrice: "pounds of at most 18 characters and 1,000,000,000, such as 1979.25"
    case .actualPrice: "pounds of at most 1,000,000,000 with at most 8 decimals, such as 1979.25"
    case .localPrice: "pounds, 0 or more, of at most 18 digits, such as 1979.25"
    case .marketForces: "a factor of at most 18 characters and six decimals, such as 1.148886"
    case .day: "a date such as 2026-04-30"
    case .healthServiceNumber: "ten digits"
    case .text(let longest): "at most \(longest) characters"
    case .anyText: "text"
    }
  }

  static func month(_ text: String) -> Int? {
    guard isDigits(text, count: text.utf8.count), text.utf8.count <= 2, let month = Int(text),
      (1...12).contains(month)
    else { return nil }
    return month
  }

  static func year(_ text: String) -> FinancialYear? {
    guard isDigits(text, count: 6), let year = FinancialYear(text), (2010...2050).contains(year.start) else {
      return nil
    }
    return year
  }

  private static func isDigits(_ text: String, count: Int) -> Bool {
    text.utf8.count == count && !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  private static func isCode(_ text: String, of lengths: ClosedRange<Int>) -> Bool {
    lengths.contains(text.utf8.count)
      && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
  }

  private static func isPractice(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return (65...90).contains(first) && isDigits(String(text.dropFirst()), count: 5)
  }

  /// The published list of delegated services: `NCBPS` and three more, perhaps `_TOP`; some begin otherwise.
  private static func isServiceCode(_ text: String) -> Bool {
    (8...15).contains(text.utf8.count)
      && (text.hasPrefix("NCB") || text.hasPrefix("CCG") || text == "99999999")
      && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || $0 == UInt8(ascii: "_") }
  }

  private static func isLocalPrice(_ text: String) -> Bool {
    text.utf8.count { (48...57).contains($0) } <= 18 && UnitPrice(text) != nil
  }

  /// Whether a number, perhaps with a sign, has at most so many digits before and after its point.
  private static func hasDigits(_ text: String, before: Int, after: Int) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let whole = (parts.first ?? "").utf8.count { (48...57).contains($0) }
    return parts.count <= 2 && whole <= before && (parts.count < 2 || (parts[1].utf8.count <= after))
  }
}
