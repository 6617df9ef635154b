public import Diagnostics
public import Populations
public import Quantities
public import Tables
public import Tariffs

/// What a run predicts: the flows, the patients behind them, and what they rest on.
public struct PredictedFlows: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// The flows of money.
  public let ledger: Ledger
  /// The patients, by calendar year.
  public let patients: [PatientRow]
  /// The people alive at mid-year, by calendar year and years since diagnosis.
  public let prevalence: [PrevalenceRow]
  /// How modelled cancer deaths compare with registered or forecast ones.
  public let calibration: [Calibration]
  /// By what people are followed, and what this run does not count.
  public let basis: CohortBasis
  /// What a reader should know of the figures.
  public let warnings: [Diagnostic]
  /// What the steps are called, by id.
  public let stepNames: [String: String]
  /// What the providers are called, by code; blank where no name was given.
  public let providerNames: [ProviderCode: String]
  /// How incidence was predicted.
  public let incidenceMethod: String
  /// What the forecast says of the local people; nil when rates were not forecast.
  public let forecast: CaseForecast?
  /// How well the split by stage is supported.
  public let stageEvidence: Evidence
  /// How well the split by provider is supported.
  public let providerEvidence: Evidence
  /// Every file that was read.
  public let inputs: [FileStamp]
  /// Why each line is worth what it is, in the order of the lines; nil when that was not asked for.
  public let explanations: [Explanation]?

  /// How incidence was predicted, with a file named as seen from a folder.
  package func incidenceMethod(from folder: String) -> String {
    let prefix = "forecast of "
    guard !folder.isEmpty, incidenceMethod.hasPrefix(prefix + folder) else { return incidenceMethod }
    return prefix + incidenceMethod.dropFirst(prefix.count + folder.count)
  }

  /// The financial years, first to last.
  public var years: [FinancialYear] { scenario.years.map { FinancialYear(start: $0) } }

  /// New patients of a financial year: three quarters of its first calendar year, a quarter of the next.
  public func newPatients(in year: FinancialYear, pathway: String? = nil) -> Double {
    Timing.financialYear(year.start) { calendarYear in
      patients.reduce(0) { total, row in
        let isAsked = row.year == calendarYear && (pathway == nil || row.pathway == pathway)
        return isAsked ? total + row.cases : total
      }
    }
  }
}
