import CostedPathways

/// A verb that writes a folder of files with a manifest, by which it can be done again.
protocol RecordedVerb: Verb {
  /// The folder that it writes to when none is named.
  static func folder(_ arguments: Arguments) throws(Failure) -> String
  /// What it writes.
  static func outputs(_ arguments: Arguments) throws(Failure) -> Outputs
}

extension RecordedVerb {
  static func perform(_ arguments: Arguments) throws(Failure) {
    let byDefault = try folder(arguments)
    let folder = try arguments.value("--out") ?? byDefault
    let outputs = try outputs(arguments)
    try outputs.write(to: folder)
    if outputs.remarks.warningCount > 0 { Console.complain(outputs.remarks) }
    try Console.print(outputs.page)
    try Console.print("\n\(outputs.written(to: folder))")
  }
}
