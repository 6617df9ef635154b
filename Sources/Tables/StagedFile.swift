/// A file that is written in pieces and appears, whole, only when it is finished.
package struct StagedFile: ~Copyable, Sendable {
  private let file: PendingFile

  /// Where it is written.
  package var descriptor: Int32 { file.descriptor }

  /// Begins a file without a name; nil where the system has none, or the file could not be put in its place.
  package static func begin(_ path: String) -> StagedFile? {
    let (folder, name) = FileSystem.folderAndName(of: path)
    guard let file = PendingFile.unnamed(in: folder, name: name) else { return nil }
    guard file.mayTakeName else {
      file.close()
      return nil
    }
    return StagedFile(file: file)
  }

  private init(file: PendingFile) {
    self.file = file
  }

  deinit {
    file.close()
  }

  /// Gives the file its name.
  package mutating func finish() -> Bool {
    StopSignals.wait { Staging.place([file]) == nil }
  }
}
