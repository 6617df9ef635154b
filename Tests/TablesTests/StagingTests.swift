import Tables
import TestSupport
import Testing

/// Files written first and named afterwards, with and without names until then.
struct StagingTests {
  private func staging(
    _ folder: borrowing TemporaryFolder,
    _ files: [(name: String, text: String)],
    mayBeUnnamed: Bool
  ) -> Staging {
    Staging(
      places: files.map { ("\(folder.path)/in", $0.name) },
      pieces: files.map { [Array($0.text.utf8), Array("\n".utf8)] },
      mayBeUnnamed: mayBeUnnamed
    )
  }

  @Test(arguments: [true, false])
  func `files take their names, over earlier ones and over what was left lying about`(mayBeUnnamed: Bool)
    throws
  {
    let folder = try TemporaryFolder()
    try folder.makeFolder("in")
    try folder.write("earlier", to: "in/a")
    try folder.write("of a process that was killed", to: "in/.a.part")
    let files = [(name: "a", text: "one"), (name: "b", text: "two")]
    #expect(staging(folder, files, mayBeUnnamed: mayBeUnnamed).write() == nil)
    #expect(try folder.names() == ["in"])
    #expect(try folder.text(of: "in/a") == "one\n")
    #expect(try folder.text(of: "in/b") == "two\n")
    #expect(!FileSystem.exists("\(folder.path)/in/.a.part"))
  }

  @Test(arguments: [true, false])
  func `the first that cannot be written is told, and nothing is changed`(mayBeUnnamed: Bool) throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("in")
    try folder.makeFolder("in/taken")
    try folder.write("earlier", to: "in/a")
    let files = [(name: "a", text: "one"), (name: "taken", text: "two"), (name: "c", text: "three")]
    #expect(staging(folder, files, mayBeUnnamed: mayBeUnnamed).write() == 1)
    #expect(try folder.text(of: "in/a") == "earlier")
    for name in [".a.part", ".taken.part", "c", ".c.part"] {
      #expect(!FileSystem.exists("\(folder.path)/in/\(name)"))
    }
  }

  #if os(Linux)
    @Test func `a file that is begun is nowhere to be seen until it is finished`() throws {
      let folder = try TemporaryFolder()
      var file = try StagedFile.begin("\(folder.path)/new/a") ?? Self.none()
      FileSystem.write(Array("one".utf8), toDescriptor: file.descriptor)
      #expect(try folder.names() == [])
      let isFinished = file.finish()
      #expect(isFinished)
      #expect(try folder.text(of: "new/a") == "one")
    }

    @Test func `a file that is not finished leaves nothing`() throws {
      let folder = try TemporaryFolder()
      do {
        let file = try StagedFile.begin("\(folder.path)/new/a") ?? Self.none()
        FileSystem.write(Array("one".utf8), toDescriptor: file.descriptor)
      }
      #expect(try folder.names() == [])
    }

    private struct NoFile: Error {}

    private static func none() throws -> StagedFile { throw NoFile() }
  #endif
}
