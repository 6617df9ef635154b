public import Diagnostics

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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
    let folder = URL(filePath: path, directoryHint: .isDirectory)
    var staged: [(temporary: URL, final: URL)] = []
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (name, bytes) in files {
        let final = folder.appending(path: name)
        guard Self.mayReplace(final) else { throw CocoaError(.fileWriteNoPermission) }
        let temporary = folder.appending(path: ".\(name).part")
        staged.append((temporary, final))
        try Data(bytes).write(to: temporary)
      }
      for (temporary, final) in staged { try Self.replace(final, by: temporary) }
    } catch {
      for (temporary, _) in staged { try? FileManager.default.removeItem(at: temporary) }
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

  /// Whether there is nothing of that name yet, or a file that may be written to; not a folder.
  private static func mayReplace(_ final: URL) -> Bool {
    let path = final.path(percentEncoded: false)
    guard let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type] else { return true }
    return kind as? FileAttributeType != .typeDirectory && FileManager.default.isWritableFile(atPath: path)
  }

  private static func replace(_ final: URL, by temporary: URL) throws {
    let status = unsafe temporary.withUnsafeFileSystemRepresentation { from in
      unsafe final.withUnsafeFileSystemRepresentation { to -> Int32 in
        guard let from = unsafe from, let to = unsafe to else { return -1 }
        return unsafe rename(from, to)
      }
    }
    if status != 0 { throw CocoaError(.fileWriteUnknown) }
  }
}
