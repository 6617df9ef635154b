/// A file that is written in pieces and appears, whole, only when it is finished.
package struct StagedFile: ~Copyable, Sendable {
  private let final: String
  private let temporary: String
  package let descriptor: Int32
  private var isFinished = false

  /// Begins a file beside its place, under another name; nil when it cannot be written there.
  package static func begin(_ path: String) -> StagedFile? {
    let (folder, name) = FileSystem.folderAndName(of: path)
    let temporary = "\(folder)/.\(name).part"
    guard !name.isEmpty, FileSystem.makeFolder(folder), FileSystem.mayReplace(path),
      let descriptor = FileSystem.openForWriting(temporary)
    else { return nil }
    return StagedFile(final: path, temporary: temporary, descriptor: descriptor)
  }

  private init(final: String, temporary: String, descriptor: Int32) {
    self.final = final
    self.temporary = temporary
    self.descriptor = descriptor
  }

  deinit {
    FileSystem.closeFile(descriptor)
    if !isFinished { FileSystem.remove(temporary) }
  }

  /// Gives the file its name.
  package mutating func finish() -> Bool {
    isFinished = FileSystem.rename(temporary, to: final)
    return isFinished
  }
}
