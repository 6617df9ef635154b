import Dispatch
import Synchronization

/// Work that is done at once where there are threads, with the results of work done in turn.
package enum Concurrently {
  /// The results of so many pieces of work, in their order.
  package static func map<Result: Sendable>(
    _ count: Int,
    _ work: @Sendable (Int) -> Result
  ) -> [Result] {
    let found = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = work(index)
      found.withLock { $0[index] = result }
    }
    return found.withLock { $0.compactMap(\.self) }
  }

  /// The results of two pieces of work.
  package static func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First,
    _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let found = Mutex<(first: First?, second: Second?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      if index == 0 {
        let result = first()
        found.withLock { $0.first = result }
      } else {
        let result = second()
        found.withLock { $0.second = result }
      }
    }
    let results = found.withLock { $0 }
    return (results.first ?? first(), results.second ?? second())
  }
}
