import TestSupport
import Testing

struct CheckVerbTests {
  @Test func `every shipped table and scenario is good, and told what it is`() async throws {
    let tables =
      Repository.files(below: "tariffs", ending: ".csv")
      + Repository.files(below: "Examples", ending: ".csv").filter { !$0.contains("/out/") }
      .filter { !$0.contains("/expected/") }
    let scenarios =
      Repository.files(below: "Examples", ending: "scenario.json")
      + Repository.files(below: "Examples", ending: "pilot.json")
    #expect(tables.count > 20)
    #expect(scenarios.count >= 2)
    let outcome = try await CommissionProcess(folder: Repository.root).run(["check"] + tables + scenarios)
    #expect(outcome.status == 0)
    // The counter-offer of the example has a value that is not its arithmetic, on purpose.
    let warnings = outcome.complaint.split(separator: "\n").filter { $0.contains("warning: ") }
    #expect(warnings.count == 1 && warnings.allSatisfy { $0.contains("[schedule.arithmetic]") })
    #expect(!outcome.complaint.contains("error: "))
    #expect(outcome.lines.count == tables.count + scenarios.count)
    for (file, line) in zip(tables + scenarios, outcome.lines) { #expect(line.hasPrefix("\(file): good (")) }
  }

  @Test func `the faults of all files are told at once, and the good are named`() async throws {
    let folder = try TemporaryFolder()
    let header = "pathway,ruled_out_per_case,evidence,source,note\n"
    try folder.write(header + "breast,8.8,derived,,\n", to: "good.csv")
    try folder.write(header + "breast,-1,derived,,\n", to: "one.csv")
    try folder.write(header + "breast,8.8,certain,,\n", to: "two.csv")
    let outcome = try await CommissionProcess(folder: folder.path)
      .run("check", "one.csv", "good.csv", "two.csv", "--tariffs", Repository.path("tariffs"))
    #expect(outcome.status == 1)
    #expect(outcome.lines == ["good.csv: good (referrals that rule cancer out, 1 rows)"])
    #expect(outcome.complaint.contains("one.csv:2:8: error: "))
    #expect(outcome.complaint.contains("two.csv:2:12: error: "))
    #expect(try folder.names() == ["good.csv", "one.csv", "two.csv"])
  }
}
