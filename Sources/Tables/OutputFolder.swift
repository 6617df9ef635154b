public import Diagnostics

/// Files that appear all together or not at all.
///
/// Each is written under no name or another one; when all are there, each takes its name. What ends the process
/// before that leaves nothing of them.
public struct OutputFolder: Sendable {
  /// The folder's path as the user gave it.
  public let path: String

  /// Names a folder; it is made when something is written.
  public init(_ path: String) {
    self.path = path
  }

  /// Writes files by name, replacing earlier ones of the same names.
  ///
  /// - Throws: `file.unwritable`, with nothing changed.
  public func write(_ files: [(name: String, bytes: [UInt8])]) throws(DiagnosticList) {
    try write(files.map { (name: $0.name, pieces: [$0.bytes]) })
  }

  /// Writes files by name, each in pieces that follow each other.
  ///
  /// - Throws: `file.unwritable`, with nothing changed.
  public func write(_ files: [(name: String, pieces: [[UInt8]])]) throws(DiagnosticList) {
    let isMade = !files.isEmpty || FileSystem.makeFolder(path.isEmpty ? "." : path)
    guard isMade else { throw unwritable }
    try Self.write(files.map { (folder: self, name: $0.name, pieces: $0.pieces) })
  }

  /// Writes files of several folders, all together or not at all.
  ///
  /// - Throws: `file.unwritable`, with nothing changed.
  package static func write(
    _ files: [(folder: OutputFolder, name: String, pieces: [[UInt8]])]
  ) throws(DiagnosticList) {
    let places = files.map { (folder: $0.folder.path.isEmpty ? "." : $0.folder.path, name: $0.name) }
    let staging = Staging(places: places, pieces: files.map(\.pieces))
    if let failed = staging.write() { throw files[failed].folder.unwritable }
  }

  private var unwritable: DiagnosticList {
    DiagnosticList(
      Diagnostic(
        "file.unwritable",
        at: Position(file: path),
        "found a folder in which the output cannot be written",
        fix: "choose another folder, or check that you may write to it and that the disk has room"
      )
    )
  }
}
