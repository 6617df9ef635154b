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
