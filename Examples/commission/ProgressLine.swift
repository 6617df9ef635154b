/// The line that says how far a piece of work is, for people who wait: `draws 42 %`.
struct ProgressLine {
  /// How many seconds of work go by without a line.
  static let patience = 2.0
  /// Takes whatever line there is off the terminal.
  static let cleared = "\r\u{1B}[K"

  /// What is counted.
  let name: String
  /// The per cent that the line shows; nil while there is none.
  private(set) var shown: Int?

  init(of name: String) {
    self.name = name
  }

  /// What to write once a fraction is done, after some seconds; nil when there is nothing new to say.
  ///
  /// It never goes back, whichever thread is heard first.
  mutating func text(fraction: Double, seconds: Double) -> String? {
    guard fraction.isFinite, seconds > Self.patience else { return nil }
    let percent = Int(min(max(fraction, 0), 1) * 100)
    guard percent > shown ?? -1 else { return nil }
    shown = percent
    return "\r\(name) \(percent) %"
  }

  /// What to write when the work has ended; nil when no line was written.
  var ending: String? { shown == nil ? nil : Self.cleared }
}
