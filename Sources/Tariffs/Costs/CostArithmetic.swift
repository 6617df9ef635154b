import Diagnostics
import Quantities

/// Keeps sums of costs within exact pounds, which hold 170 times the limit.
enum CostArithmetic {
  static let largest = Pence(100_000_000_000_000)

  /// An amount that fits and is at most a million million pounds, with either sign.
  static func within(
    _ amount: ExactPounds?,
    _ what: String,
    at position: Position? = nil
  ) throws(DiagnosticList) -> ExactPounds {
    let limit = ExactPounds(largest)
    guard let amount, amount <= limit, .zero - amount <= limit else {
      throw fault(
        "cost.too-large",
        at: position,
        "found \(what) beyond £\(largest), expected less",
        fix: "look for a lost decimal point in the activity, the cost or the factor"
      )
    }
    return amount
  }

  /// A list of one fault.
  static func fault(
    _ code: String,
    at position: Position? = nil,
    _ message: String,
    fix: String
  ) -> DiagnosticList {
    DiagnosticList(Diagnostic(code, at: position, message, fix: fix))
  }

  /// The weakest: what rests on all of them rests on this.
  static func weakest(_ grades: some Sequence<Evidence>, from start: Evidence = .seen) -> Evidence {
    grades.reduce(start) { $0.weaker($1) }
  }

  /// Some units at a cost each.
  static func value(
    _ activity: Activity,
    at cost: ExactPounds,
    _ what: String,
    at position: Position? = nil
  ) throws(DiagnosticList) -> ExactPounds {
    try within(cost.multiplied(by: Factor(millionths: activity.millionths)), what, at: position)
  }
}

extension ExactPounds {
  /// The ratio to another amount by long division, rounded half up once, counted in units of its last decimal.
  ///
  /// Nil when the other amount is not more than nothing, this one is less than nothing, or it does not fit.
  func ratio(to other: ExactPounds, decimals: Int) -> Int64? {
    guard other > .zero, self >= .zero else { return nil }
    var scales = [other]
    while let scale = scales.last?.multiplied(by: Factor(millionths: 10_000_000)), scale <= self {
      scales.append(scale)
    }
    var rest = self
    var quotient: Int64 = 0
    let steps = scales.reversed() + Array(repeating: other, count: decimals)
    for (index, divisor) in steps.enumerated() {
      if index >= scales.count { rest = rest * 10 }
      var digit: Int64 = 0
      while rest >= divisor {
        rest = rest - divisor
        digit += 1
      }
      guard let next = quotient.appending(digit) else { return nil }
      quotient = next
    }
    guard rest * 2 >= other else { return quotient }
    return quotient == .max ? nil : quotient + 1
  }
}

extension Int64 {
  fileprivate func appending(_ digit: Int64) -> Int64? {
    let (product, overflowed) = multipliedReportingOverflow(by: 10)
    let (sum, carried) = product.addingReportingOverflow(digit)
    return overflowed || carried ? nil : sum
  }
}
