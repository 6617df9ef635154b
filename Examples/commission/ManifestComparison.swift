import CostedPathways

/// What a manifest says, beside what there is.
struct ManifestComparison {
  private let manifest: Manifest

  init(_ manifest: Manifest) {
    self.manifest = manifest
  }

  /// The inputs that are not what they were.
  func inputs(at paths: ManifestPaths) -> DiagnosticList {
    var faults = DiagnosticList()
    for entry in manifest.inputs {
      let path = paths.path(of: entry.name)
      let stamp = (try? InputFile(reading: path))?.stamp
      if let stamp, entry.isSame(as: stamp) { continue }
      faults.append(
        Diagnostic(
          stamp == nil ? "replay.input-missing" : "replay.input-changed",
          at: Position(file: path),
          "found \(stamp.map(Self.described) ?? "no file"), expected \(Self.described(entry))",
          fix: stamp == nil
            ? "name the folder of the scenario with --inputs DIR, or that of the price tables with --tariffs DIR"
            : "bring back the earlier file, or make the outputs again"
        )
      )
    }
    return faults
  }

  /// The outputs that are not what they were, are no longer made, or are new.
  func outputs(_ files: [(name: String, bytes: [UInt8])]) -> DiagnosticList {
    let stamps = files.map { FileStamp(path: $0.name, bytes: $0.bytes) }
    var faults = DiagnosticList()
    for entry in manifest.outputs {
      let stamp = stamps.first { $0.path == entry.name }
      if let stamp, entry.isSame(as: stamp) { continue }
      faults.append(
        Self.differs(entry.name, stamp.map(Self.described) ?? "no such output", Self.described(entry))
      )
    }
    for stamp in stamps where !manifest.outputs.contains(where: { $0.name == stamp.path }) {
      faults.append(Self.differs(stamp.path, Self.described(stamp), "no such output"))
    }
    return faults
  }

  private static func differs(_ name: String, _ found: String, _ expected: String) -> Diagnostic {
    Diagnostic(
      "replay.output-differs",
      at: Position(file: name),
      "found \(found), expected \(expected)",
      fix: "the inputs are the same: use the version of commission that wrote the manifest"
    )
  }

  private static func described(_ stamp: FileStamp) -> String { described(stamp.size, stamp.checksum) }

  private static func described(_ entry: Manifest.Entry) -> String { described(entry.size, entry.checksum) }

  private static func described(_ size: Int, _ checksum: String) -> String {
    "\(size) bytes with SHA-256 \(checksum)"
  }
}
