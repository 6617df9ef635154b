public import Diagnostics
public import Quantities
public import Tables

/// How a plan is to be spread over the months, as the command line says it.
public enum PhasingChoice: Sendable, Hashable {
  /// By working days.
  case workingDays
  /// By the days of the months.
  case days
  /// A twelfth each.
  case equal
  /// By a file of shares.
  case profile(String)
}

extension PhasingChoice: ParsedValue {
  /// Reads `working-days`, `days`, `equal` or the name of a CSV file.
  public init?(_ text: String) {
    switch text {
    case "working-days": self = .workingDays
    case "days": self = .days
    case "equal": self = .equal
    default:
      guard text.lowercased().hasSuffix(".csv") else { return nil }
      self = .profile(text)
    }
  }

  /// What a choice looks like.
  public static var expectation: String { "working-days, days, equal or a profile such as PROFILE.csv" }
}

/// A choice with the files that it needs.
public struct PhasingSource: Sendable {
  private let profile: Phasing?
  private let holidays: BankHolidays
  private let choice: PhasingChoice
  /// The files that were read.
  public let files: [FileStamp]

  /// Reads what a choice needs: the profile, or the bank holidays of the folder of price tables.
  public init(_ choice: PhasingChoice, tariffDirectory: String) throws(DiagnosticList) {
    self.choice = choice
    switch choice {
    case .workingDays:
      let input = try InputFile(reading: "\(tariffDirectory)/bank-holidays.csv")
      holidays = try BankHolidays(input)
      profile = nil
      files = [input.stamp]
    case .profile(let path):
      let input = try InputFile(reading: path)
      profile = try Phasing(profile: input)
      holidays = BankHolidays()
      files = [input.stamp]
    case .days, .equal:
      profile = nil
      holidays = BankHolidays()
      files = []
    }
  }

  /// The phasing of a year.
  public func phasing(of year: FinancialYear) -> Phasing {
    switch choice {
    case .workingDays: .workingDays(in: year, holidays)
    case .days: .days(in: year)
    case .equal: .equal
    case .profile: profile ?? .equal
    }
  }
}
