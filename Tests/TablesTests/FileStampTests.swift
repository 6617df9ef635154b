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
}
