import Foundation
import TestSupport

extension TemporaryFolder {
  /// Copies a file or folder of the repository.
  func copy(_ inside: String, to name: String) throws {
    let folder = URL(filePath: "\(path)/\(name)").deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Repository.path(inside), toPath: "\(path)/\(name)")
  }

  /// Changes a text in one of its files.
  func replace(_ old: String, with new: String, in name: String) throws {
    let text = try text(of: name)
    guard text.contains(old) else { throw CocoaError(.fileReadCorruptFile) }
    try write(text.replacing(old, with: new), to: name)
  }
}
