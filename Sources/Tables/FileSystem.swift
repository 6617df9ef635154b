#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The few things asked of the file system, by the system's own calls.
///
/// Foundation would do them too, and would make a program that stands alone more than twice as large.
package enum FileSystem {
  /// Everything in a file; nil when it is not there, is a folder, or cannot be read.
  package static func read(_ path: String) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { _ = close(descriptor) }
    if let whole = readWhole(from: descriptor, size: size(of: path) ?? 0) { return whole }
    // It is not as long as it said: from the beginning, for as long as it lasts.
    _ = lseek(descriptor, 0, SEEK_SET)
    return readAll(from: descriptor, expecting: 0)
  }

  /// Everything that is piped in.
  package static func readStandardInput() -> [UInt8] {
    readAll(from: 0, expecting: 0) ?? []
  }

  /// A file of known size at one go; nil when it is empty, a pipe, or not as long as it said.
  private static func readWhole(from descriptor: Int32, size: Int) -> [UInt8]? {
    guard size > 0 else { return nil }
    var isWhole = true
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let rest = unsafe UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]
        )
        let read = unsafe Self.read(descriptor, into: rest)
        guard read > 0 else {
          isWhole = false
          return
        }
        count += read
      }
    }
    var more: UInt8 = 0
    let left = unsafe withUnsafeMutableBytes(of: &more) { unsafe Self.read(descriptor, into: $0) }
    return isWhole && left == 0 ? bytes : nil
  }

  private static func readAll(from descriptor: Int32, expecting size: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 1)
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { unsafe Self.read(descriptor, into: $0) }
      if count < 0 { return nil }
      if count == 0 { return bytes }
      bytes.append(contentsOf: piece[..<count])
    }
  }

  private static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    unsafe systemRead(descriptor, buffer.baseAddress, buffer.count)
  }

  /// Writes a file, in place of one that is there.
  package static func write(_ bytes: [UInt8], to path: String) -> Bool { write([bytes], to: path) }

  /// Writes a file in pieces that follow each other, in place of one that is there.
  package static func write(_ pieces: [[UInt8]], to path: String) -> Bool {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { return false }
    let isWritten = pieces.allSatisfy { write($0, toDescriptor: descriptor) }
    return close(descriptor) == 0 && isWritten
  }

  /// Opens a file to be written in pieces, in place of one that is there; nil when it cannot be.
  package static func openForWriting(_ path: String) -> Int32? {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    return descriptor >= 0 ? descriptor : nil
  }

  /// Opens a file that has no name in any folder and is gone with the process, unless it is given one; nil where
  /// the system has no such files.
  package static func openUnnamed(in folder: String) -> Int32? {
    #if os(Linux)
      // O_TMPFILE, which C makes of two others and Swift does not import; it is the same on all processors.
      let descriptor = unsafe open(folder, 0o20_000_000 | O_DIRECTORY | O_WRONLY, 0o644)
      guard descriptor >= 0 else { return nil }
      guard exists(place(of: descriptor)) else {
        closeFile(descriptor)
        return nil
      }
      return descriptor
    #else
      return nil
    #endif
  }

  /// Gives an open file without a name one that no file has, or that a file had which was left behind.
  package static func link(_ descriptor: Int32, as path: String) -> Bool {
    remove(path)
    return unsafe linkat(AT_FDCWD, place(of: descriptor), AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0
  }

  private static func place(of descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

  /// Closes an open file; whether all that was written to it arrived.
  @discardableResult
  package static func closeFile(_ descriptor: Int32) -> Bool { close(descriptor) == 0 }

  /// Takes everything out of an open file.
  package static func empty(_ descriptor: Int32) -> Bool {
    ftruncate(descriptor, 0) == 0 && lseek(descriptor, 0, SEEK_SET) == 0
  }

  /// Writes bytes to standard output (1), standard error (2) or an open file.
  @discardableResult
  package static func write(_ bytes: [UInt8], toDescriptor descriptor: Int32) -> Bool {
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe systemWrite(descriptor, buffer.baseAddress.map { unsafe $0 + start }, bytes.count - start)
      }
      guard count > 0 else { return false }
      start += count
    }
    return true
  }

  /// Whether standard output (1), standard error (2) or an open file is a terminal.
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Whether there is a file or folder of this name.
  package static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Whether two names lead to the same file, by whatever way.
  package static func isSameFile(_ path: String, _ other: String) -> Bool {
    guard let one = status(of: path), let two = status(of: other) else { return false }
    return one.st_dev == two.st_dev && one.st_ino == two.st_ino
  }

  /// Whether there is a folder of this name.
  package static func isFolder(_ path: String) -> Bool {
    status(of: path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  /// Whether the name leads to what no file may replace, such as `/dev/null` or a pipe.
  package static func isDeviceOrPipe(_ path: String) -> Bool {
    status(of: path).map { $0.st_mode & S_IFMT != S_IFREG && $0.st_mode & S_IFMT != S_IFDIR } ?? false
  }

  /// Whether a file or folder may be written to.
  package static func isWritable(_ path: String) -> Bool { unsafe access(path, W_OK) == 0 }

  private static func size(of path: String) -> Int? { status(of: path).map { Int($0.st_size) } }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status : nil
  }

  /// The folder of a file, and the file's name in it.
  package static func folderAndName(of path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return (folder, String(path[path.index(after: slash)...]))
  }

  /// The folder itself if there is one, else the nearest above it that there is.
  package static func nearestFolder(_ path: String) -> String {
    guard !isFolder(path), !path.isEmpty else { return path }
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : nearestFolder(String(path[..<slash]))
  }

  /// Makes a folder, and those it lies in.
  package static func makeFolder(_ path: String) -> Bool {
    if isFolder(path) { return true }
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      guard makeFolder(String(path[..<slash])) else { return false }
    }
    return unsafe mkdir(path, 0o755) == 0 || isFolder(path)
  }

  /// Whether there is nothing of that name yet, or a file that may be written to; not a folder.
  package static func mayReplace(_ path: String) -> Bool {
    !exists(path) || (!isFolder(path) && isWritable(path))
  }

  /// Gives a file another name, in place of a file that has it; at once or not at all.
  package static func rename(_ path: String, to other: String) -> Bool {
    systemRename(path, other) == 0
  }

  /// Removes a file.
  package static func remove(_ path: String) {
    _ = unsafe unlink(path)
  }

  /// A variable of the environment.
  package static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}

/// The processors of this machine.
package enum Processors {
  /// How many there are for this process.
  package static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

// The system's calls whose names the type above takes.

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, buffer, count)
}

private func systemRename(_ path: String, _ other: String) -> Int32 {
  unsafe rename(path, other)
}
