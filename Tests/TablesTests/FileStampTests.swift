import Tables
import Testing

struct FileStampTests {
  @Test func `a stamp holds the path, the size in bytes and the checksum`() {
    let file = InputFile(path: "x.csv", text: "é")
    #expect(file.stamp == FileStamp(path: "x.csv", bytes: [0xC3, 0xA9]))
    #expect(file.stamp.path == "x.csv")
    #expect(file.stamp.size == 2)
    #expect(file.stamp.checksum == file.checksum)
  }

  @Test func `checksums taken at once are those taken one by one`() {
    let stamps = (0..<40).map { number in
      FileStamp(path: "\(number)", bytes: [UInt8](repeating: UInt8(number), count: (number * 37) % 900))
    }
    #expect(FileStamp.checksums(of: stamps) == stamps.map(\.checksum))
    #expect(FileStamp.checksums(of: []).isEmpty)
  }
}
