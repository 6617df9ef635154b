/// Packs short ASCII codes into integers, so that comparing and hashing cost nothing and order is text order.
enum PackedText {
  /// The bytes, first byte highest; nil when there are too many, none, or one that codes do not use.
  static func pack<Word: FixedWidthInteger>(
    _ text: String,
    into: Word.Type,
    allowing isAllowed: (UInt8) -> Bool
  ) -> Word? {
    let bytes = text.utf8
    guard !bytes.isEmpty, bytes.count <= Word.bitWidth / 8, bytes.allSatisfy(isAllowed) else { return nil }
    var packed: Word = 0
    for byte in bytes { packed = (packed << 8) | Word(byte) }
    return packed << (Word.bitWidth - bytes.count * 8)
  }

  /// The text of packed bytes.
  static func unpack(_ word: some FixedWidthInteger) -> String {
    var bytes: [UInt8] = []
    var rest = word
    while rest != 0 {
      bytes.append(UInt8(truncatingIfNeeded: rest >> (type(of: rest).bitWidth - 8)))
      rest <<= 8
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}

/// What a unit of activity is paid by: a healthcare resource group such as `JA20F`, an attendance currency
/// such as `WF01B`, a meeting such as `CMDTB`, or a drug such as `pertuzumab`.
///
/// A code means something only together with its year.
public struct CurrencyCode: Hashable, Sendable {
  private let packed: UInt128

  /// Whether it has the shape of a healthcare resource group: two letters, two digits, a letter.
  public var isHealthcareResourceGroup: Bool {
    let bytes = Array(description.utf8)
    return bytes.count == 5 && bytes[0...1].allSatisfy(Self.isUppercase)
      && bytes[2...3].allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      && Self.isUppercase(bytes[4])
  }

  private static func isUppercase(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}

extension CurrencyCode: ParsedValue {
  /// Reads 1 to 15 letters, digits, hyphens or underscores.
  public init?(_ text: String) {
    let word = PackedText.pack(text, into: UInt128.self) { byte in
      PackedText.isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
    guard let word, text.utf8.count <= 15 else { return nil }
    packed = word
  }

  /// What a currency code looks like.
  public static var expectation: String {
    "a currency code of at most 15 letters, digits or hyphens, such as JA20F"
  }
}

extension CurrencyCode: Comparable {
  /// Orders as text.
  public static func < (one: CurrencyCode, other: CurrencyCode) -> Bool { one.packed < other.packed }
}

extension CurrencyCode: CustomStringConvertible {
  /// The code as written.
  public var description: String { PackedText.unpack(packed) }
}

/// An organisation that provides care: a trust's national code such as `R1H`, or a site's.
public struct ProviderCode: Hashable, Sendable {
  private let packed: UInt64
}

extension ProviderCode: ParsedValue {
  /// Reads 3 to 6 capital letters and digits that do not end in `00`.
  public init?(_ text: String) {
    guard (3...6).contains(text.utf8.count), !text.hasSuffix("00"),
      let word = PackedText.pack(text, into: UInt64.self, allowing: PackedText.isLetterOrDigit),
      text == text.uppercased()
    else { return nil }
    packed = word
  }

  /// What a provider code looks like.
  public static var expectation: String {
    "a provider code of 3 to 6 capital letters and digits, not ending in 00, such as R1H"
  }
}

extension ProviderCode: Comparable {
  /// Orders as text.
  public static func < (one: ProviderCode, other: ProviderCode) -> Bool { one.packed < other.packed }
}

extension ProviderCode: CustomStringConvertible {
  /// The code as written.
  public var description: String { PackedText.unpack(packed) }
}

/// An organisation that pays: an integrated care board such as `QMF`, or NHS England.
public struct CommissionerCode: Hashable, Sendable {
  private let packed: UInt64
}

extension CommissionerCode: ParsedValue {
  /// Reads 3 to 5 capital letters and digits.
  public init?(_ text: String) {
    guard (3...5).contains(text.utf8.count),
      let word = PackedText.pack(text, into: UInt64.self, allowing: PackedText.isLetterOrDigit),
      text == text.uppercased()
    else { return nil }
    packed = word
  }

  /// What a commissioner code looks like.
  public static var expectation: String {
    "a commissioner code of 3 to 5 capital letters and digits, such as QMF"
  }
}

extension CommissionerCode: Comparable {
  /// Orders as text.
  public static func < (one: CommissionerCode, other: CommissionerCode) -> Bool { one.packed < other.packed }
}

extension CommissionerCode: CustomStringConvertible {
  /// The code as written.
  public var description: String { PackedText.unpack(packed) }
}

/// The specialty under which a patient is treated, such as 103 for breast surgery.
public struct TreatmentFunction: Hashable, Sendable {
  /// The national code, 100 to 999.
  public let number: UInt16
}

extension TreatmentFunction: ParsedValue {
  /// Reads a three-digit national code.
  public init?(_ text: String) {
    guard text.utf8.count == 3, let number = UInt16(text), (100...999).contains(number) else { return nil }
    self.number = number
  }

  /// What a treatment function looks like.
  public static var expectation: String { "a treatment function code from 100 to 999, such as 103" }
}

extension TreatmentFunction: Comparable {
  /// Orders by code.
  public static func < (one: TreatmentFunction, other: TreatmentFunction) -> Bool {
    one.number < other.number
  }
}

extension TreatmentFunction: CustomStringConvertible {
  /// The code as written.
  public var description: String { String(number) }
}
