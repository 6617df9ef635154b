public import Pathways
public import Quantities

/// Where money flows: in which year, who pays, who is paid, and for which step.
public struct FlowKey: Hashable, Sendable {
  /// The financial year in which it is paid.
  public let financialYear: FinancialYear
  /// Who pays.
  public let commissioner: CommissionerCode
  /// Who is paid.
  public let provider: ProviderCode
  /// The pathway.
  public let pathway: String
  /// The part of the pathway.
  public let phase: Phase
  /// The step's id.
  public let step: String

  /// Where the money of a line flows.
  init(_ line: LedgerLine) {
    financialYear = line.financialYear
    commissioner = line.commissioner
    provider = line.provider
    pathway = line.pathway
    phase = line.phase
    step = line.step
  }
}

extension FlowKey: Comparable {
  /// Orders by year, payer, provider, pathway, phase and step.
  public static func < (one: FlowKey, other: FlowKey) -> Bool {
    (one.financialYear, one.commissioner, one.provider, one.pathway, one.phase, one.step)
      < (other.financialYear, other.commissioner, other.provider, other.pathway, other.phase, other.step)
  }
}

/// A step of a pathway.
public struct StepKey: Hashable, Sendable {
  /// The pathway.
  public let pathway: String
  /// The part of the pathway.
  public let phase: Phase
  /// The step's id.
  public let step: String

  /// The step for which money flows.
  init(_ flow: FlowKey) {
    pathway = flow.pathway
    phase = flow.phase
    step = flow.step
  }
}

extension StepKey: Comparable {
  /// Orders by pathway, phase and step.
  public static func < (one: StepKey, other: StepKey) -> Bool {
    (one.pathway, one.phase, one.step) < (other.pathway, other.phase, other.step)
  }
}
