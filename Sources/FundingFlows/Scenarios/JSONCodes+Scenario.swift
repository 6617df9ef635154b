import Tables

extension JSONCodes {
  /// The faults of a scenario.
  static let scenario = JSONCodes(
    of: "a scenario",
    unknownKey: "scenario.unknown-key",
    missingKey: "scenario.missing-key",
    type: "scenario.type"
  )
}
