public import Diagnostics
import Dispatch
import Synchronization
public import Tables

extension Schedule {
  /// Reads several schedules at once, each on a thread of its own where there is one.
  ///
  /// - Throws: the faults of all of them, in the order of the files.
  public static func read(_ inputs: [InputFile]) throws(DiagnosticList) -> [Schedule] {
    let found = Mutex<[Int: Result<Schedule, DiagnosticList>]>([:])
    DispatchQueue.concurrentPerform(iterations: inputs.count) { index in
      let read = Result { () throws(DiagnosticList) in try Schedule(inputs[index]) }
      found.withLock { $0[index] = read }
    }
    let results = found.withLock { $0 }
    var faults = DiagnosticList()
    let schedules = inputs.indices.compactMap { index in
      faults.collect { () throws(DiagnosticList) in try results[index]?.get() } ?? nil
    }
    try faults.throwIfFaulty()
    return schedules
  }
}
