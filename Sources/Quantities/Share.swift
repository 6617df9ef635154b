/// A part of a whole, from 0 to 1, with six decimals; shares of one whole can be checked to add up exactly.
public struct Share: Hashable, Sendable {
  /// The share in millionths, 0 to 1,000,000.
  public let millionths: Int64

  /// A share of so many millionths; nil outside 0 to 1.
  public init?(millionths: Int64) {
    guard (0...1_000_000).contains(millionths) else { return nil }
    self.millionths = millionths
  }

  private init(unchecked millionths: Int64) {
    self.millionths = millionths
  }

  /// Everybody.
  public static let all = Share(unchecked: 1_000_000)

  /// Nobody.
  public static let none = Share(unchecked: 0)

  /// The share as a number, for expectations.
  public var value: Double { Double(millionths) / 1e6 }
}

extension Share: ParsedValue {
  /// Reads a share such as `0.535`.
  public init?(_ text: String) {
    guard let scaled = DecimalText.scaled(text, decimals: 6) else { return nil }
    self.init(millionths: scaled)
  }

  /// What a share looks like.
  public static var expectation: String { "a share from 0 to 1 with up to six decimals, such as 0.535" }
}

extension Share: Comparable {
  /// Orders by size.
  public static func < (one: Share, other: Share) -> Bool { one.millionths < other.millionths }
}

extension Share: CustomStringConvertible {
  /// The share without trailing zeros.
  public var description: String { DecimalText.text(millionths, decimals: 6) }
}
