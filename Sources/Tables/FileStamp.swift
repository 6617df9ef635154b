/// What a run remembers of a file: its path, its size and the hash of its bytes.
public struct FileStamp: Hashable, Sendable {
  /// The path as the user gave it.
  public let path: String
  /// The bytes, of which the hash is taken only when it is asked for.
  private let bytes: [UInt8]

  /// Stamps a file or an output.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The size in bytes.
  public var size: Int { bytes.count }

  /// The SHA-256 of the bytes, in hexadecimal.
  ///
  /// - Complexity: O(size), each time.
  public var checksum: String { SHA256.hexadecimal(of: bytes) }

  /// The checksums of files, several at once where there are threads: of outputs that are large it takes as long as
  /// making them.
  package static func checksums(of stamps: [FileStamp]) -> [String] {
    // The largest first, so that none is left for the end.
    let order = stamps.indices.sorted { (stamps[$1].size, $0) < (stamps[$0].size, $1) }
    let found = Concurrently.map(order.count) { stamps[order[$0]].checksum }
    var checksums = [String](repeating: "", count: stamps.count)
    for (place, checksum) in zip(order, found) { checksums[place] = checksum }
    return checksums
  }
}

extension InputFile {
  /// The path, size and hash of this file.
  public var stamp: FileStamp { FileStamp(path: path, bytes: bytes) }
}
