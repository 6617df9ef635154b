public import Diagnostics
public import Tables

extension Schedule {
  /// Reads several schedules at once, each on a thread of its own where there is one.
  ///
  /// - Throws: the faults of all of them, in the order of the files.
  public static func read(_ inputs: [InputFile]) throws(DiagnosticList) -> [Schedule] {
    let results = Concurrently.map(inputs.count) { index in
      Result { () throws(DiagnosticList) in try Schedule(inputs[index]) }
    }
    var faults = DiagnosticList()
    let schedules = results.compactMap { result in
      faults.collect { () throws(DiagnosticList) in try result.get() }
    }
    try faults.throwIfFaulty()
    return schedules
  }
}
