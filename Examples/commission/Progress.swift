import Synchronization
import Tables

/// Says on a terminal how far a long piece of work is; in a pipe or a file nothing.
///
/// A class, so that all threads of the work can report to the same line.
final class Progress: Sendable {
  private let line: Mutex<ProgressLine>
  private let start = ContinuousClock.now

  private init(of name: String) {
    line = Mutex(ProgressLine(of: name))
  }

  /// Does work that reports the fraction done, from any of its threads; nil is given where nobody would see it.
  static func during<Value>(
    _ name: String,
    _ work: ((@Sendable (Double) -> Void)?) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard FileSystem.isTerminal(2) else { return try work(nil) }
    let progress = Progress(of: name)
    defer { progress.line.withLock { Self.write($0.ending) } }
    return try work { progress.report($0) }
  }

  private func report(_ fraction: Double) {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    line.withLock { Self.write($0.text(fraction: fraction, seconds: seconds)) }
  }

  private static func write(_ text: String?) {
    if let text { FileSystem.write(Array(text.utf8), toDescriptor: 2) }
  }
}
