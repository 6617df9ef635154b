public import Quantities

/// An emergency spell that followed another, the index spell, in the same patient.
public struct Readmission: Sendable {
  /// The spell's id.
  public let id: String
  /// What the spell was paid.
  public let value: Pence
  /// The days from the discharge of the index spell to this admission.
  public let days: Int
  /// The age at this admission.
  public let age: Int
  /// Whether the index spell was elective.
  public let isAfterElective: Bool
  /// The day of this admission, where the rule began within the year.
  public let admitted: Day?
  /// The primary diagnosis of this spell, and the first mentioned where that is another.
  public let diagnoses: [DiagnosisCode]
  /// The same of the index spell.
  public let indexDiagnoses: [DiagnosisCode]
  /// The exclusions that the record states; those by diagnosis and age are found from these.
  public let exclusions: Set<ReadmissionExclusion>

  /// Describes a readmission.
  public init(
    id: String,
    value: Pence,
    days: Int,
    age: Int,
    isAfterElective: Bool,
    admitted: Day? = nil,
    diagnoses: [DiagnosisCode],
    indexDiagnoses: [DiagnosisCode],
    exclusions: Set<ReadmissionExclusion> = []
  ) {
    self.id = id
    self.value = value
    self.days = days
    self.age = age
    self.isAfterElective = isAfterElective
    self.admitted = admitted
    self.diagnoses = diagnoses
    self.indexDiagnoses = indexDiagnoses
    self.exclusions = exclusions
  }
}

/// Why a readmission is paid in full.
///
/// Source: PMC5226021, table 1; the last two: HFMA news, 1 March 2011, which says that *some* trauma is meant.
public enum ReadmissionExclusion: String, Sendable, CaseIterable {
  /// (a) No national price.
  case noNationalPrice = "no national price"
  /// (b) Maternity.
  case maternity = "maternity"
  /// (c) Cancer, chemotherapy or radiotherapy: known from a diagnosis, or stated.
  case cancer = "cancer, chemotherapy or radiotherapy"
  /// (d) A young child.
  case youngChild = "a young child"
  /// (e) The patient discharged themselves.
  case selfDischarge = "self-discharge"
  /// (f) An emergency transfer from another provider.
  case emergencyTransfer = "emergency transfer"
  /// (g) A patient from another country of the United Kingdom.
  case crossBorder = "cross-border"
  /// (h) Renal dialysis.
  case renalDialysis = "renal dialysis"
  /// (i) After a transplant.
  case transplant = "after a transplant"
  /// Multiple trauma: groups VA14 and VA15.
  case multipleTrauma = "multiple trauma"
  /// A transport accident: a secondary diagnosis that begins with V.
  case transportAccident = "transport accident"
}
