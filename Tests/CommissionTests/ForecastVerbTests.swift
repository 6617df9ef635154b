import Foundation
import TestSupport
import Testing

/// The verb on the Norwegian reference of Nordpred, from files to file.
struct ForecastReferenceTests {
  /// The runs of `runs.csv` that the verb can express: the cut of the trend is the published one.
  struct Run: Sendable, CustomTestStringConvertible {
    let tag: String
    let options: [String]
    var testDescription: String { tag }

    static let all: [Run] = {
      let rows = ((try? Repository.text("\(folder)/runs.csv")) ?? "").split(separator: "\n").dropFirst()
      return rows.compactMap { row -> Run? in
        let cells = row.split(separator: ",").map { String($0.replacing("\"", with: "")) }
        guard cells[7] == "0;0.25;0.5;0.75;0.75" else { return nil }
        let isAutomatic = cells[1].hasPrefix("auto")
        return Run(
          tag: cells[1],
          options: [
            "--link", cells[2] == "poisson" ? "log" : cells[2], "--periods", isAutomatic ? "auto" : cells[3],
            "--recent", isAutomatic ? "auto" : (cells[6] == "TRUE" ? "yes" : "no"),
          ]
        )
      }
    }()
  }

  private static let folder = "Tests/PopulationsTests/Reference/nordpred"

  /// Age and the value of each period, whose names come with four digits.
  private static func table(_ name: String) throws -> (
    periods: [String], rows: [(age: String, values: [String])]
  ) {
    let lines = try Repository.text("\(folder)/\(name).csv").split(separator: "\n").map { line in
      line.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces).replacing("\"", with: "") }
    }
    let periods = lines[0].dropFirst().map { period in
      period.split(separator: "-").map { ($0 > "50" ? "19" : "20") + $0 }.joined(separator: "-")
    }
    return (periods, lines.dropFirst().map { ($0[0], Array($0.dropFirst())) })
  }

  /// The two tables of the verb, from those of the reference; in single years of age when asked for.
  private static func files(in folder: borrowing TemporaryFolder, singleYears: Bool = false) throws
    -> [String]
  {
    let cases = try table("input_cases")
    let people = try table("input_person_years")
    var rates = "period,sex,age,site,cases,population\n"
    var future = "period,sex,age,population\n"
    for (own, others) in zip(cases.rows, people.rows) {
      for (place, period) in people.periods.enumerated() {
        let isObserved = place < cases.periods.count
        let ages = singleYears ? years(of: own.age) : [own.age]
        for (index, age) in ages.enumerated() {
          let share = String((Double(others.values[place]) ?? 0) / Double(ages.count))
          // All cases in the first year of age: a band is the sum of its years.
          let count = index == 0 ? (isObserved ? own.values[place] : "") : "0"
          if isObserved {
            rates += "\(period),male,\(age),colon,\(count),\(share)\n"
          } else {
            future += "\(period),male,\(age),\(share)\n"
          }
        }
      }
    }
    return [
      try folder.write(rates, to: "rates.csv"), "--population", try folder.write(future, to: "people.csv"),
    ]
  }

  private static func years(of band: String) -> [String] {
    let first = Int(band.prefix { $0.isNumber }) ?? 0
    return band.hasSuffix("+") ? [band] : (first..<first + 5).map(String.init)
  }

  private static let ages = ["--first-age-estimated", "20-24", "--first-age-used", "25-29"]

  @Test func `there are runs to compare`() { #expect(Run.all.count == 8) }

  @Test(arguments: Run.all)
  func `the cases are those of the reference`(run: Run) async throws {
    let folder = try TemporaryFolder()
    let outcome = try await CommissionProcess().run(
      ["forecast"] + Self.files(in: folder) + ["--method", "nordpred"] + run.options + Self.ages
    )
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let expected = try Self.table("\(run.tag)_predicted_cases")
    let rows = outcome.lines.dropFirst().map { $0.split(separator: ",").map(String.init) }
    #expect(rows.count == 18 * 5)
    var largest = 0.0
    for row in rows {
      let own = try #require(expected.rows.first { $0.age == row[3] })
      let place = try #require(expected.periods.firstIndex(of: row[4]))
      let (found, wanted) = (try #require(Double(row[5])), try #require(Double(own.values[place])))
      largest = max(largest, abs(found - wanted) / max(wanted, 1e-2))
    }
    #expect(largest < 1e-8)
  }

  @Test func `single years of age give the same as bands`() async throws {
    let folder = try TemporaryFolder()
    let options = ["--method", "nordpred"] + Self.ages
    let bands = try await CommissionProcess().run(["forecast"] + Self.files(in: folder) + options)
    let single = try await CommissionProcess().run(
      ["forecast"] + Self.files(in: folder, singleYears: true) + options
    )
    #expect(bands.status == 0 && single.status == 0)
    for (one, other) in zip(bands.lines.dropFirst(), single.lines.dropFirst()) {
      let (a, b) = (one.split(separator: ","), other.split(separator: ","))
      #expect(a[0...4] == b[0...4])
      #expect(abs((Double(a[5]) ?? 0) - (Double(b[5]) ?? -1)) < 1e-6)
    }
    #expect(bands.lines.count == single.lines.count)
  }
}

/// The verb with its options.
struct ForecastVerbTests {
  /// Counts of one site from 2001 to 2020, with a bend that every method can be fitted to.
  private static func files(in folder: borrowing TemporaryFolder) throws -> [String] {
    var rates = "site,sex,age,year,cases,population\n"
    var people = "year,sex,age,population\n"
    for age in ["50-54", "55-59", "60-64", "65-69", "70-74", "75-79", "80-84", "85+"] {
      let first = Int(age.prefix(2)) ?? 0
      for year in 2001...2020 {
        let count = first * 2 + (year - 2000) * (first / 10) + (first * year) % 11 - (year == 2020 ? 60 : 0)
        rates += "breast,female,\(age),\(year),\(count),100000\n"
      }
      for year in 2021...2026 { people += "\(year),female,\(age),\(110_000 + year)\n" }
    }
    return [
      try folder.write(rates, to: "rates.csv"), "--population", try folder.write(people, to: "people.csv"),
    ]
  }

  private static func run(
    _ folder: borrowing TemporaryFolder,
    _ options: String...
  ) async throws -> CommissionProcess.Outcome {
    try await CommissionProcess(folder: folder.path).run(["forecast"] + files(in: folder) + options)
  }

  private static let methods = [
    "nordpred", "apc-spline", "ac-spline", "constant", "common-trend", "age-trend", "damped", "ensemble",
    "best",
  ]

  @Test(arguments: methods)
  func `every method writes a row for each age and year, and a page beside it`(method: String) async throws {
    let folder = try TemporaryFolder()
    let outcome = try await Self.run(folder, "--method", method)
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 1 + 8 * 6)
    #expect(outcome.complaint.hasPrefix("Method: "))
    #expect(
      outcome.complaint.contains(
        "\nBack-test, 2015-2019 held out: the method missed the cases of all ages by "
      )
    )
    for line in outcome.lines.dropFirst() {
      let fields = line.split(separator: ",").map(String.init)
      #expect(method == "best" || fields[11] == method)
      #expect(fields[5...10].allSatisfy { Double($0).map { $0.isFinite && $0 >= 0 } == true })
    }
  }

  @Test func `a file gets the table and standard output the page`() async throws {
    let folder = try TemporaryFolder()
    let piped = try await Self.run(folder, "--method", "constant", "--out", "-")
    let written = try await Self.run(folder, "--method", "constant", "--out", "out.csv")
    #expect(written.status == 0 && written.complaint == "")
    #expect(try folder.bytes(of: "out.csv") == piped.output)
    #expect(written.page == piped.complaint)
  }

  @Test func `the back-test is a table, or Markdown, and the chart a picture`() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await Self.run(
      folder,
      "--method",
      "best",
      "--out",
      "out.csv",
      "--backtest",
      "test.csv",
      "--chart",
      "chart.svg",
      "--hold-out",
      "2"
    )
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(try folder.names() == ["chart.svg", "out.csv", "people.csv", "rates.csv", "test.csv"])
    let rows = try folder.text(of: "test.csv").split(whereSeparator: \.isNewline)
    #expect(rows.count == 1 + 8)
    #expect(
      rows[0].hasPrefix(
        "method,site,sex,measure,held_out,mean_absolute_percent_error,bias_percent,coverage80,"
      )
    )
    #expect(rows.filter { $0.contains(",best,") }.count == 1)
    #expect(rows.dropFirst().allSatisfy { $0.contains(",breast,female,cases,2018-2019,") })
    let weights = rows.dropFirst().compactMap {
      Double($0.split(separator: ",", omittingEmptySubsequences: false)[12])
    }
    #expect(abs(weights.reduce(0, +) - 1) < 0.005)
    let svg = try folder.text(of: "chart.svg")
    #expect(svg.contains(">breast, female: cases a year</text>"))
    #expect(svg.contains("From rates.csv, people.csv."))
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }

  @Test func `a back-test in Markdown has the methods by series`() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await Self.run(
      folder,
      "--method",
      "constant",
      "--out",
      "-",
      "--backtest",
      "test.md",
      "--hold-out",
      "1"
    )
    #expect(outcome.status == 0)
    let text = try folder.text(of: "test.md")
    #expect(text.hasPrefix("| method | breast female cases | mean | of all cases |\n|---|--:|--:|--:|\n| "))
    for method in Self.methods.dropLast() {
      #expect(text.contains("\n| \(method) | ") || text.contains("\n| **\(method)** | "))
    }
  }

  @Test func `a page stands beside whichever output takes standard output`() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await Self.run(folder, "--method", "constant", "--out", "out.csv", "--chart", "-")
    #expect(outcome.status == 0)
    #expect(outcome.page.hasPrefix("<svg ") && outcome.page.hasSuffix("</svg>\n"))
    #expect(outcome.complaint.hasPrefix("Method: constant"))
  }

  @Test func `the year of COVID is left out unless it is asked for`() async throws {
    let folder = try TemporaryFolder()
    let usual = try await Self.run(folder, "--method", "constant")
    let named = try await Self.run(folder, "--method", "constant", "--exclude", "2020")
    let none = try await Self.run(folder, "--method", "constant", "--exclude", "none")
    let several = try await Self.run(folder, "--method", "constant", "--exclude", "2015-2018,2020")
    #expect(usual.output == named.output)
    #expect(usual.complaint.contains("rates of 2017, 2018, 2019, pooled"))
    #expect(none.complaint.contains("rates of 2018, 2019, 2020, pooled"))
    #expect(several.complaint.contains("rates of 2013, 2014, 2019, pooled"))
    #expect(Set([usual.output, none.output, several.output]).count == 3)
  }

  @Test func `a year that is marked has an effect of its own, and methods without one leave it out`()
    async throws
  {
    let folder = try TemporaryFolder()
    let marked = try await Self.run(folder, "--method", "common-trend", "--indicate", "2020")
    let left = try await Self.run(folder, "--method", "common-trend")
    let none = try await Self.run(folder, "--method", "common-trend", "--exclude", "none")
    #expect(marked.complaint.contains("with an effect of its own: 2020"))
    func total(_ outcome: CommissionProcess.Outcome) -> Double {
      outcome.lines.dropFirst().reduce(0) { $0 + (Double($1.split(separator: ",")[5]) ?? 0) }
    }
    #expect(abs(total(marked) / total(left) - 1) < 1e-6)
    #expect(total(none) < total(left) * 0.97)
    let held = try await Self.run(folder, "--method", "constant", "--indicate", "2020")
    #expect(held.complaint.contains("rates of 2017, 2018, 2019, pooled"))
  }

  @Test func `options of the methods reach them`() async throws {
    let folder = try TemporaryFolder()
    let plain = try await Self.run(folder, "--method", "ac-spline")
    let screened = try await Self.run(folder, "--method", "ac-spline", "--screening-term")
    #expect(screened.status == 0 && screened.output != plain.output)
    let four = try await Self.run(
      folder,
      "--method",
      "nordpred",
      "--periods",
      "4",
      "--recent",
      "no",
      "--link",
      "log"
    )
    #expect(four.complaint.contains("4 periods as asked"))
    #expect(four.complaint.contains("the average trend goes on, as asked"))
    let later = try await Self.run(folder, "--method", "nordpred", "--first-age-used", "65-69")
    #expect(later.complaint.contains("ages below 65-69 hold the mean rate of the last two periods"))
  }

  @Test(
    arguments: [
      (["--method", "nordpread"], "found \"nordpread\" after --method, expected nordpred, apc-spline, "),
      ([], "found no --method, expected nordpred, "),
      (
        ["--method", "constant", "--link", "identity"],
        "found \"identity\" after --link, expected power5 or log"
      ),
      (
        ["--method", "constant", "--periods", "2"],
        "found \"2\" after --periods, expected a number of periods from 3 on, or auto"
      ),
      (
        ["--method", "constant", "--recent", "maybe"],
        "found \"maybe\" after --recent, expected yes, no or auto"
      ),
      (
        ["--method", "constant", "--first-age-used", "25"],
        "found \"25\" after --first-age-used, expected an age band such as 20-24 or 90+"
      ),
      (
        ["--method", "constant", "--exclude", "20"],
        "found \"20\" after --exclude, expected years such as 2020 or 2015-2019,2020, or none"
      ),
      (["--method", "constant", "--exclude", "2020,"], "found \"2020,\" after --exclude, "),
      (["--method", "constant", "--indicate", "2020-"], "found \"2020-\" after --indicate, "),
      (
        ["--method", "constant", "--hold-out", "0"],
        "found \"0\" after --hold-out, expected a whole number from 1 to 50"
      ),
      (
        ["--method", "constant", "--metod", "x"],
        "found an option --metod that commission forecast does not have"
      ),
      (["--method", "constant", "--chart", "-"], "found two outputs at standard output"),
      (["--method", "constant", "--out", "a", "--backtest", "a"], "found two outputs at a"),
    ] as [([String], String)]
  )
  func `a bad option is told, with what is expected`(options: [String], message: String) async throws {
    let folder = try TemporaryFolder()
    let outcome = try await CommissionProcess(folder: folder.path).run(
      ["forecast"] + Self.files(in: folder) + options
    )
    #expect(outcome.status == 2)
    #expect(outcome.complaint.hasPrefix("commission: error: \(message)"), "\(outcome.complaint)")
    #expect(outcome.complaint.contains("\n  fix: "))
    #expect(try folder.names() == ["people.csv", "rates.csv"])
  }

  @Test func `help names every option, and the people are needed`() async throws {
    let help = try await CommissionProcess().run("forecast", "--help")
    #expect(help.status == 0)
    for option in [
      "--population", "--method", "--link", "--periods", "--recent", "--first-age-estimated",
      "--first-age-used",
      "--screening-term", "--exclude", "--indicate", "--hold-out", "--out", "--backtest", "--chart",
    ] {
      #expect(help.page.contains("\n\(option) ") || help.page.contains(" \(option) "), "\(option)")
    }
    for method in Self.methods { #expect(help.page.contains(method)) }
    let folder = try TemporaryFolder()
    let path = try Self.files(in: folder)[0]
    let outcome = try await CommissionProcess().run("forecast", path, "--method", "constant")
    #expect(outcome.status == 2)
    #expect(outcome.complaint.contains("found no --population, expected the people to forecast for"))
  }

  @Test func `what was registered in England is forecast year by year`() async throws {
    let folder = try TemporaryFolder()
    let own = { (text: String, keeps: (String) -> Bool) in
      text.split(whereSeparator: \.isNewline).enumerated().filter {
        $0.offset == 0 || keeps(String($0.element))
      }
      .map { String($0.element) }.joined(separator: "\n") + "\n"
    }
    let rates = try folder.write(
      own(Repository.text("Examples/england/registrations.csv")) { $0.hasPrefix("lung,male") },
      to: "r.csv"
    )
    let people = try folder.write(
      own(Repository.text("Examples/england/projections.csv")) { row in
        ["2022", "2030", "2040"].contains { row.contains(",\($0),male,") }
      },
      to: "p.csv"
    )
    let outcome = try await CommissionProcess().run(
      "forecast",
      rates,
      "--population",
      people,
      "--method",
      "nordpred"
    )
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(outcome.lines.count == 1 + 2 * 15 * 3)
    let cases = outcome.lines.filter { $0.contains(",cases,") && $0.contains(",2022,") }
      .reduce(0) { $0 + (Double($1.split(separator: ",")[5]) ?? 0) }
    // 20,892 were found in 2019.
    #expect((19_000...23_500).contains(cases))
  }
}

/// The verb on files that somebody spoilt.
struct ForecastFuzzTests {
  private static let years = [2014, 2015, 2016, 2017, 2018, 2019]
  private static let rates =
    "site,sex,age,year,cases,deaths,population\n"
    + years.flatMap { year in
      ["75-79", "80-84", "85+"].map { "breast,female,\($0),\(year),\(year - 1995),4,1200.5\n" }
    }.joined()
  private static let people =
    "year,sex,age,population\n"
    + [2020, 2025].flatMap { year in
      ["75-79", "80-84", "85+"].map { "\(year),female,\($0),1300\n" }
    }.joined()

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `spoilt files are forecast from or refused, and never stop the program`(seed: UInt64) async throws {
    var random = Seeded(seed)
    let folder = try TemporaryFolder()
    try folder.write("before", to: "out.csv")
    let spoilsRates = Bool.random(using: &random)
    let rates = spoilsRates ? random.spoilt(Self.rates) : Array(Self.rates.utf8)
    let people = spoilsRates ? Array(Self.people.utf8) : random.spoilt(Self.people)
    try Data(rates).write(to: URL(filePath: "\(folder.path)/rates.csv"))
    try Data(people).write(to: URL(filePath: "\(folder.path)/people.csv"))
    let methods = ["constant", "common-trend", "damped", "ac-spline", "age-trend"]
    let outcome = try await CommissionProcess(folder: folder.path).run(
      "forecast",
      "rates.csv",
      "--population",
      "people.csv",
      "--method",
      methods[Int(seed) % methods.count],
      "--first-age-estimated",
      "75-79",
      "--out",
      "out.csv",
      "--chart",
      "chart.svg"
    )
    let out = try folder.text(of: "out.csv")
    guard outcome.status == 0 else {
      #expect(outcome.status == 1, "\(outcome.complaint)")
      #expect(outcome.complaint.contains("rates.csv") || outcome.complaint.contains("people.csv"))
      #expect(outcome.complaint.contains(": error: found ") && outcome.complaint.contains("\n  fix: "))
      #expect(out == "before")
      return #expect(try folder.names() == ["out.csv", "people.csv", "rates.csv"])
    }
    let rows = out.split(whereSeparator: \.isNewline).dropFirst()
    #expect(!rows.isEmpty)
    for row in rows {
      let numbers = row.split(separator: ",").suffix(7).dropLast().map { Double($0) ?? .nan }
      #expect(numbers.count == 6 && numbers.allSatisfy { $0.isFinite && $0 >= 0 }, "\(row)")
    }
    let svg = try folder.text(of: "chart.svg")
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }
}
