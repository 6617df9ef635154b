import Populations
import Testing

/// Every run of the R package nordpred on the colon cancers of Norwegian men: see Reference/README.md.
struct NordpredReferenceTests {
  /// One line of runs.csv.
  struct Run: Sendable, CustomTestStringConvertible {
    let tag: String
    let values: [String: String]

    var testDescription: String { tag }

    subscript(column: String) -> String { values[column] ?? "" }

    func number(_ column: String) throws -> Double { try #require(Double(self[column])) }

    var method: Nordpred {
      get throws {
        let isAutomatic = tag.hasPrefix("auto")
        return Nordpred(
          link: self["link"] == "poisson" ? .log : .power5,
          base: isAutomatic ? .automatic : .last(Int(try number("noperiod"))),
          recentTrend: isAutomatic ? .automatic : (self["recent"] == "TRUE" ? .yes : .no),
          firstAgeEstimated: 20,
          firstAgeUsed: 25,
          cutTrend: self["cuttrend"].split(separator: ";").compactMap { Double($0) }
        )
      }
    }

    static let all: [Run] = {
      guard let file = try? ReferenceFile("nordpred/runs.csv") else { return [] }
      return file.rows.map { row in
        let values = Dictionary(zip(file.header, row), uniquingKeysWith: { first, _ in first })
        return Run(tag: values["tag"] ?? "", values: values)
      }
    }()
  }

  static func norway() throws -> (table: RateTable, future: [[Double]]) {
    let cases = try ReferenceFile("nordpred/input_cases.csv").numbersByRow()
    let personYears = try ReferenceFile("nordpred/input_person_years.csv").numbersByRow()
    let periods = (0..<8).compactMap { CalendarPeriod(first: 1958 + 5 * $0, last: 1962 + 5 * $0) }
    let table = try RateTable(
      ageStarts: (0..<18).map { 5 * $0 },
      periods: periods,
      cases: cases,
      personYears: personYears.map { Array($0.prefix(8)) }
    )
    return (table, personYears.map { Array($0.dropFirst(8)) })
  }

  /// What a term of R's formula is called here.
  private func name(of term: String, _ table: RateTable) -> String {
    guard let close = term.firstIndex(of: ")"), let level = Int(term[term.index(after: close)...]) else {
      return "drift"
    }
    if term.hasPrefix("as.factor(Age)") { return "age \(table.label(ofAge: level - 1))" }
    if term.hasPrefix("as.factor(Period)") { return "period \(table.periods[level - 1])" }
    return "cohort \(level)"
  }

  @Test func `there are twelve runs`() { #expect(Run.all.count == 12) }

  @Test(arguments: Run.all)
  func `fit, choice and forecast are those of the R package`(run: Run) throws {
    let (table, future) = try Self.norway()
    let estimate = try run.method.estimate(table)
    let fit = estimate.fit
    var worst = ["figures": 0.0]
    for (column, value) in [
      ("deviance", fit.deviance), ("gof_p", fit.goodnessOfFit),
      ("p_recent", try #require(estimate.recentProbability)),
    ] {
      worst["figures"] = max(worst["figures"] ?? 0, relativeError(value, try run.number(column)))
    }
    #expect(fit.degreesOfFreedom == Int(try run.number("df_residual")))
    #expect(fit.iterations == Int(try run.number("iter")))
    #expect(estimate.periodsUsed == Int(try run.number("noperiod")))
    #expect(estimate.suggestsRecentTrend == (run["suggest_recent"] == "TRUE"))
    #expect(estimate.usesRecentTrend == (run["recent"] == "TRUE"))

    let coefficients = try ReferenceFile("nordpred/\(run.tag)_coefficients.csv")
    #expect(coefficients.rows.count == fit.design.names.count)
    for (term, value) in zip(try coefficients.texts("term"), try coefficients.numbers("estimate")) {
      let name = name(of: term, table)
      #expect(fit.design.names.contains(name))
      #expect((fit[name] == nil) == (value == nil), "\(name)")
      guard let value, let own = fit[name] else { continue }
      worst["coefficients"] = max(worst["coefficients"] ?? 0, relativeError(own, value))
    }

    let fitted = try ReferenceFile("nordpred/\(run.tag)_fitted.csv")
    let ages = try fitted.numbers("age")
    let periods = try fitted.numbers("period")
    let expected = try fitted.numbers("fitted")
    #expect(fitted.rows.count == fit.fitted.count)
    for (index, cell) in estimate.cells.enumerated() {
      let row = try #require(
        ages.indices.first { ages[$0] == Double(cell.age + 1) && periods[$0] == Double(cell.period + 1) }
      )
      let error = relativeError(fit.fitted[index], try #require(expected[row]))
      worst["fitted"] = max(worst["fitted"] ?? 0, error)
    }

    let projection = try estimate.projection(periods: 5)
    let predicted = try ReferenceFile("nordpred/\(run.tag)_predicted_cases.csv").numbersByRow()
    for (own, other) in zip(projection.cases(among: future), predicted) {
      for (value, expected) in zip(own, other.dropFirst(8)) {
        worst["cases"] = max(worst["cases"] ?? 0, relativeError(value, expected))
      }
    }
    #expect(worst.values.allSatisfy { $0 < 1e-8 }, "\(run.tag): \(worst)")
  }

  @Test func `the published anchor of four periods and the recent trend`() throws {
    let (table, future) = try Self.norway()
    let projection = try Nordpred(base: .last(4), recentTrend: .yes).projection(of: table, periods: 5)
    let cases = projection.cases(among: future)
    let totals = (0..<5).map { period in cases.reduce(0) { $0 + $1[period] } }
    let anchor = [
      5854.878645189051, 6336.2160572741413, 6839.5007924252195, 7329.164683650476, 7784.6056989882472,
    ]
    for (total, expected) in zip(totals, anchor) { #expect(relativeError(total, expected) < 1e-10) }
    #expect(projection.periods.map(\.description).first == "1998-2002")
  }

  @Test func `the notes say what was chosen and why`() throws {
    let (table, _) = try Self.norway()
    #expect(
      try Nordpred().projection(of: table, periods: 1).notes == [
        "6 periods: p = 0.73",
        "the trend of the last two periods goes on, the trend being straight has p = 0.0067",
        "ages are fitted from 20-24 on",
        "ages below 25-29 hold the mean rate of the last two periods",
      ]
    )
  }
}
