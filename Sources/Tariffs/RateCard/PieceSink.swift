import Synchronization
import Tables

/// Takes the priced pieces of a file as they come and puts them in order: into a file, or together in memory.
final class PieceSink: Sendable {
  private struct State {
    var next = 0
    var waiting: [Int: LineWorker.Outcome] = [:]
    var done: [LineWorker.Outcome] = []
    /// Room that was written out and can be used again.
    var room: [[UInt8]] = []
    var isWritten = true
  }

  private let state: Mutex<State>
  /// The file; nil to keep the pieces.
  private let descriptor: Int32?

  /// Begins with the header.
  init(header: [UInt8], descriptor: Int32?) {
    self.descriptor = descriptor
    var state = State()
    if let descriptor { state.isWritten = FileSystem.write(header, toDescriptor: descriptor) }
    self.state = Mutex(state)
  }

  /// Room for the output of a piece.
  func room() -> [UInt8] {
    state.withLock { $0.room.popLast() ?? [] }
  }

  /// Takes a piece; those that follow each other go on at once.
  func take(_ outcome: LineWorker.Outcome, at index: Int) {
    state.withLock { state in
      state.waiting[index] = outcome
      while var ready = state.waiting.removeValue(forKey: state.next) {
        state.next += 1
        if let descriptor {
          state.isWritten = state.isWritten && FileSystem.write(ready.output, toDescriptor: descriptor)
          var room: [UInt8] = []
          swap(&room, &ready.output)
          room.removeAll(keepingCapacity: true)
          state.room.append(room)
        }
        state.done.append(ready)
      }
    }
  }

  /// The pieces in order; nil when they could not be written.
  func finished() -> [LineWorker.Outcome]? {
    state.withLock { $0.isWritten ? $0.done : nil }
  }
}
