import FundingFlows
public import Tables

extension Negotiation {
  /// What was read and written, with the hash of each.
  ///
  /// - Parameters:
  ///   - files: the files written.
  ///   - inputs: the schedules, in the order of the rounds.
  ///   - folder: the folder from which they are seen, with the slash at its end.
  ///   - command: the words that make the files again.
  public static func manifest(
    of files: [(name: String, bytes: [UInt8])],
    inputs: [FileStamp],
    folder: String,
    tariffDirectory: String,
    command: [String]
  ) -> (name: String, bytes: [UInt8]) {
    let paths = ManifestPaths(scenarioFolder: folder, tariffDirectory: tariffDirectory)
    let bytes = Manifest.bytes(command: command, facts: [], inputs: inputs, outputs: files, paths)
    return (name: "manifest.json", bytes: bytes)
  }
}
