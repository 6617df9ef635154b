/// Files that are written first and named afterwards, all of them or none.
package struct Staging {
  /// Where each is to be.
  private let places: [(folder: String, name: String)]
  /// What each is made of.
  private let pieces: [[[UInt8]]]
  /// Whether files may be written without a name, where the system can.
  private let mayBeUnnamed: Bool

  /// Files to be written, each in pieces that follow each other.
  package init(
    places: [(folder: String, name: String)],
    pieces: [[[UInt8]]],
    mayBeUnnamed: Bool = true
  ) {
    self.places = places
    self.pieces = pieces
    self.mayBeUnnamed = mayBeUnnamed
  }

  /// Writes the files; the place of the first that cannot be written, with nothing changed.
  ///
  /// Files without a name can be left at any moment. Where there are none, the signals that stop a program wait
  /// from the first file on.
  package func write() -> Int? {
    guard !places.isEmpty else { return nil }
    var failed: Int?
    if mayBeUnnamed, let files = unnamed(&failed) {
      StopSignals.wait {
        failed = failed ?? Self.place(files)
        return failed == nil
      }
      for file in files { file.close() }
    } else {
      StopSignals.wait {
        let files = otherwiseNamed(&failed)
        failed = failed ?? Self.place(files)
        if failed != nil { for file in files { file.remove() } }
        return failed == nil
      }
    }
    return failed
  }

  /// The files without names, up to the first that fails; nil where the system has no such files.
  private func unnamed(_ failed: inout Int?) -> [PendingFile]? {
    var files: [PendingFile] = []
    for (index, place) in places.enumerated() {
      guard let file = PendingFile.unnamed(in: place.folder, name: place.name) else {
        for file in files { file.close() }
        return nil
      }
      files.append(file)
      guard file.mayTakeName, file.write(pieces[index]) else {
        failed = index
        break
      }
    }
    return files
  }

  /// The files under other names, up to the first that fails.
  private func otherwiseNamed(_ failed: inout Int?) -> [PendingFile] {
    var files: [PendingFile] = []
    for (index, place) in places.enumerated() {
      guard let file = PendingFile.named(in: place.folder, name: place.name) else {
        failed = index
        break
      }
      files.append(file)
      let isWritten = file.mayTakeName && file.write(pieces[index])
      // Some systems tell only at the end that there is no room.
      guard file.close(), isWritten else {
        failed = index
        break
      }
    }
    return files
  }

  /// Lets all files take their names; the place of the first that cannot.
  static func place(_ files: [PendingFile]) -> Int? {
    let failed = files.indices.first { !files[$0].appear() } ?? files.indices.first { !files[$0].settle() }
    if failed != nil { for file in files { file.remove() } }
    return failed
  }
}
