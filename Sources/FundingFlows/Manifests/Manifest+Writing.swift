package import Tables

extension Manifest {
  /// A manifest as it is written: the same for the same inputs, wherever they lie.
  ///
  /// - Parameters:
  ///   - command: the words that make the outputs again; those that name an input are written as it is called.
  ///   - facts: what else is told, between the command and the files.
  ///   - inputs: the files read, each path once.
  ///   - outputs: the files written.
  package static func bytes(
    command: [String],
    facts: [(String, JSONText)],
    inputs: [FileStamp],
    outputs: [(name: String, bytes: [UInt8])],
    _ paths: ManifestPaths
  ) -> [UInt8] {
    let read = Set(inputs.map(\.path))
    let words = command.map { read.contains($0) ? paths.name(of: $0) : $0 }
    var named: Set<String> = []
    // One file may have been read by two ways.
    let files = inputs.filter { named.insert(paths.name(of: $0.path)).inserted }
    let stamps = files + outputs.map { FileStamp(path: $0.name, bytes: $0.bytes) }
    let checksums = FileStamp.checksums(of: stamps)
    let names = files.map { paths.name(of: $0.path) } + outputs.map(\.name)
    let entries = stamps.indices.map { entry(names[$0], stamps[$0].size, checksums[$0]) }
    let manifest = JSONText.object(
      [
        ("product", .string("CostedPathways")), ("format", .number(Manifest.format)),
        ("command", .array(words.map { .string($0) })),
      ] + facts + [
        ("inputs", .array(Array(entries[..<files.count]))),
        ("outputs", .array(Array(entries[files.count...]))),
      ]
    )
    return Array((manifest.text + "\n").utf8)
  }

  private static func entry(_ path: String, _ size: Int, _ checksum: String) -> JSONText {
    .object([("path", .string(path)), ("bytes", .number(size)), ("sha256", .string(checksum))])
  }
}
