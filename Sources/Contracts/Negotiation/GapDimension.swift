/// By what the lines of a gap are summed up.
public enum GapDimension: String, Hashable, Sendable, CaseIterable {
  /// The year of the plan.
  case financialYear = "financial_year"
  /// Who pays.
  case commissioner
  /// Who is paid.
  case provider
  /// The pathway.
  case pathway
  /// How it is delivered.
  case pointOfDelivery = "point_of_delivery"
  /// The step.
  case step
  /// What becomes of the line.
  case status
  /// What the offer says that the line rests on.
  case offerEvidence = "offer_evidence"
  /// What the counter-offer says that the line rests on.
  case counterEvidence = "counter_evidence"

  /// What a sum of lines is called whose sides code them otherwise.
  public static let recoded = "(re-coded)"
  /// What a sum of lines is called whose side does not have them.
  public static let absent = "(absent)"
}
