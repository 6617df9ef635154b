import CostedPathways
import Tables

/// The folder from which the inputs of a manifest are seen.
struct ReplayFolder {
  /// With the slash at its end; nothing for the folder of the process.
  let path: String
  /// The file from which it was recognised: the first input that the command names.
  let scenario: String

  /// The named folder; else the first of those above the manifest's, the manifest's own and that of the process
  /// that has the scenario; nil when none of them has.
  init?(of manifest: Manifest, at manifestPath: String, named: String?) {
    let inputs = Set(manifest.inputs.map(\.name))
    let scenario = manifest.command.first(where: inputs.contains) ?? ""
    let own = FileSystem.folderAndName(of: manifestPath).folder
    let folders = (named.map { [$0] } ?? [Self.above(own), own, "."]).map(Self.prefix)
    guard let found = folders.first(where: { named != nil || FileSystem.exists($0 + scenario) }) else {
      return nil
    }
    path = found
    self.scenario = found + scenario
  }

  private static func above(_ folder: String) -> String {
    let (above, name) = FileSystem.folderAndName(of: folder)
    return ["", ".", ".."].contains(name) ? "\(folder)/.." : above
  }

  /// What stands before the names of the folder's files.
  private static func prefix(of folder: String) -> String {
    if folder == "." { return "" }
    return folder.hasSuffix("/") ? folder : folder + "/"
  }
}
