import FundingFlows
import Quantities
import Tables

/// What a line of a schedule is about, whatever its price, year and amount.
struct ServiceLine: Hashable, Sendable {
  let commissioner: CommissionerCode
  let provider: ProviderCode
  let pathway: String
  let step: String
  let currency: CurrencyCode?
  let pointOfDelivery: PointOfDelivery?
  let treatmentFunction: TreatmentFunction?
  let basis: CostBasis?

  /// The name of its line: `SL-` and twelve consonants, which no spreadsheet takes for a number or a date.
  ///
  /// They are the first 64 bits of the SHA-256 of the words, as a number of the base 20: one chance in a million that two
  /// of 100,000 are alike.
  var lineID: String {
    let hash = SHA256.hash(Array(words.joined(separator: "\u{1F}").utf8))
    var rest = UInt64(hash[0]) << 32 | UInt64(hash[1])
    var letters: [UInt8] = []
    for _ in 0..<12 {
      letters.append(Self.consonants[Int(rest % 20)])
      rest /= 20
    }
    return "SL-" + String(decoding: letters, as: UTF8.self)
  }

  /// The name of the line of one of several prices: the first has the plain one.
  static func lineID(_ lineID: String, number: Int) -> String {
    guard number > 0 else { return lineID }
    var (rest, letters) = (number, [UInt8]())
    while rest > 0 {
      letters.append(consonants[rest % 20])
      rest /= 20
    }
    return "\(lineID)-" + String(decoding: letters.reversed(), as: UTF8.self)
  }

  private static let consonants = Array("BCDFGHJKLMNPQRSTVWXZ".utf8)

  private var words: [String] {
    [
      commissioner.description, provider.description, pathway, step, currency?.description ?? "",
      pointOfDelivery?.rawValue ?? "", treatmentFunction?.description ?? "", basis?.rawValue ?? "",
    ]
  }
}

extension ServiceLine: Comparable {
  /// Orders by who pays, who is paid and what for; what is blank comes first, an adjustment last.
  static func < (one: ServiceLine, other: ServiceLine) -> Bool {
    if one.commissioner != other.commissioner { return one.commissioner < other.commissioner }
    if one.provider != other.provider { return one.provider < other.provider }
    let isAdjustment = (one.pointOfDelivery == .adjustment, other.pointOfDelivery == .adjustment)
    if isAdjustment.0 != isAdjustment.1 { return isAdjustment.1 }
    if one.pathway != other.pathway { return one.pathway < other.pathway }
    if one.step != other.step { return one.step < other.step }
    return order(one.currency, other.currency) ?? order(one.pointOfDelivery, other.pointOfDelivery)
      ?? order(one.treatmentFunction, other.treatmentFunction) ?? order(one.basis, other.basis) ?? false
  }

  /// Whether one comes before the other; nil when they are the same.
  private static func order<Value: Comparable>(_ one: Value?, _ other: Value?) -> Bool? {
    guard one != other else { return nil }
    guard let one, let other else { return one == nil }
    return one < other
  }
}

extension ScheduleLine {
  /// What the line is about.
  var service: ServiceLine {
    ServiceLine(
      commissioner: commissioner,
      provider: provider,
      pathway: pathway,
      step: step,
      currency: currency,
      pointOfDelivery: pointOfDelivery,
      treatmentFunction: treatmentFunction,
      basis: basis
    )
  }
}

extension LedgerLine {
  /// What the line is about.
  var service: ServiceLine {
    ServiceLine(
      commissioner: commissioner,
      provider: provider,
      pathway: pathway,
      step: step,
      currency: currency,
      pointOfDelivery: pointOfDelivery,
      treatmentFunction: treatmentFunction,
      basis: basis
    )
  }
}
