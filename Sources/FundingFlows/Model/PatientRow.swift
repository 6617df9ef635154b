import Pathways
public import Populations
public import Quantities

/// The people of one pathway, sex and stage in one calendar year.
public struct PatientRow: Sendable {
  /// The calendar year.
  public let year: Int
  /// The pathway.
  public let pathway: String
  /// The sex; nil for people in whom cancer was ruled out.
  public let sex: Sex?
  /// The stage at diagnosis, or ruled out.
  public let stage: Stage
  /// People diagnosed in the year.
  public let cases: Double
  /// People referred in whom cancer was ruled out in the year.
  public let ruledOut: Double
  /// People alive at the end of the year, of those diagnosed since the first year counted.
  public let survivors: Double
  /// Of them, deaths from the cancer in the year.
  public let cancerDeaths: Double
  /// Of them, deaths from other causes in the year.
  public let otherDeaths: Double
  /// People who had a distant recurrence in the year.
  public let recurrences: Double
  /// Of the survivors, those who have had a distant recurrence.
  public let recurrent: Double
  /// The time lived in the year, by phase of care.
  public let personYears: PersonYears

  /// The rows of some pathways, by year, pathway, sex and stage, ruled out last.
  static func rows(_ pathways: [Pathway], _ cohorts: Cohorts, in years: ClosedRange<Int>) -> [PatientRow] {
    years.flatMap { year in
      pathways.flatMap { pathway in
        let diagnosed = cohorts.keys.filter { $0.site == pathway.name }.map { key in
          let figures = cohorts.figures(of: key, in: year)
          return PatientRow(
            year: year,
            pathway: pathway.name,
            sex: key.sex,
            stage: key.stage,
            cases: figures.cases,
            ruledOut: 0,
            survivors: figures.survivors,
            cancerDeaths: figures.cancerDeaths,
            otherDeaths: figures.otherDeaths,
            recurrences: figures.recurrences,
            recurrent: figures.recurrent,
            personYears: figures.personYears
          )
        }
        let cases = diagnosed.reduce(0) { $0 + $1.cases }
        let ruledOut = PatientRow(
          year: year,
          pathway: pathway.name,
          sex: nil,
          stage: .ruledOut,
          cases: 0,
          ruledOut: cases * pathway.ruledOut.perCase.value,
          survivors: 0,
          cancerDeaths: 0,
          otherDeaths: 0,
          recurrences: 0,
          recurrent: 0,
          personYears: PersonYears()
        )
        return diagnosed + [ruledOut]
      }
    }
  }
}

/// The people of one pathway and sex alive at mid-year, by completed years since diagnosis.
public struct PrevalenceRow: Sendable {
  /// The calendar year.
  public let year: Int
  /// The pathway.
  public let pathway: String
  /// The sex.
  public let sex: Sex
  /// Completed years since diagnosis; the last class holds that many and more.
  public let yearsSinceDiagnosis: Int
  /// People alive.
  public let persons: Double

  /// The class as written in files.
  public var label: String {
    yearsSinceDiagnosis == Cohorts.lastPrevalenceClass ? "\(yearsSinceDiagnosis)+" : "\(yearsSinceDiagnosis)"
  }

  /// The rows of some pathways, by year, pathway, sex and years since diagnosis.
  static func rows(_ pathways: [String], _ cohorts: Cohorts, in years: ClosedRange<Int>) -> [PrevalenceRow] {
    years.flatMap { year in
      pathways.flatMap { pathway in
        Sex.allCases.flatMap { sex -> [PrevalenceRow] in
          let keys = cohorts.keys.filter { $0.site == pathway && $0.sex == sex }
          guard !keys.isEmpty else { return [] }
          let stages = keys.map { cohorts.prevalence(of: $0, in: year) }
          return (0...Cohorts.lastPrevalenceClass).map { since in
            PrevalenceRow(
              year: year,
              pathway: pathway,
              sex: sex,
              yearsSinceDiagnosis: since,
              persons: stages.reduce(0) { $0 + $1[since] }
            )
          }
        }
      }
    }
  }
}
