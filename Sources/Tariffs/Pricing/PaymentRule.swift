/// One rule of payment. Its documentation is its specification: years, formula, source, worked example.
protocol PaymentRule: Sendable {
  /// Does what the rule says to a line.
  func apply(to working: inout Working)
}
