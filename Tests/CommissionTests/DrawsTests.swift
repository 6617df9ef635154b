import Foundation
import TestSupport
import Testing

/// `commission run` and `commission compare` with draws of uncertain inputs.
struct DrawsTests {
  private static let drawn = [
    "draws.csv", "spread.svg", "tornado.csv", "tornado.svg", "uncertainty-totals.csv", "uncertainty.csv",
  ]

  private func lines(_ folder: borrowing TemporaryFolder, _ name: String) throws -> [String] {
    try folder.text(of: name).split(whereSeparator: \.isNewline).map(String.init)
  }

  @Test func `draws are written beside the flows, the same for any number of threads`() async throws {
    let folder = try TemporaryFolder()
    try SmallScenario.write(to: folder, uncertainty: SmallScenario.uncertainty)
    let process = CommissionProcess(folder: folder.path)
    let bare = try await process.run("run", "scenario.json", "--out", "bare")
    #expect(bare.status == 0)
    let one = try await process.run("run", "scenario.json", "--out", "one", "--draws", "50", "--threads", "1")
    #expect(one.status == 0)
    #expect(one.complaint == "")
    #expect(one.page.contains("How sure, by 50 draws, seed 1"))
    let many = try await process.run(
      "run",
      "scenario.json",
      "--draws",
      "50",
      "--out",
      "many",
      "--threads",
      "7",
      "--seed",
      "1"
    )
    #expect(many.status == 0)
    #expect(try folder.names(in: "one") == (folder.names(in: "bare") + Self.drawn).sorted())
    for name in try folder.names(in: "one") where name != "manifest.json" {
      #expect(try folder.bytes(of: "one/\(name)") == folder.bytes(of: "many/\(name)"), "\(name)")
    }
    for name in try folder.names(in: "bare") where name != "manifest.json" {
      #expect(try folder.bytes(of: "one/\(name)") == folder.bytes(of: "bare/\(name)"), "\(name)")
    }
    let manifest = try folder.text(of: "one/manifest.json")
    #expect(Self.drawn.allSatisfy { manifest.contains("\"\($0)\"") })
    #expect(try lines(folder, "one/draws.csv").count == 51)
    let other = try await process.run(
      "run",
      "scenario.json",
      "--draws",
      "50",
      "--out",
      "other",
      "--seed",
      "2"
    )
    #expect(other.status == 0)
    #expect(try folder.bytes(of: "other/draws.csv") != folder.bytes(of: "one/draws.csv"))
  }

  @Test func `a draw alone is its line of all draws`() async throws {
    let folder = try TemporaryFolder()
    try SmallScenario.write(to: folder, uncertainty: SmallScenario.uncertainty)
    let process = CommissionProcess(folder: folder.path)
    let all = try await process.run("run", "scenario.json", "--out", "all", "--draws", "50")
    let alone = try await process.run(
      "run",
      "scenario.json",
      "--out",
      "alone",
      "--draws",
      "50",
      "--draw",
      "7"
    )
    #expect(all.status == 0)
    #expect(alone.status == 0)
    #expect(alone.page.contains("Draw 7 comes to "))
    let names = try folder.names(in: "alone")
    #expect(names.filter { $0.hasPrefix("draw") } == ["draw-inputs.csv", "draw.csv", "draws.csv"])
    #expect(!names.contains("uncertainty.csv"))
    let (every, one) = try (lines(folder, "all/draws.csv"), lines(folder, "alone/draws.csv"))
    #expect(one == [every[0], every[7]])
    #expect(one[1].hasPrefix("7,"))
    #expect(try lines(folder, "alone/draw-inputs.csv").count == 8)
  }

  @Test(arguments: ["run", "compare"])
  func `a scenario that is unsure of nothing has no draws`(verb: String) async throws {
    let folder = try TemporaryFolder()
    try SmallScenario.write(to: folder)
    let files = verb == "run" ? ["scenario.json"] : ["scenario.json", "after.json"]
    let outcome = try await CommissionProcess(folder: folder.path)
      .run([verb] + files + ["--out", "out", "--draws", "20"])
    #expect(outcome.status == 1)
    #expect(outcome.page == "")
    #expect(
      outcome.complaint == """
        scenario.json: error: found no key "uncertainty" with inputs, so that all draws would be alike \
        [uncertainty.none]
          fix: add "uncertainty": {"inputs": [...]}, or leave out --draws

        """
    )
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out"))
  }

  @Test(arguments: [
    (["--draw", "3"], "found --draw without --draws [usage.arguments]"),
    (["--seed", "3"], "found --seed without --draws [usage.arguments]"),
    (["--threads", "3"], "found --threads without --draws [usage.arguments]"),
    (["--draws", "0"], "found \"0\" after --draws, expected a whole number from 1 to 1000000 [usage.value]"),
    (["--draws", "1"], "found 1 draw, expected 2 or more [usage.arguments]"),
    (
      ["--draws", "1000001"],
      "found \"1000001\" after --draws, expected a whole number from 1 to 1000000 [usage.value]"
    ),
    (
      ["--draws", "many"],
      "found \"many\" after --draws, expected a whole number from 1 to 1000000 [usage.value]"
    ),
    (
      ["--draws", "+5"], "found \"+5\" after --draws, expected a whole number from 1 to 1000000 [usage.value]"
    ),
    (
      ["--draws", "-5"], "found \"-5\" after --draws, expected a whole number from 1 to 1000000 [usage.value]"
    ),
    (["--draws"], "found no value after --draws [usage.arguments]"),
    (["--draws", "5", "--draw", "6"], "found draw 6 of 5 [usage.arguments]"),
    (["--draws", "5", "--draws", "6"], "found --draws more than once [usage.arguments]"),
    (
      ["--draws", "5", "--seed", "-1"],
      "found \"-1\" after --seed, expected a whole number, 0 or more [usage.value]"
    ),
    (
      ["--draws", "5", "--threads", "0"],
      "found \"0\" after --threads, expected a whole number of threads from 1 to 1024 [usage.value]"
    ),
  ])
  func `options that cannot be are told before anything is read`(options: [String], message: String)
    async throws
  {
    let outcome = try await CommissionProcess().run(["run", "nothing.json"] + options)
    #expect(outcome.status == 2)
    #expect(outcome.page == "")
    #expect(outcome.complaint.hasPrefix("commission: error: \(message)\n  fix: "), "\(outcome.complaint)")
  }

  @Test func `one draw alone of a comparison is no option`() async throws {
    let outcome = try await CommissionProcess().run(
      "compare",
      "a.json",
      "b.json",
      "--draws",
      "5",
      "--draw",
      "2"
    )
    #expect(outcome.status == 2)
    #expect(
      outcome.complaint.hasPrefix(
        "commission: error: found an option --draw that commission compare does not have"
      )
    )
  }

  @Test(arguments: ["run", "compare"])
  func `the help names every option`(verb: String) async throws {
    let outcome = try await CommissionProcess().run(verb, "--help")
    #expect(outcome.status == 0)
    let options = ["--out", "--tariffs", "--draws N", "--seed S", "--threads T"]
    let own = verb == "run" ? ["--draw K", "--explain"] : ["waterfall.svg"]
    for option in options + own { #expect(outcome.page.contains(option), "\(option)") }
    #expect(outcome.page.split(separator: "\n").allSatisfy { $0.count <= 120 })
  }
}
