import CostedPathways
import Tables

/// What a verb makes: files for a folder, and what is said of them.
struct Outputs {
  /// The files by name.
  let files: [(name: String, bytes: [UInt8])]
  /// What is printed.
  let page: String
  /// The files that were read, none of which an output may replace.
  let inputs: [FileStamp]
  /// What is told beside the page.
  var remarks = DiagnosticList()

  /// Writes the files, all of them or none.
  func write(to folder: String) throws(Failure) {
    try library { () throws(DiagnosticList) in
      var faults = DiagnosticList()
      for file in files {
        let path = folder.isEmpty ? file.name : "\(folder)/\(file.name)"
        if let input = inputs.first(where: { FileSystem.isSameFile($0.path, path) }) {
          faults.append(Self.replaced(input.path, by: file.name))
        }
      }
      try faults.throwIfFaulty()
      try OutputFolder(folder).write(files)
    }
  }

  /// The fault of an output that would take the place of an input.
  static func replaced(_ input: String, by output: String) -> Diagnostic {
    Diagnostic(
      "file.replaces-input",
      at: Position(file: input),
      "found an input where \(output) is to be written, expected another place",
      fix: "name another output, or move the input"
    )
  }

  /// Where the files were written, for the end of a page.
  func written(to folder: String) -> String {
    "Written to \(folder): \(files.map(\.name).joined(separator: ", "))"
  }
}
