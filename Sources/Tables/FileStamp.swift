/// What a run remembers of a file: its path, its size and the hash of its bytes.
public struct FileStamp: Hashable, Sendable {
  /// The path as the user gave it.
  public let path: String
  /// The size in bytes.
  public let size: Int
  /// The SHA-256 of the bytes, in hexadecimal.
  public let checksum: String

  /// Stamps a file or an output.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    size = bytes.count
    checksum = SHA256.hexadecimal(of: bytes)
  }
}

extension InputFile {
  /// The path, size and hash of this file.
  public var stamp: FileStamp { FileStamp(path: path, bytes: bytes) }
}
