import CostedPathways

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system's call that writes bytes; the name alone would find ours.
private func put(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}

/// Standard output and standard error.
enum Console {
  static func print(_ text: String) {
    Swift.print(text)
  }

  static func write(_ bytes: [UInt8], toDescriptor descriptor: Int32 = 1) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe put(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  static func complain(_ diagnostic: Diagnostic) {
    write(Array("commission: \(diagnostic)\n".utf8), toDescriptor: 2)
  }

  /// Says something beside the output.
  static func note(_ text: String) {
    write(Array("\(text)\n".utf8), toDescriptor: 2)
  }

  static func complain(_ faults: DiagnosticList) {
    write(Array("\(faults)\n".utf8), toDescriptor: 2)
  }

  /// Writes a file, or standard output when its name is `-`.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    guard path != "-" else {
      write(bytes)
      return
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let folder = parts.dropLast().joined(separator: "/")
    let isAtRoot = parts.count == 2 && folder.isEmpty
    let place = parts.count == 1 ? "." : (isAtRoot ? "/" : folder)
    try library { () throws(DiagnosticList) in
      try OutputFolder(place).write([(parts.last ?? path, bytes)])
    }
  }
}

/// Ends the process.
func exit(with status: ExitStatus) -> Never {
  exit(status.rawValue)
}

/// What lies around the process.
enum Surroundings {
  /// The folder of price tables, when none was named.
  static func tariffFolder(near input: String?) -> String {
    if let named = ProcessInfo.processInfo.environment["COSTED_PATHWAYS_TARIFFS"], !named.isEmpty {
      return named
    }
    let manager = FileManager.default
    if manager.fileExists(atPath: "tariffs/drugs.csv") { return "tariffs" }
    guard let input, input != "-" else { return "tariffs" }
    var folder = URL(filePath: input).deletingLastPathComponent()
    for _ in 0..<8 {
      let candidate = folder.appending(path: "tariffs")
      if manager.fileExists(atPath: candidate.appending(path: "drugs.csv").path) { return candidate.path }
      folder = folder.deletingLastPathComponent()
    }
    return "tariffs"
  }
}
