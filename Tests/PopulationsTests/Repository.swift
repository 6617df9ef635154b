import Diagnostics
import Tables

/// The files of the repository, found from where this file lies.
enum Repository {
  static let root: String = {
    let path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return path.dropLast(3).joined(separator: "/")
  }()

  /// A file of the national example.
  static func england(_ name: String) throws(DiagnosticList) -> InputFile {
    try InputFile(reading: "\(root)/Examples/england/\(name)")
  }
}

/// A table of a test, as text.
func table(_ lines: String...) -> InputFile {
  InputFile(path: "t.csv", text: lines.map { $0 + "\n" }.joined())
}
