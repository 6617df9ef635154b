import CostedPathways

/// What a verb makes: files for a folder, and what is said of them.
struct Outputs {
  /// The files by name.
  let files: [(name: String, bytes: [UInt8])]
  /// What is printed.
  let page: String

  /// Writes the files, all of them or none.
  func write(to folder: String) throws(Failure) {
    try library { () throws(DiagnosticList) in try OutputFolder(folder).write(files) }
  }

  /// Where the files were written, for the end of a page.
  func written(to folder: String) -> String {
    "Written to \(folder): \(files.map(\.name).joined(separator: ", "))"
  }
}
