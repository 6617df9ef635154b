import Diagnostics
import Tables
import TestSupport
import Testing

struct OutputFolderTests {
  @Test func `files are written as they are, and nothing is left beside them`() throws {
    let folder = try TemporaryFolder()
    try OutputFolder(folder.path).write([("b.csv", [0xFF, 0, 0x0A]), ("a.csv", [])])
    #expect(try folder.names() == ["a.csv", "b.csv"])
    #expect(try InputFile(reading: "\(folder.path)/b.csv").bytes == [0xFF, 0, 0x0A])
    #expect(try InputFile(reading: "\(folder.path)/a.csv").bytes == [])
  }

  @Test func `the folder is made, and those it lies in`() throws {
    let folder = try TemporaryFolder()
    let deep = "\(folder.path)/one/two three/é"
    try OutputFolder(deep).write([("a.csv", Array("x".utf8))])
    #expect(try folder.text(of: "one/two three/é/a.csv") == "x")
  }

  @Test func `earlier files of the same names are replaced and others stay`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a rather long text", to: "a.csv")
    try folder.write("other", to: "other.csv")
    try OutputFolder(folder.path).write([("a.csv", Array("new".utf8))])
    #expect(try folder.text(of: "a.csv") == "new")
    #expect(try folder.text(of: "other.csv") == "other")
    #expect(try folder.names() == ["a.csv", "other.csv"])
  }

  @Test(arguments: ["taken", "missing/b.csv", String(repeating: "b", count: 300)])
  func `when one file cannot be written the others are left as they were`(second: String) throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("taken/with something in it")
    try folder.write("before", to: "a.csv")
    let refused = faults { () throws(DiagnosticList) in
      try OutputFolder(folder.path).write([
        ("a.csv", Array("after".utf8)), ("new.csv", Array("after".utf8)), (second, Array("after".utf8)),
        ("c.csv", Array("after".utf8)),
      ])
    }
    #expect(
      refused == [
        "\(folder.path) found a folder in which the output cannot be written [file.unwritable]"
      ]
    )
    #expect(try folder.text(of: "a.csv") == "before")
    #expect(try folder.names() == ["a.csv", "taken"])
  }

  @Test func `a folder with the name of a file is not replaced, even an empty one`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("a.csv")
    #expect(throws: DiagnosticList.self) { try OutputFolder(folder.path).write([("a.csv", [1])]) }
    #expect(try folder.names() == ["a.csv"])
  }

  @Test func `a file where the folder should be is left alone`() throws {
    let folder = try TemporaryFolder()
    try folder.write("before", to: "out")
    #expect(throws: DiagnosticList.self) { try OutputFolder("\(folder.path)/out").write([("a.csv", [1])]) }
    #expect(try folder.text(of: "out") == "before")
  }

  @Test func `writing nothing makes the folder`() throws {
    let folder = try TemporaryFolder()
    try OutputFolder("\(folder.path)/out").write([(name: String, bytes: [UInt8])]())
    #expect(try folder.names() == ["out"])
  }
}
