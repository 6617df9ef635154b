import Foundation
import TestSupport
import Testing

/// The built executable, run as its users run it.
struct CommissionProcess {
  /// What a run left behind.
  struct Outcome {
    /// The exit status; negative when a signal ended the process.
    let status: Int32
    /// The bytes on standard output.
    let output: [UInt8]
    /// The text on standard error.
    let complaint: String

    /// Standard output as text.
    var page: String { String(decoding: output, as: UTF8.self) }
    /// The lines of standard output, whatever ends them.
    var lines: [Substring] { page.split(whereSeparator: \.isNewline) }
  }

  /// The folder in which it runs; that of temporary files when nil.
  var folder: String?
  /// What it reads on standard input.
  var input: [UInt8] = []
  /// Variables of its environment, besides those of the tests.
  var environment: [String: String] = [:]
  /// A signal that it is sent, and what is waited for after its start.
  var interruption: (signal: Int32, after: @Sendable () -> Void)?

  /// Runs it and waits until it has ended.
  func run(_ arguments: String...) async throws -> Outcome { try await run(arguments) }

  /// Runs it and waits until it has ended.
  func run(_ arguments: [String]) async throws -> Outcome {
    let scratch = try TemporaryFolder(named: "streams")
    try Data(input).write(to: URL(filePath: "\(scratch.path)/input"))
    try scratch.write("", to: "output")
    try scratch.write("", to: "complaint")
    let executable: URL = try #require(Self.executable, "commission lies beside the tests once it is built")
    let program = try StartedProgram(
      executable.path,
      arguments,
      environment: ProcessInfo.processInfo.environment
        .filter { $0.key != "COSTED_PATHWAYS_TARIFFS" }
        .merging(environment) { _, new in new },
      in: folder ?? FileManager.default.temporaryDirectory.path,
      StartedProgram.Streams(
        input: "\(scratch.path)/input",
        output: "\(scratch.path)/output",
        complaint: "\(scratch.path)/complaint"
      )
    )
    if let (signal, moment) = interruption { Self.send(signal, to: program.identifier, after: moment) }
    let status = await program.end()
    return Outcome(
      status: status,
      output: try scratch.bytes(of: "output"),
      complaint: try scratch.text(of: "complaint")
    )
  }

  /// Sends a signal, from a thread that waits for nothing else.
  private static func send(_ signal: Int32, to process: Int32, after moment: @escaping @Sendable () -> Void) {
    Thread.detachNewThread {
      moment()
      kill(process, signal)
    }
  }

  /// `commission` beside the tests: the folder of the test bundle or of the test program, or one above it.
  static let executable: URL? = {
    let bundles = (Bundle.allBundles + [Bundle.main]).flatMap {
      [$0.bundleURL, $0.executableURL].compactMap(\.self)
    }
    let named = CommandLine.arguments.filter { $0.contains(".xctest") }.map { URL(filePath: $0) }
    for start in named + bundles {
      var folder = start
      for _ in 0..<5 {
        let candidate = folder.appending(path: "commission")
        if isProgram(candidate) { return candidate }
        folder = folder.deletingLastPathComponent()
      }
    }
    return nil
  }()

  private static func isProgram(_ file: URL) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    return attributes?[.type] as? FileAttributeType == .typeRegular
      && FileManager.default.isExecutableFile(atPath: file.path)
  }
}
