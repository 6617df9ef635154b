public import Diagnostics

/// The bytes of an input file, kept with the path by which the user knows it.
public struct InputFile: Sendable {
  /// The path as the user gave it.
  public let path: String
  /// Everything in the file.
  public let bytes: [UInt8]

  /// Names bytes that are at hand.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Names a text, as tests and scripts do.
  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// Reads a file, or standard input when the path is `-`.
  ///
  /// - Throws: `file.unreadable` when there is none or it cannot be read.
  public init(reading path: String) throws(DiagnosticList) {
    let found = path == "-" ? FileSystem.readStandardInput() : FileSystem.read(path)
    guard let found else {
      let exists = FileSystem.exists(path)
      throw DiagnosticList(
        Diagnostic(
          "file.unreadable",
          at: Position(file: path),
          exists ? "found a file or folder that cannot be read" : "found no file of this name",
          fix: exists ? "check that it is a file you may read" : "check the name and the folder you are in"
        )
      )
    }
    self.init(path: path, bytes: found)
  }

  /// The SHA-256 of the bytes, in hexadecimal.
  public var checksum: String { SHA256.hexadecimal(of: bytes) }
}
