/// A value that files and command lines spell as text.
public protocol ParsedValue: Sendable {
  /// The value that the text spells; nil when it spells none.
  init?(_ text: String)
  /// What a good text looks like, in words and with an example, for messages.
  static var expectation: String { get }
}

extension String: ParsedValue {
  /// Any text will do.
  public static var expectation: String { "text" }
}
