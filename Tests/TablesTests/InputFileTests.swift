import Diagnostics
import Tables
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct InputFileTests {
  @Test func `a file is read byte by byte as it is`() throws {
    let folder = try TemporaryFolder()
    let bytes = (0...255).map { UInt8($0) }
    try OutputFolder(folder.path).write([("all.bin", bytes)])
    let file = try InputFile(reading: "\(folder.path)/all.bin")
    #expect(file.bytes == bytes)
    #expect(file.path == "\(folder.path)/all.bin")
  }

  @Test func `standard input is read byte by byte as it is`() async throws {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      try OutputFolder(folder.path).write([("all.bin", bytes)])
      let file = unsafe open("\(folder.path)/all.bin", O_RDONLY)
      dup2(file, STDIN_FILENO)
      let read = try InputFile(reading: "-")
      #expect(read.path == "-")
      #expect(read.bytes == bytes)
    }
  }

  @Test func `a file that is not there is reported`() {
    #expect(
      faults { () throws(DiagnosticList) in try InputFile(reading: "no/such.csv") } == [
        "no/such.csv found no file of this name [file.unreadable]"
      ]
    )
    #expect(
      fixes { () throws(DiagnosticList) in try InputFile(reading: "no/such.csv") } == [
        "check the name and the folder you are in"
      ]
    )
  }

  @Test func `a folder is not a file`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    #expect(
      faults { () throws(DiagnosticList) in try InputFile(reading: path) } == [
        "\(path) found a file or folder that cannot be read [file.unreadable]"
      ]
    )
  }

  @Test func `the checksum is that of the bytes`() {
    #expect(
      InputFile(path: "x", text: "abc").checksum
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
  }
}
