import Testing

/// What every verb has in common: the help, the words of the command line, the exit status.
struct CommissionTests {
  /// A verb with its options.
  struct Verb: Sendable, CustomTestStringConvertible {
    let name: String
    let options: [String]

    var testDescription: String { name }
  }

  static let verbs = [
    Verb(name: "run", options: ["--out"]),
    Verb(name: "negotiate", options: ["--out"]),
    Verb(
      name: "pathway",
      options: [
        "--tariff", "--basis", "--guideline", "--fallback", "--survival", "--summary", "--out",
      ]
    ),
    Verb(name: "map", options: ["--tariff", "--override", "--out"]),
    Verb(name: "price", options: ["--out", "--fallback"]),
    Verb(name: "check", options: ["--tariff"]),
  ]

  @Test(arguments: [[], ["--help"], ["-h"], ["help"]])
  func `without a verb the help names each of them, and the exit statuses`(words: [String]) async throws {
    let outcome = try await CommissionProcess().run(words)
    #expect(outcome.status == 0)
    #expect(outcome.complaint == "")
    for verb in Self.verbs { #expect(outcome.page.contains("commission \(verb.name) ")) }
    #expect(outcome.page.contains("--tariffs"))
    #expect(outcome.page.contains("COSTED_PATHWAYS_TARIFFS"))
    for status in ["0 done", "1 the inputs", "2 the command line", "3 a file"] {
      #expect(outcome.page.contains(status))
    }
  }

  @Test(arguments: verbs)
  func `a verb's help mentions each of its options, wherever it is asked for`(verb: Verb) async throws {
    let outcome = try await CommissionProcess().run(verb.name, "--help")
    #expect(outcome.status == 0)
    #expect(outcome.complaint == "")
    #expect(outcome.page.hasPrefix("commission \(verb.name) "))
    for option in verb.options + ["--tariffs"] { #expect(outcome.page.contains(option)) }
    let late = try await CommissionProcess().run(verb.name, "no such file", "-h")
    #expect(late.status == 0)
    #expect(late.page == outcome.page)
    #expect(try await CommissionProcess().run("help", verb.name).page == outcome.page)
  }

  @Test(arguments: [
    ("prise", "did you mean commission price?"), ("chek", "did you mean commission check?"),
    ("persuade", "commission --help lists the verbs"),
  ])
  func `a verb that there is not is the command line's fault`(verb: String, fix: String) async throws {
    let outcome = try await CommissionProcess().run(verb)
    #expect(outcome.status == 2)
    #expect(outcome.page == "")
    #expect(
      outcome.complaint == "commission: error: found no verb \"\(verb)\" [usage.verb]\n  fix: \(fix)\n"
    )
  }

  @Test(arguments: verbs)
  func `an option that a verb does not have is refused, with the one that was meant`(verb: Verb) async throws
  {
    let option = try #require(verb.options.first)
    let misspelt = "\(option)x"
    let outcome = try await CommissionProcess().run(verb.name, "x", misspelt, "y")
    #expect(outcome.status == 2)
    #expect(
      outcome.complaint == """
        commission: error: found an option \(misspelt) that commission \(verb.name) does not have [usage.option]
          fix: did you mean \(option)?

        """
    )
  }

  @Test func `an option like no other is answered with the help`() async throws {
    let outcome = try await CommissionProcess().run("run", "x.json", "--discounting")
    #expect(outcome.status == 2)
    #expect(outcome.complaint.hasSuffix("  fix: commission run --help lists the options\n"))
  }

  @Test func `a value after a sign of equality is answered with how it is written`() async throws {
    let outcome = try await CommissionProcess().run("map", "--tariff=2018/19")
    #expect(outcome.status == 2)
    #expect(outcome.complaint.contains("found an option --tariff=2018/19 "))
    #expect(outcome.complaint.hasSuffix("  fix: write a blank after it: --tariff VALUE\n"))
  }

  @Test(arguments: [
    ["run", "x.json", "--out"], ["price", "x.csv", "--out", "--fallback", "2017/18:cost"],
    ["map", "--tariff"], ["check", "x.csv", "--tariffs"], ["pathway", "breast", "--tariff", "--summary"],
  ])
  func `an option without its value is the command line's fault`(words: [String]) async throws {
    let outcome = try await CommissionProcess().run(words)
    #expect(outcome.status == 2)
    #expect(outcome.page == "")
    #expect(outcome.complaint.hasPrefix("commission: error: found no value after --"))
    #expect(outcome.complaint.contains("[usage.arguments]\n  fix: write it as: commission \(words[0]) "))
  }

  @Test(arguments: [
    (
      ["map", "--tariff", "2018"], "found \"2018\" after --tariff, expected a financial year such as 2018/19"
    ),
    (
      ["pathway", "breast", "--tariff", "2018/19", "--basis", "hrg"],
      "found \"hrg\" after --basis, expected a basis: tariff or cost"
    ),
    (
      ["pathway", "breast", "--tariff", "2018/19", "--guideline", "20"],
      "found \"20\" after --guideline, expected a calendar year such as 2024"
    ),
    (
      ["price", "x.csv", "--fallback", "2017/18"],
      "found \"2017/18\" after --fallback, expected a year and a basis such as 2017/18:cost or 2018/19:tariff"
    ),
  ])
  func `a value that an option cannot have is the command line's fault`(words: [String], message: String)
    async throws
  {
    let outcome = try await CommissionProcess().run(words)
    #expect(outcome.status == 2)
    #expect(outcome.complaint.hasPrefix("commission: error: \(message) [usage.value]\n  fix: "))
  }

  @Test(arguments: [
    (["run"], "found nothing, expected one word: the scenario"),
    (["run", "a.json", "b.json"], "found a.json b.json, expected one word: the scenario"),
    (["price"], "found nothing, expected one word: the lines to price"),
    (["check"], "found no file, expected at least one"),
    (["map"], "found no --tariff, expected a financial year such as 2018/19"),
    (["map", "x.csv", "--tariff", "2018/19"], "found a file, expected none"),
    (["pathway", "lung"], "found no --tariff, expected a financial year such as 2018/19"),
    (["map", "--tariff", "2017/18", "--tariff", "2018/19"], "found --tariff more than once"),
    (
      ["pathway", "lung", "--tariff", "2018/19", "--basis", "drug-list-price"],
      "found the basis drug-list-price, expected tariff or cost"
    ),
  ])
  func `too few or too many words are answered with how it is written`(words: [String], message: String)
    async throws
  {
    let outcome = try await CommissionProcess().run(words)
    #expect(outcome.status == 2)
    #expect(outcome.page == "")
    #expect(
      outcome.complaint.hasPrefix(
        "commission: error: \(message) [usage.arguments]\n  fix: write it as: commission \(words[0]) "
      )
    )
  }

  @Test(arguments: [
    ["run", "missing.json"], ["price", "missing.csv"], ["check", "missing.csv"],
    ["pathway", "breast", "--tariff", "2018/19", "--survival", "missing.csv"],
    ["map", "--tariff", "2018/19", "--override", "missing.csv"],
  ])
  func `a file that is not there is told by its own status`(words: [String]) async throws {
    let outcome = try await CommissionProcess().run(words + ["--tariffs", Repository.path("tariffs")])
    let missing = try #require(words.last)
    #expect(outcome.status == 3)
    #expect(outcome.page == "")
    #expect(
      outcome.complaint == """
        \(missing): error: found no file of this name [file.unreadable]
          fix: check the name and the folder you are in

        """
    )
  }

  @Test func `a folder in place of a file is told as one that cannot be read`() async throws {
    let outcome = try await CommissionProcess().run("price", Repository.path("Examples"))
    #expect(outcome.status == 3)
    #expect(outcome.complaint.contains("found a file or folder that cannot be read [file.unreadable]"))
  }

  @Test func `a folder of price tables that is not there is told as such`() async throws {
    let outcome = try await CommissionProcess().run("map", "--tariff", "2018/19", "--tariffs", "nowhere")
    #expect(outcome.status == 3 || outcome.status == 1)
    #expect(outcome.page == "")
    #expect(outcome.complaint.contains("nowhere/"))
  }
}
