import Quantities

/// The unit in which amounts stand in a picture, and its decimals: the same for all of them.
struct MoneyUnit {
  /// The unit, such as ` million`; nothing for single pounds.
  let word: String
  private let pence: UInt128
  private let decimals: Int

  /// The largest of millions, thousands and single pounds of which an amount has one at least, with decimals for
  /// about three digits in all; pence stand with two decimals or not at all.
  init(for largest: UInt64) {
    switch largest {
    case 10_000_000_000...: self.init(" million", pence: 100_000_000, decimals: 1)
    case 100_000_000...: self.init(" million", pence: 100_000_000, decimals: 2)
    case 10_000_000...: self.init(" thousand", pence: 100_000, decimals: 1)
    case 100_000...: self.init(" thousand", pence: 100_000, decimals: 2)
    case 10_000...: self.init("", pence: 100, decimals: 0)
    default: self.init("", pence: 100, decimals: 2)
    }
  }

  private init(_ word: String, pence: UInt128, decimals: Int) {
    self.word = word
    self.pence = pence
    self.decimals = decimals
  }

  /// The unit as told beside a scale, such as `£ million`.
  var name: String { "£" + word }

  /// An amount in this unit, such as `−1.25`; what would round to nought says so.
  func text(_ amount: Pence, isSigned: Bool = false) -> String {
    Self.sign(amount, isSigned) + number(amount)
  }

  /// An amount with its unit, such as `−£1.25 million`.
  func pounds(_ amount: Pence, isSigned: Bool = false) -> String {
    "\(Self.sign(amount, isSigned))£\(number(amount))\(word)"
  }

  private static func sign(_ amount: Pence, _ isSigned: Bool) -> String {
    amount < .zero ? "−" : amount > .zero && isSigned ? "+" : ""
  }

  private func number(_ amount: Pence) -> String {
    let magnitude = UInt128(amount.amount.magnitude)
    let scale = Self.powers[decimals]
    let rounded = (2 * magnitude * scale + pence) / (2 * pence)
    guard rounded == 0, magnitude > 0 else { return Self.text(rounded, decimals) }
    return "<\(Self.text(1, decimals))"
  }

  /// A mark of a scale, with no more decimals than its steps need.
  func mark(_ amount: Double, step: Double) -> String {
    let places = Self.powers.indices.first { Double(pence) <= step * Double(Self.powers[$0]) } ?? 2
    let rounded = (abs(amount) / Double(pence) * Double(Self.powers[places])).rounded()
    let sign = amount < 0 && rounded > 0 ? "−" : ""
    return sign + Self.text(UInt128(exactly: rounded) ?? 0, places)
  }

  private static let powers: [UInt128] = [1, 10, 100]

  /// A number of so many decimals that are its last digits, with commas between the thousands.
  private static func text(_ scaled: UInt128, _ decimals: Int) -> String {
    let (whole, rest) = scaled.quotientAndRemainder(dividingBy: powers[decimals])
    let fraction = decimals == 0 ? "" : ".\(String(powers[decimals] + rest).dropFirst())"
    return grouped(whole) + fraction
  }

  /// A whole number with commas between the thousands.
  private static func grouped(_ whole: UInt128) -> String {
    let digits = Array(String(whole))
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { grouped += "," }
      grouped.append(digit)
    }
    return grouped
  }
}
