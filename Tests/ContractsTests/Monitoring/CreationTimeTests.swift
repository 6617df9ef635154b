@testable import Contracts
import Testing

struct CreationTimeTests {
  @Test func `times are ordered and written in one way`() throws {
    let morning = try #require(CreationTime("2026-03-31 08:05:09"))
    let evening = try #require(CreationTime("31/03/2026 17:00:00"))
    #expect(morning < evening)
    #expect(morning.description == "2026-03-31T08:05:09")
    #expect(CreationTime(morning.description) == morning)
    #expect(evening.seconds == 17 * 3600)
  }
}
