/// The files of this repository, found from where this file lies.
enum Repository {
  private static let root = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()

  static func path(_ name: String) -> String { "\(root)/\(name)" }
}
