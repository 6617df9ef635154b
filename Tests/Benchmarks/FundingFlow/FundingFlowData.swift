import Diagnostics

/// What the funding-flow kernel is given: 42 areas, 20 years, 18 age groups, 2 sexes, 4 stages and 12 steps.
struct FundingFlowData: Sendable {
  // Written so that the compiler knows them where they are used.
  static var areas: Int { 42 }
  static var years: Int { 20 }
  static var ages: Int { 18 }
  static var stages: Int { 4 }
  static var steps: Int { 12 }

  /// The new cases of men, by age group, then year, then area.
  let men: [Double]

  /// Those of women.
  let women: [Double]

  /// Where the cases of an age group in a year stand.
  static func row(age: Int, year: Int) -> Range<Int> {
    let start = (age * years + year) * areas
    return start..<start + areas
  }

  /// The market forces factor of each area.
  let marketForces: [Double]

  /// The rows of the distributions' parameters by name, in the order in which their draws are stored.
  let parameters: [String: [[Double]]]

  init(_ folder: String) throws(DiagnosticList) {
    var cases = [[Double]](
      repeating: [Double](repeating: 0, count: Self.ages * Self.years * Self.areas),
      count: 2
    )
    for row in try NumberTable("\(folder)/cases.csv").rows {
      let (area, year, age, sex) = (Int(row[0]), Int(row[1]), Int(row[2]), Int(row[3]))
      cases[sex][Self.row(age: age, year: year).lowerBound + area] = row[4] / 1000
    }
    (men, women) = (cases[0], cases[1])
    marketForces = try NumberTable("\(folder)/mff_area.csv").rows.map { $0[1] / 1e6 }
    let table = try NumberTable("\(folder)/hyper.csv")
    parameters = Dictionary(grouping: zip(table.names, table.rows), by: \.0).mapValues { $0.map(\.1) }
  }
}
