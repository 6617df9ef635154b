/// A regression of counts on the columns of a design, the rate per person-year following from the link.
///
///     cases ~ Poisson(person-years × rate),  rate = link⁻¹(row · coefficients)
///
/// With the log link this is R's `glm(cases ~ …, poisson, offset = log(person-years))`. Start, steps and stopping
/// rule are those of R's `glm.fit`.
///
///     let design = DesignMatrix(names: ["all"], rows: [SparseRow(dense: [1]), SparseRow(dense: [1])])
///     let fit = try PoissonRegression(design, link: .log).fit(counts: [3, 5], personYears: [1000, 1000])
///     // fit.estimates is [log(8/2000)]
public struct PoissonRegression: Sendable {
  /// The columns.
  public let design: DesignMatrix
  /// How a rate follows from the predictor.
  public let link: Link

  /// A regression on a design.
  public init(_ design: DesignMatrix, link: Link) {
    self.design = design
    self.link = link
  }

  /// Fits the counts of the rows of the design.
  ///
  /// - Throws: why there is no fit; the result never holds a number that is none.
  public func fit(counts: [Double], personYears: [Double]) throws(RegressionFault) -> RegressionFit {
    try design.check(counts: counts, personYears: personYears)
    var scoring = Scoring(design, link, .poisson, counts: counts, personYears: personYears)
    try scoring.run()
    return RegressionFit(scoring, design, link, theta: nil, counts: counts, personYears: personYears)
  }
}

extension DesignMatrix {
  /// What every regression needs of its input.
  func check(counts: [Double], personYears: [Double]) throws(RegressionFault) {
    guard counts.count == rows.count, personYears.count == rows.count else { throw .differentLengths }
    guard !rows.isEmpty, !estimated.isEmpty else { throw .nothingToFit }
    if let row = counts.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) { throw .unusableCount(row: row) }
    if let row = personYears.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      throw .withoutPersonYears(row: row)
    }
    guard rows.count > estimated.count else { throw .noDegreesOfFreedom }
  }
}
