/// What a side puts on the table in a round: a schedule, and the name of the file that it came in.
public struct NegotiationPosition: Sendable {
  /// The name of the file.
  public let name: String
  /// The schedule.
  public let schedule: Schedule

  /// A position.
  public init(name: String, schedule: Schedule) {
    self.name = name
    self.schedule = schedule
  }
}
