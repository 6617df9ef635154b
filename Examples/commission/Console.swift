import CostedPathways
import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard output and standard error.
enum Console {
  static func print(_ text: String) throws(Failure) {
    try write(Array("\(text)\n".utf8), to: "-")
  }

  static func complain(_ diagnostic: Diagnostic) {
    FileSystem.write(Array("commission: \(diagnostic)\n".utf8), toDescriptor: 2)
  }

  static func complain(_ faults: DiagnosticList) {
    note(faults.description)
  }

  /// Says something beside the output.
  static func note(_ text: String) {
    FileSystem.write(Array("\(text)\n".utf8), toDescriptor: 2)
  }

  /// Writes a file, or standard output when its name is `-`.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    try write([bytes], to: path)
  }

  /// Whether a name is that of a file, and not of standard output, a device or a pipe.
  static func isPlainFile(_ path: String) -> Bool { path != "-" && !FileSystem.isDeviceOrPipe(path) }

  /// Writes a file in pieces that follow each other, or standard output when its name is `-`.
  static func write(_ pieces: [[UInt8]], to path: String) throws(Failure) {
    try write([(pieces: pieces, path: path)])
  }

  /// Writes several files, all of them or none, and what goes elsewhere after them.
  static func write(_ outputs: [(pieces: [[UInt8]], path: String)]) throws(Failure) {
    let files = outputs.filter { isPlainFile($0.path) }.map { pieces, path in
      let (folder, name) = FileSystem.folderAndName(of: path)
      return (folder: OutputFolder(folder), name: name, pieces: pieces)
    }
    try library { () throws(DiagnosticList) in try OutputFolder.write(files) }
    for (pieces, path) in outputs where !isPlainFile(path) {
      let isWritten =
        path == "-"
        ? pieces.allSatisfy { FileSystem.write($0, toDescriptor: 1) } : FileSystem.write(pieces, to: path)
      guard isWritten else { throw unwritable(path == "-" ? "standard output" : path) }
    }
  }

  private static func unwritable(_ place: String) -> Failure {
    .input(
      DiagnosticList(
        Diagnostic(
          "file.unwritable",
          at: Position(file: place),
          "found a place to which the output cannot be written",
          fix: "choose another one, or check that it has room"
        )
      )
    )
  }
}

/// Ends the process.
func exit(with status: ExitStatus) -> Never {
  exit(status.rawValue)
}

/// What lies around the process.
enum Surroundings {
  /// The folder of a file: everything before the last slash, with it.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// How many processors there are for it.
  static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The folder of price tables, when none was named: the environment's, else the one here, else one above
  /// the input.
  static func tariffFolder(near input: String?) -> String {
    if let named = FileSystem.environment("COSTED_PATHWAYS_TARIFFS"), !named.isEmpty { return named }
    if isTariffFolder("tariffs") { return "tariffs" }
    guard let input, input != "-" else { return "tariffs" }
    let slash = input.lastIndex(of: "/")
    var above = slash.map { String(input[..<$0]) } ?? "."
    for _ in 0..<8 {
      if isTariffFolder("\(above)/tariffs") { return "\(above)/tariffs" }
      above += "/.."
    }
    return "tariffs"
  }

  private static func isTariffFolder(_ path: String) -> Bool { FileSystem.exists("\(path)/drugs.csv") }
}
