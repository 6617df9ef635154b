/// The days that an episode reaches over.
public struct EpisodeWindow: Hashable, Sendable {
  /// Days before the line that begins it.
  public var before: Int
  /// Days after it.
  public var after: Int

  /// Whether a day, counted from the line that begins the episode, is inside.
  func contains(_ day: Int) -> Bool { (-before...after).contains(day) }
}
