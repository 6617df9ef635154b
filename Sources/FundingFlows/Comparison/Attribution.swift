public import Diagnostics
public import Quantities

/// How much of the difference between two runs is due to each of the causes in which they differ.
///
/// Every cause gets its Shapley value: the mean of what it adds over all orders in which the causes could change,
/// one after the other, from the first run to the second. No order is preferred, and what causes do only together
/// is shared evenly. The parts of every key add up to its difference: to the penny, and to the millionth of a
/// person.
public struct Attribution: Sendable {
  /// What one cause adds to one flow of money.
  public struct FlowPart: Hashable, Sendable {
    /// The flow.
    public let key: FlowKey
    /// The cause.
    public let cause: Cause
    /// What the cause adds.
    public let difference: Pence
  }

  /// What one cause adds to one count of people.
  public struct PatientPart: Hashable, Sendable {
    /// The count.
    public let key: PatientKey
    /// The cause.
    public let cause: Cause
    /// The people that the cause adds.
    public let difference: Activity
  }

  /// The causes in which the runs differ, in order.
  public let causes: [Cause]
  /// What each cause adds to each flow, by flow and cause; noughts are left out.
  ///
  /// A flow that only some mixes have stands here and in neither run: its parts add up to nothing.
  public let flows: [FlowPart]
  /// What each cause adds to each count of people, by count and cause; noughts are left out.
  public let patients: [PatientPart]

  /// Attributes the difference between two runs.
  ///
  /// - Parameters:
  ///   - causes: the causes in which the runs differ.
  ///   - mix: the run that takes these causes from the second run, and all else from the first. It is asked
  ///     once for each set of the causes, 2^causes times.
  /// - Complexity: O(2^causes × keys × causes), and the mixes.
  public init(
    to causes: Set<Cause>,
    mix: (Set<Cause>) throws(DiagnosticList) -> RunTotals
  ) throws(DiagnosticList) {
    let ordered = causes.sorted()
    var flows = MixedTallies<FlowKey>()
    var patients = MixedTallies<PatientKey>()
    for number in 0..<(1 << ordered.count) {
      let taken = ordered.indices.filter { number & (1 << $0) != 0 }.map { ordered[$0] }
      let totals = try mix(Set(taken))
      flows.append(totals.flows)
      patients.append(totals.patients)
    }
    self.causes = ordered
    self.flows = flows.parts(of: ordered)
      .map { FlowPart(key: $0.key, cause: $0.cause, difference: Pence($0.part)) }
    self.patients = patients.parts(of: ordered)
      .map { PatientPart(key: $0.key, cause: $0.cause, difference: Activity(millionths: $0.part)) }
  }

  /// What causes add to the money, by a property of the parts.
  public func totals<Key: Hashable>(by key: (FlowPart) -> Key) -> [Key: Pence] {
    flows.reduce(into: [:]) { totals, part in totals[key(part), default: .zero] += part.difference }
  }

  /// What causes add to the people, by a property of the parts.
  public func patientTotals<Key: Hashable>(by key: (PatientPart) -> Key) -> [Key: Activity] {
    patients.reduce(into: [:]) { totals, part in
      totals[key(part)] = (totals[key(part)] ?? .zero) + part.difference
    }
  }
}
