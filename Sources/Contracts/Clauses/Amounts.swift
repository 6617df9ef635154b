import Diagnostics
import Quantities
import Tariffs

/// The checks that keep this module's arithmetic within its types.
///
/// Every amount that enters is at most a million million pounds, and so is every sum and product of amounts.
/// Exact pounds hold 170 times that, so what is added, subtracted or multiplied by a share after the check
/// cannot overflow.
enum Amounts {
  static let largest = Pence(100_000_000_000_000)

  /// An amount, exact.
  static func exact(_ amount: Pence, _ what: String) throws(DiagnosticList) -> ExactPounds {
    guard amount.amount.magnitude <= largest.amount.magnitude else { throw tooLarge(what) }
    return ExactPounds(amount)
  }

  /// An amount that is never negative, exact.
  @discardableResult
  static func atLeastNothing(_ amount: Pence, _ what: String) throws(DiagnosticList) -> ExactPounds {
    guard amount >= .zero else {
      throw DiagnosticList(
        "contract.amount-negative",
        "found £\(amount) as \(what), expected £0 or more",
        fix: "give the amount without its sign"
      )
    }
    return try exact(amount, what)
  }

  /// The sum; the sum of the amounts without their signs is within the limit too.
  static func total(_ amounts: some Sequence<Pence>, _ what: String) throws(DiagnosticList) -> Pence {
    var total = Pence.zero
    var magnitude: UInt64 = 0
    for amount in amounts {
      let (sum, overflowed) = magnitude.addingReportingOverflow(amount.amount.magnitude)
      guard !overflowed, sum <= largest.amount.magnitude else { throw tooLarge(what) }
      magnitude = sum
      total += amount
    }
    return total
  }

  /// An amount times factors, which may be negative.
  static func product(
    _ amount: ExactPounds,
    _ factors: Factor...,
    what: String
  ) throws(DiagnosticList) -> ExactPounds {
    var product = amount
    for factor in factors {
      guard let next = product.multiplied(by: factor) else { throw tooLarge(what) }
      product = next
    }
    return try within(product, what)
  }

  /// An exact amount that is within the limit.
  static func within(_ amount: ExactPounds, _ what: String) throws(DiagnosticList) -> ExactPounds {
    guard amount <= ExactPounds(largest), .zero - amount <= ExactPounds(largest) else {
      throw tooLarge(what)
    }
    return amount
  }

  /// A rate that is a share of something: 0 to 1.
  @discardableResult
  static func share(_ rate: Figure<Factor>, _ what: String) throws(DiagnosticList) -> Figure<Factor> {
    guard (0...1_000_000).contains(rate.value.millionths) else {
      throw DiagnosticList(
        "contract.rate-out-of-range",
        at: rate.row,
        "found \(rate.value) as \(what), expected a share from 0 to 1",
        fix: "write a percentage as a share, such as 0.7 for 70 %"
      )
    }
    return rate
  }

  static func tooLarge(_ what: String) -> DiagnosticList {
    DiagnosticList(
      "contract.amount-too-large",
      "found \(what) beyond £\(largest), expected less",
      fix: "look for a lost decimal point in activity, price, factor or amount"
    )
  }
}

extension Figure {
  /// The row that holds it; nil when a script stated it.
  var row: Position? { position.file.isEmpty ? nil : position }
}

extension Factor {
  /// What a share leaves: 0.3 for 0.7.
  var rest: Factor { Factor(millionths: 1_000_000 - millionths) }

  /// An amount of activity as a multiplier.
  init(_ activity: Activity) {
    self.init(millionths: activity.millionths)
  }

  /// A share as a multiplier.
  init(_ share: Share) {
    self.init(millionths: share.millionths)
  }
}

extension DiagnosticList {
  /// A list of one fault.
  init(_ code: String, at position: Position? = nil, _ message: String, fix: String) {
    self.init(Diagnostic(code, at: position, message, fix: fix))
  }
}

extension Sequence where Element == Evidence {
  /// The weakest: what rests on all of them rests on this.
  func weakest() -> Evidence { reduce(.seen) { $0.weaker($1) } }
}

/// Some of something, such as `1 line` or `37 lines`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
