/// A standard population, by which rates of areas and years with different ages are compared.
public struct StandardPopulation: Sendable {
  /// What it is called.
  public let name: String
  /// Of all people, how many are in each five-year band from 0-4 on; the last band is open.
  public let weights: [Double]

  /// The European Standard Population of 2013: 19 bands, the last 90 and over, 100,000 people in all.
  ///
  /// Source: Eurostat, Revision of the European Standard Population, 2013.
  public static let europe2013 = StandardPopulation(
    name: "European Standard Population 2013",
    weights: [
      5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500,
      1500, 1000,
    ]
  )

  /// The World Standard Population of Segi as modified by Doll: 18 bands, the last 85 and over, 100,000 people
  /// in all.
  ///
  /// Source: Doll, Payne and Waterhouse, Cancer Incidence in Five Continents, 1966.
  public static let world = StandardPopulation(
    name: "World Standard Population",
    weights: [
      12000, 10000, 9000, 9000, 8000, 8000, 6000, 6000, 6000, 6000, 5000, 4000, 4000, 3000, 2000, 1000, 500,
      500,
    ]
  )

  /// Cases per 100,000 person-years if the people had the ages of the standard.
  ///
  ///     Σ weight × cases ÷ person-years ÷ Σ weight × 100,000
  ///
  /// Where the counts end in a younger open band than the standard, the standard's older bands are pooled; where
  /// the standard ends first, the counts are. A band without counts has no cases, but keeps its weight.
  ///
  /// - Parameters:
  ///   - cases: cases of each band.
  ///   - personYears: person-years of each band.
  ///   - starts: the first age of each band, five years apart; the last band is open.
  /// - Returns: nil when a band has cases and nobody among whom they arose.
  public func rate(cases: [Double], personYears: [Double], starts: [Int]) -> Double? {
    guard let open = starts.last.map({ min($0 / 5, weights.count - 1) }) else { return nil }
    var pooled = Array(repeating: (cases: 0.0, personYears: 0.0), count: open + 1)
    for (start, (count, people)) in zip(starts, zip(cases, personYears)) {
      pooled[min(start / 5, open)].cases += count
      pooled[min(start / 5, open)].personYears += people
    }
    var standardised = 0.0
    for (band, group) in pooled.enumerated() where group.cases > 0 {
      guard group.personYears > 0 else { return nil }
      let weight = band == open ? weights[open...].reduce(0, +) : weights[band]
      standardised += weight * group.cases / group.personYears
    }
    return standardised / weights.reduce(0, +) * 100_000
  }
}
