import Foundation
import TestSupport
import Testing

/// `commission negotiate`, on the schedules of its example and on small ones.
struct NegotiateVerbTests {
  private static let outputs = [
    "agreed.csv", "gap-summary.csv", "gap.csv", "gap.svg", "history.csv", "manifest.json", "ten-lines.csv",
  ]
  private static let example = Repository.path("Examples/negotiation")
  private static let header =
    "line_id,financial_year,commissioner,provider,step,planned_activity,unit_price,planned_value\n"

  private func negotiate(_ folder: borrowing TemporaryFolder, _ words: String...) async throws
    -> CommissionProcess.Outcome
  {
    try await CommissionProcess(folder: folder.path).run(["negotiate"] + words)
  }

  @Test func `the page of the example is as it was`() async throws {
    let folder = try TemporaryFolder()
    let files = ["offer", "counter", "offer-2"].map { "\(Self.example)/\($0).csv" }
    let outcome = try await negotiate(folder, files[0], files[1], files[2], "--out", "out")
    #expect(outcome.complaint == "")
    #expect(outcome.status == 0)
    #expect(try folder.names(in: "out") == Self.outputs)
    let page = try #require(outcome.page.range(of: "\n\nWritten to ")).lowerBound
    #expect(String(outcome.page[..<page]) == (try Repository.text("Examples/negotiation/expected/page.txt")))
    for name in ["ten-lines.csv", "history.csv"] {
      #expect(try folder.text(of: "out/\(name)") == Repository.text("Examples/negotiation/expected/\(name)"))
    }
    #expect(try folder.text(of: "out/gap.svg").hasPrefix("<svg"))
  }

  @Test func `cells saved with two decimals are no dispute where the value is the same`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      Self.header + "A,2026/27,QMF,R1H,B-T01,5.638009,851.403595354,4800.22\n",
      to: "offer.csv"
    )
    try folder.write(Self.header + "A,2026/27,QMF,R1H,B-T01,5.64,851.40,4800.22\n", to: "counter.csv")
    let same = try await negotiate(folder, "offer.csv", "counter.csv", "--out", "out")
    #expect(same.page.contains("decimals shown of 1"))
    let row = try #require(try folder.text(of: "out/gap.csv").split(separator: "\r\n").last)
    #expect(row.contains(",4800.22,4800.22,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,agreed,"))
    try folder.write(Self.header + "A,2026/27,QMF,R1H,B-T01,5.64,851.40,4801.90\n", to: "counter.csv")
    let other = try await negotiate(folder, "offer.csv", "counter.csv", "--out", "out")
    #expect(!other.page.contains("decimals shown"))
  }

  @Test func `no output takes the place of an input`() async throws {
    let folder = try TemporaryFolder()
    try folder.copy("Examples/negotiation", to: "case")
    let answer = try folder.text(of: "case/counter.csv")
    try folder.write(answer, to: "case/agreed.csv")
    let before = try folder.names(in: "case")
    let refused = try await negotiate(folder, "case/offer.csv", "case/agreed.csv", "--out", "./case")
    #expect(refused.status == 3)
    #expect(
      refused.complaint.contains("case/agreed.csv: error: found an input where agreed.csv is to be written")
    )
    #expect(refused.complaint.contains("[file.replaces-input]"))
    #expect(try folder.names(in: "case") == before)
    #expect(try folder.text(of: "case/agreed.csv") == answer)
    let schedule = try await CommissionProcess(folder: folder.path)
      .run("schedule", "case/offer.csv", "--out", "case/../case/offer.csv")
    #expect(schedule.status == 3)
  }

  @Test func `the outputs can be made again`() async throws {
    let folder = try TemporaryFolder()
    try folder.copy("Examples/negotiation", to: "case")
    let made = try await negotiate(folder, "case/offer.csv", "case/counter.csv")
    #expect(made.status == 0, "\(made.complaint)")
    let again = try await CommissionProcess(folder: folder.path).run(
      "replay",
      "case/negotiation/manifest.json"
    )
    #expect(again.status == 0, "\(again.complaint)")
    #expect(again.page.contains("All 6 outputs have the same bytes."))
    try folder.replace("60000.00", with: "61000.00", in: "case/offer.csv")
    let changed = try await CommissionProcess(folder: folder.path).run(
      "replay",
      "case/negotiation/manifest.json"
    )
    #expect(changed.status == 1)
    #expect(changed.complaint.contains("[replay.input-changed]"))
  }

  @Test func `a schedule against itself has no gap`() async throws {
    let folder = try TemporaryFolder()
    let offer = "\(Self.example)/offer.csv"
    let outcome = try await negotiate(folder, offer, offer, "--out", "out")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(outcome.page.contains("The two come to the same."))
    #expect(try folder.text(of: "out/ten-lines.csv").split(whereSeparator: \.isNewline).count == 1)
  }

  @Test(arguments: [([], "nothing"), (["a.csv"], "a.csv")])
  func `two schedules at least are asked for`(files: [String], found: String) async throws {
    let outcome = try await CommissionProcess().run(["negotiate"] + files)
    #expect(outcome.status == 2)
    #expect(
      outcome.complaint.hasPrefix(
        "commission: error: found \(found), expected two schedules at least [usage.arguments]\n  fix: write it as: "
          + "commission negotiate "
      )
    )
  }

  @Test func `faults of all schedules are told at once, and nothing is written`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.header + "a,2026/27,QMF,R1H,S,1,100,\n", to: "offer.csv")
    try folder.write(Self.header + "a,2026/28,QMF,R1H,S,1,100,\n", to: "counter.csv")
    let outcome = try await negotiate(folder, "offer.csv", "counter.csv", "missing.csv", "--out", "out")
    #expect(outcome.status == 1)
    #expect(outcome.complaint.contains("counter.csv:2:3: error: "))
    #expect(outcome.complaint.contains("missing.csv: error: "))
    #expect(try folder.names() == ["counter.csv", "offer.csv"])
    let missing = try await negotiate(folder, "offer.csv", "missing.csv")
    #expect(missing.status == 3)
  }

  @Test func `schedules of other years, and of absurd amounts, are refused`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.header + "a,2026/27,QMF,R1H,S,1,100,\n", to: "offer.csv")
    try folder.write(Self.header + "a,2027/28,QMF,R1H,S,1,100,\n", to: "later.csv")
    let later = try await negotiate(folder, "offer.csv", "later.csv")
    #expect(later.status == 1)
    #expect(
      later.complaint == """
        error: found a counter-offer for 2027/28, expected a year of the offer, which is for 2026/27 [negotiate.years]
          fix: compare schedules of the same years

        """
    )
  }

  @Test func `ids, notes and names that a spreadsheet would run come through as text`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      Self.header + "'=1+1,2026/27,QMF,R1H,S,1,100,\n1E10,2026/27,QMF,R1H,S,1,100,\n",
      to: "offer.csv"
    )
    try folder.write(
      Self.header + "'=1+1,2026/27,QMF,R1H,S,2,100,\n1E10,2026/27,QMF,R1H,S,1,100,\n",
      to: "counter.csv"
    )
    let outcome = try await negotiate(folder, "offer.csv", "counter.csv", "--out", "out")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let lines = try folder.text(of: "out/gap.csv").split(whereSeparator: \.isNewline)
    #expect(
      lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false)[5] } == [
        "'1E10", "'=1+1",
      ]
    )
  }
}
