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
  /// People alive at the end of the year, of those diagnosed since the first year.
  public let survivors: Double
  /// Of them, deaths from the cancer in the year.
  public let cancerDeaths: Double
  /// Of them, deaths from other causes in the year.
  public let otherDeaths: Double

  /// The rows of some pathways, by year, pathway, sex and stage, ruled out last.
  static func rows(_ pathways: [Pathway], _ cohorts: Cohorts) -> [PatientRow] {
    cohorts.years.flatMap { year in
      pathways.flatMap { pathway in
        let diagnosed = cohorts.keys.filter { $0.site == pathway.name }.map { key in
          let figures = cohorts.figures(of: key)[year - cohorts.years.lowerBound]
          return PatientRow(
            year: year,
            pathway: pathway.name,
            sex: key.sex,
            stage: key.stage,
            cases: figures.cases,
            ruledOut: 0,
            survivors: figures.survivors,
            cancerDeaths: figures.cancerDeaths,
            otherDeaths: figures.otherDeaths
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
          otherDeaths: 0
        )
        return diagnosed + [ruledOut]
      }
    }
  }
}
