import Foundation
import CostedPathways
import TestSupport
import Testing

/// What is left when the user stops the program.
struct InterruptionTests {
  private static let tariffs = ["--tariffs", Repository.path("tariffs")]
  private static let stopped = "commission: stopped; nothing was written\n"
  private static let stoppedLate = "commission: stopped; the outputs are written\n"

  /// Runs in a folder; a signal comes after something.
  private func run(
    _ words: [String],
    in folder: borrowing TemporaryFolder,
    until moment: (@Sendable () -> Void)? = nil,
    _ signal: Int32 = SIGINT
  ) async throws -> CommissionProcess.Outcome {
    var process = CommissionProcess(folder: folder.path)
    if let moment { process.interruption = (signal, moment) }
    return try await process.run(words + Self.tariffs)
  }

  /// Makes a pipe for the program to read, and gives it some text once it does so; the text does not come to its
  /// end unless that is said.
  private func makePipe(_ path: String, _ text: String = "", ends: Bool = false) -> @Sendable () -> Void {
    #expect(unsafe mkfifo(path, 0o600) == 0)
    return {
      let descriptor = unsafe open(path, O_WRONLY)
      FileSystem.write(Array(text.utf8), toDescriptor: descriptor)
      if ends { FileSystem.closeFile(descriptor) }
    }
  }

  @Test func `whenever the program is stopped, its output is as it was or whole, and nothing lies beside it`()
    async throws
  {
    let header = "line_id,financial_year,provider,currency,point_of_delivery\n"
    let lines = header + (0..<300).map { "\($0),2018/19,R1H,JA20F,DC\n" }.joined()
    let folder = try TemporaryFolder()
    try folder.write(lines, to: "lines.csv")
    #expect(try await run(["price", "lines.csv", "--out", "priced.csv"], in: folder).status == 0)
    let whole = try folder.bytes(of: "priced.csv")

    var statuses: [Int32] = []
    for moment in 0..<20 as Range<UInt32> {
      let folder = try TemporaryFolder()
      try folder.write("before", to: "priced.csv")
      let isRead = makePipe("\(folder.path)/pipe", lines, ends: true)
      let outcome = try await run(
        ["price", "pipe", "--out", "priced.csv"],
        in: folder,
        until: {
          isRead()
          usleep(8000 * moment)
        }
      )
      statuses.append(outcome.status)
      #expect(try folder.names() == ["pipe", "priced.csv"])
      let isWhole = outcome.status == 0 || outcome.complaint.hasSuffix(Self.stoppedLate)
      #expect(isWhole || outcome.complaint == Self.stopped)
      #expect(outcome.status == 0 || outcome.status == 130)
      #expect(try folder.bytes(of: "priced.csv") == (isWhole ? whole : Array("before".utf8)))
    }
    #expect(statuses.contains(130))
  }

  @Test func `outputs that begin to appear appear all, whatever signal comes`() async throws {
    let folder = try TemporaryFolder()
    try RunVerbTests().small(folder)
    let out = "\(folder.path)/out"
    let outcome = try await run(
      ["run", "scenario.json"],
      in: folder,
      until: {
        while !FileSystem.exists(out) { usleep(50) }
      }
    )
    #expect(outcome.status == 0 || outcome.complaint == Self.stoppedLate)
    let names = [
      "calibration.csv", "flows.csv", "manifest.json", "patients.csv", "prevalence.csv", "summary.csv",
    ]
    #expect(try folder.names(in: "out") == names)
    #expect(try await run(["replay", "out/manifest.json"], in: folder).status == 0)
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func `each signal has its status`(signal: Int32, status: Int32) async throws {
    let folder = try TemporaryFolder()
    let isRead = makePipe("\(folder.path)/pipe")
    let words = ["price", "pipe", "--out", "priced.csv"]
    let outcome = try await run(words, in: folder, until: isRead, signal)
    #expect(outcome.status == status)
    #expect(outcome.complaint == Self.stopped)
    #expect(outcome.page == "")
    #expect(try folder.names() == ["pipe"])
  }

  @Test func `a run that is stopped makes no folder`() async throws {
    let folder = try TemporaryFolder()
    try RunVerbTests().small(folder)
    let names = try folder.names()
    try FileManager.default.removeItem(atPath: "\(folder.path)/p.csv")
    let isRead = makePipe("\(folder.path)/p.csv")
    let outcome = try await run(["run", "scenario.json"], in: folder, until: isRead)
    #expect(outcome.status == 130)
    #expect(outcome.complaint == Self.stopped)
    #expect(try folder.names() == names)
  }
}
