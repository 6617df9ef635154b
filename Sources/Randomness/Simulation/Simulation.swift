import Dispatch
import Synchronization

/// Runs a model at every draw of its uncertain inputs, on several threads.
///
///     let outcomes = Simulation(draws: 10_000, threads: 2).run(
///       outputs: 3,
///       scratch: { [Double](repeating: 0, count: Simulation.blockSize) }
///     ) { draws, scratch, results in
///       var column = scratch.mutableSpan
///       plan.values(of: 0, from: cost, draws: draws, into: &column)
///       for place in 0..<draws.count { results[2 * draws.count + place] = 12 * column[place] }
///     }
///
/// The draws are cut into blocks of ``blockSize``, always the same, and the model is asked for one block at a time:
/// what it gives must depend on the draws alone. Then the outcomes are the same for any number of threads.
public struct Simulation: Hashable, Sendable {
  /// The most draws in a block; only the last block has fewer.
  public static let blockSize = 64

  /// How many draws there are.
  public let draws: Int

  /// The most threads that run at once.
  public let threads: Int

  /// A simulation of at least one draw on at least one thread.
  public init(draws: Int, threads: Int) {
    precondition(draws > 0 && threads > 0, "a simulation needs a draw and a thread")
    self.draws = draws
    self.threads = threads
  }

  /// The outcomes of all draws; nil if cancelled before the last was begun.
  ///
  /// - Parameters:
  ///   - outputs: how many numbers the model gives for a draw.
  ///   - progress: told the share of draws done after each block, one call at a time and rising to 1.
  ///   - isCancelled: asked before each block, by any thread.
  ///   - scratch: makes what a thread keeps from block to block, such as room for the draws of its inputs.
  ///   - model: fills the results of a range of draws, all 0 to begin with. The draws of the first output
  ///     come first, then those of the second, and so on: output o of the draw at place i in the range is at
  ///     `o * draws.count + i`.
  public func run<Scratch>(
    outputs: Int,
    progress: (@Sendable (Double) -> Void)? = nil,
    isCancelled: @Sendable () -> Bool = { false },
    scratch: @Sendable () -> Scratch,
    model:
      @Sendable (_ draws: Range<Int>, _ scratch: inout Scratch, _ results: inout MutableSpan<Double>) -> Void
  ) -> SimulatedOutcomes? {
    let blockCount = (draws + Self.blockSize - 1) / Self.blockSize
    let next = Atomic<Int>(0)
    let finished = Mutex((count: 0, blocks: [[Double]](repeating: [], count: blockCount)))
    DispatchQueue.concurrentPerform(iterations: min(threads, blockCount)) { _ in
      var own = scratch()
      while !isCancelled() {
        let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard block < blockCount else { break }
        let range = block * Self.blockSize..<min(draws, (block + 1) * Self.blockSize)
        var results = [Double](repeating: 0, count: outputs * range.count)
        var span = results.mutableSpan
        model(range, &own, &span)
        finished.withLock {
          $0.blocks[block] = results
          $0.count += 1
          progress?(Double($0.count) / Double(blockCount))
        }
      }
    }
    let (count, blocks) = finished.withLock { $0 }
    guard count == blockCount else { return nil }
    return SimulatedOutcomes(draws: draws, outputs: outputs, blocks: blocks)
  }
}
