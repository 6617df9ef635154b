public import Quantities

/// In these tests codes, years and figures are written as text: `"JA20F"`, `"2018/19"`, `"1.201694"`.
private func literal<Value: ParsedValue>(_ text: String) -> Value {
  guard let value = Value(text) else { preconditionFailure("\(text) is not \(Value.expectation)") }
  return value
}

extension CurrencyCode: ExpressibleByStringLiteral {
  /// Reads a code.
  public init(stringLiteral text: String) { self = literal(text) }
}

extension ProviderCode: ExpressibleByStringLiteral {
  /// Reads a code.
  public init(stringLiteral text: String) { self = literal(text) }
}

extension CommissionerCode: ExpressibleByStringLiteral {
  /// Reads a code.
  public init(stringLiteral text: String) { self = literal(text) }
}

extension TreatmentFunction: ExpressibleByStringLiteral {
  /// Reads a code.
  public init(stringLiteral text: String) { self = literal(text) }
}

extension FinancialYear: ExpressibleByStringLiteral {
  /// Reads a year.
  public init(stringLiteral text: String) { self = literal(text) }
}

extension UnitPrice: ExpressibleByStringLiteral {
  /// Reads pounds.
  public init(stringLiteral text: String) { self = literal(text) }
}

extension Factor: ExpressibleByStringLiteral {
  /// Reads a factor.
  public init(stringLiteral text: String) { self = literal(text) }
}

extension Activity: ExpressibleByStringLiteral {
  /// Reads an amount of activity.
  public init(stringLiteral text: String) { self = literal(text) }
}

extension Share: ExpressibleByStringLiteral {
  /// Reads a share.
  public init(stringLiteral text: String) { self = literal(text) }
}

extension Day: ExpressibleByStringLiteral {
  /// Reads a date.
  public init(stringLiteral text: String) { self = literal(text) }
}

/// Pounds with at most two decimals and perhaps a sign, as pence.
func pence(_ text: String) -> Pence {
  let isNegative = text.hasPrefix("-")
  let price: UnitPrice = literal(isNegative ? String(text.dropFirst()) : text)
  let amount = ExactPounds(price).rounded(.penceHalfUp)
  precondition(ExactPounds(amount) == ExactPounds(price), "\(text) is no whole pence")
  return isNegative ? .zero - amount : amount
}
