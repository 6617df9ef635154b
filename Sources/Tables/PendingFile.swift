/// A file that has its bytes and not yet its name.
struct PendingFile {
  /// Where it is written.
  let descriptor: Int32
  private let folder: String
  private let name: String
  /// Whether it lies beside its place already, under another name.
  private let hasOtherName: Bool

  /// A file without any name, gone with the process; nil where the system has none.
  static func unnamed(in folder: String, name: String) -> PendingFile? {
    FileSystem.openUnnamed(in: FileSystem.nearestFolder(folder)).map {
      PendingFile(descriptor: $0, folder: folder, name: name, hasOtherName: false)
    }
  }

  /// A file beside its place, under another name; nil when it cannot be written there.
  static func named(in folder: String, name: String) -> PendingFile? {
    guard FileSystem.makeFolder(folder),
      let descriptor = FileSystem.openForWriting(otherName(in: folder, name))
    else { return nil }
    return PendingFile(descriptor: descriptor, folder: folder, name: name, hasOtherName: true)
  }

  private static func otherName(in folder: String, _ name: String) -> String { "\(folder)/.\(name).part" }

  private var final: String { "\(folder)/\(name)" }
  private var temporary: String { Self.otherName(in: folder, name) }

  /// Whether its name is free, or that of a file that it may replace.
  var mayTakeName: Bool { !name.isEmpty && FileSystem.mayReplace(final) }

  /// Writes pieces that follow each other.
  func write(_ pieces: [[UInt8]]) -> Bool {
    pieces.allSatisfy { FileSystem.write($0, toDescriptor: descriptor) }
  }

  /// Lies down beside its place, whose folder is made.
  func appear() -> Bool {
    hasOtherName || (FileSystem.makeFolder(folder) && FileSystem.link(descriptor, as: temporary))
  }

  /// Takes its name, from beside its place.
  func settle() -> Bool { FileSystem.rename(temporary, to: final) }

  /// Removes what lies beside its place.
  func remove() { FileSystem.remove(temporary) }

  /// Ends the writing; whether all of it arrived.
  @discardableResult
  func close() -> Bool { FileSystem.closeFile(descriptor) }
}
