import Tables

extension JSONCodes {
  /// The faults of a pilot.
  static let pilot = JSONCodes(
    of: "a pilot",
    unknownKey: "pilot.unknown-key",
    missingKey: "pilot.missing-key",
    type: "pilot.type"
  )
}
