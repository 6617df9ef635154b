import Dispatch
import Synchronization

/// What a model gave at every draw.
public struct SimulatedOutcomes: Hashable, Sendable {
  /// How many draws there are.
  public let draws: Int

  /// How many numbers each draw has.
  public let outputs: Int

  /// The blocks of a ``Simulation`` in order, each with its draws of the first output, then of the second…
  private let blocks: [[Double]]

  init(draws: Int, outputs: Int, blocks: [[Double]]) {
    self.draws = draws
    self.outputs = outputs
    self.blocks = blocks
  }

  /// An output at all draws, in their order.
  public func values(of output: Int) -> [Double] {
    var values: [Double] = []
    gather(output, into: &values)
    return values
  }

  /// One output at one draw.
  public subscript(output output: Int, draw draw: Int) -> Double {
    let (block, place) = draw.quotientAndRemainder(dividingBy: Simulation.blockSize)
    return blocks[block][output * (blocks[block].count / outputs) + place]
  }

  /// The summary of each output, the same for any number of threads.
  public func summaries(threads: Int) -> [OutcomeSummary] {
    // Few hand-overs, yet enough that no thread waits long for another.
    let chunk = max(1, outputs / (threads * 8))
    let chunks = (outputs + chunk - 1) / chunk
    let next = Atomic<Int>(0)
    let summaries = Mutex([[OutcomeSummary]](repeating: [], count: chunks))
    DispatchQueue.concurrentPerform(iterations: min(threads, chunks)) { _ in
      var values: [Double] = []
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < chunks else { break }
        let own = (index * chunk..<min(outputs, (index + 1) * chunk)).map { output in
          gather(output, into: &values)
          return OutcomeSummary(&values)
        }
        summaries.withLock { $0[index] = own }
      }
    }
    return summaries.withLock { $0.flatMap(\.self) }
  }

  private func gather(_ output: Int, into values: inout [Double]) {
    values.removeAll(keepingCapacity: true)
    values.reserveCapacity(draws)
    for block in blocks {
      let count = block.count / outputs
      values.append(contentsOf: block[output * count..<(output + 1) * count])
    }
  }
}
