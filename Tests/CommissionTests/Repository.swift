import Foundation

/// The files of the repository that these tests read, wherever the tests run.
enum Repository {
  /// The folder of the package, three above this file.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// A path inside it.
  static func path(_ inside: String) -> String { "\(root)/\(inside)" }

  /// The text of a file inside it.
  static func text(_ inside: String) throws -> String {
    try String(contentsOf: URL(filePath: path(inside)), encoding: .utf8)
  }

  /// The paths of all files below a folder whose names end so, in order.
  static func files(below folder: String, ending: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: path(folder))?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(ending) && !$0.contains(".build/") }.sorted().map { "\(folder)/\($0)" }
  }
}
