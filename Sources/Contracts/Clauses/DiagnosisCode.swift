public import Quantities

/// A diagnosis by the international classification of diseases, tenth revision, such as C50.9.
public struct DiagnosisCode: Hashable, Sendable {
  /// The code without its dot, such as `C509`.
  public let text: String
}

extension DiagnosisCode: ParsedValue {
  /// Reads a capital letter, two digits and up to three characters more, with or without a dot.
  public init?(_ text: String) {
    let dot = UInt8(ascii: ".")
    var bytes = Array(text.utf8)
    if bytes.count > 4, bytes[3] == dot { bytes.remove(at: 3) }
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    let isLetter = { (byte: UInt8) in (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    guard (3...6).contains(bytes.count), isLetter(bytes[0]), isDigit(bytes[1]), isDigit(bytes[2]),
      bytes[3...].allSatisfy({ isDigit($0) || isLetter($0) })
    else { return nil }
    self.text = String(decoding: bytes, as: UTF8.self)
  }

  /// What a diagnosis looks like.
  public static var expectation: String { "a diagnosis by ICD-10 such as C50.9" }
}

extension DiagnosisCode: CustomStringConvertible {
  /// The code with its dot, such as `C50.9`.
  public var description: String {
    text.utf8.count == 3 ? text : "\(text.prefix(3)).\(text.dropFirst(3))"
  }
}
