public import Diagnostics

/// Files that appear all together or not at all.
///
/// Each is written beside its place under another name; when all are there, each takes its name.
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
    let folder = path.isEmpty ? "." : path
    var staged: [(temporary: String, final: String)] = []
    var isWritten = FileSystem.makeFolder(folder)
    for (name, pieces) in files where isWritten {
      let final = "\(folder)/\(name)"
      staged.append(("\(folder)/.\(name).part", final))
      isWritten = FileSystem.mayReplace(final) && FileSystem.write(pieces, to: "\(folder)/.\(name).part")
    }
    for (temporary, final) in staged where isWritten {
      isWritten = FileSystem.rename(temporary, to: final)
    }
    guard !isWritten else { return }
    for (temporary, _) in staged { FileSystem.remove(temporary) }
    throw DiagnosticList(
      Diagnostic(
        "file.unwritable",
        at: Position(file: path),
        "found a folder in which the output cannot be written",
        fix: "choose another folder, or check that you may write to it and that the disk has room"
      )
    )
  }
}
