import Tables

/// The times of a run's parts, said on standard error.
struct Stopwatch {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var last: ContinuousClock.Instant
  private var parts: [String] = []

  init() {
    start = clock.now
    last = start
  }

  /// Ends a part.
  mutating func lap(_ name: String) {
    let now = clock.now
    parts.append("\(name) \(Self.milliseconds(now - last)) ms")
    last = now
  }

  /// Says how long each part took and all together.
  func report(_ name: String) {
    Self.say(
      "CostedPathways \(name): \(parts.joined(separator: ", ")), total \(Self.milliseconds(clock.now - start)) ms\n"
    )
  }

  static func say(_ text: String) { FileSystem.write(Array(text.utf8), toDescriptor: 2) }

  static func milliseconds(_ duration: Duration) -> Double { (duration / .microseconds(1)).rounded() / 1000 }
}
