import CostedPathways
import Tables

/// Makes outputs again and says whether they are the same.
enum ReplayVerb: Verb {
  static let name = "replay"
  static let usage = "replay MANIFEST.json [--inputs DIR] [--out DIR]"
  static let summary = "Makes the outputs of a manifest again and says whether their bytes are the same."
  static let options: Set<String> = ["--inputs", "--out"]
  static let flags: Set<String> = []
  static let details = """
    MANIFEST.json lies beside the outputs of a run. When an input is not what it was, by its SHA-256, nothing is
    made: each such file is named, with what it was and what it is. When the inputs are the same and an output is
    not, another version of the program made it. Both end with status 1.

    --inputs DIR  the folder of the scenario; else the one above the manifest's, the manifest's own, or the one
                  you are in: the first that has the scenario
    --out DIR     also writes the outputs there; else nothing is written
    """

  static func perform(_ arguments: Arguments) throws(Failure) {
    let path = try arguments.onlyFile("the manifest")
    let manifest = try library { () throws(DiagnosticList) in try Manifest(InputFile(reading: path)) }
    guard let folder = ReplayFolder(of: manifest, at: path, named: try arguments.value("--inputs")) else {
      throw noScenario(manifest)
    }
    let tariffs = try arguments.tariffs(near: folder.scenario).directory
    let paths = ManifestPaths(scenarioFolder: folder.path, tariffDirectory: tariffs)
    let comparison = ManifestComparison(manifest)
    try stop(at: comparison.inputs(at: paths))
    let outputs = try made(by: manifest, paths, ["--tariffs", tariffs])
    if let place = try arguments.value("--out") {
      try outputs.write(to: place)
      try Console.print(outputs.written(to: place))
    }
    try stop(at: comparison.outputs(outputs.files.filter { $0.name != "manifest.json" }))
    try Console.print("All \(manifest.outputs.count) outputs have the same bytes.")
  }

  private static func stop(at faults: DiagnosticList) throws(Failure) {
    if !faults.isClean { throw .input(faults) }
  }

  /// What the manifest's command makes.
  private static func made(
    by manifest: Manifest,
    _ paths: ManifestPaths,
    _ further: [String]
  ) throws(Failure) -> Outputs {
    let files = Set(manifest.inputs.map(\.name))
    let words = manifest.command.dropFirst().map { files.contains($0) ? paths.path(of: $0) : $0 }
    let verb = Commission.verbs.first { $0.name == manifest.command.first } as? any RecordedVerb.Type
    guard let verb else { throw unknownCommand(manifest) }
    do throws(Failure) {
      return try verb.outputs(Arguments(words + further, for: verb))
    } catch {
      // A command line that is at fault is here an input that is.
      guard case .usage = error else { throw error }
      throw unknownCommand(manifest)
    }
  }

  private static func noScenario(_ manifest: Manifest) -> Failure {
    .input(
      DiagnosticList(
        Diagnostic(
          "replay.no-scenario",
          at: manifest.commandPosition,
          "found none of the files of this command above the manifest's folder, in it or here",
          fix: "name the folder they are in: --inputs DIR"
        )
      )
    )
  }

  private static func unknownCommand(_ manifest: Manifest) -> Failure {
    .input(
      DiagnosticList(
        Diagnostic(
          "manifest.command",
          at: manifest.commandPosition,
          "found the command \(manifest.command.joined(separator: " ")), which cannot be replayed",
          fix: "give a manifest as commission wrote it"
        )
      )
    )
  }
}
