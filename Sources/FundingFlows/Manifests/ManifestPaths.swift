/// How a manifest names files: the same wherever they lie.
///
/// Files of the price tables begin with `tariffs/`, others are seen from the folder of the scenario, such as
/// `population.csv` or `../england/stage.csv`; what is named from the root stays as it is.
public struct ManifestPaths: Sendable {
  private let scenarioFolder: String
  private let tariffDirectory: String

  /// The names of files around a scenario.
  ///
  /// - Parameters:
  ///   - scenarioFolder: with the slash at its end, or nothing for the folder of the process.
  ///   - tariffDirectory: the folder of price tables, without a slash at its end.
  public init(scenarioFolder: String, tariffDirectory: String) {
    self.scenarioFolder = scenarioFolder
    self.tariffDirectory = tariffDirectory
  }

  /// What a manifest calls a file.
  public func name(of path: String) -> String {
    if path.hasPrefix(tariffDirectory + "/") { return "tariffs" + path.dropFirst(tariffDirectory.count) }
    return Self.relative(path, to: scenarioFolder)
      ?? (path.hasPrefix(scenarioFolder) ? String(path.dropFirst(scenarioFolder.count)) : path)
  }

  /// A path as seen from a folder, by their words alone; nil where they have no known beginning in common.
  private static func relative(_ path: String, to folder: String) -> String? {
    guard path.hasPrefix("/") == folder.hasPrefix("/") else { return nil }
    let (file, place) = (components(path), components(folder))
    let shared = zip(file, place).prefix { $0 == $1 }.count
    // What lies above a folder that is named from above is not known.
    guard !place.dropFirst(shared).contains("..") else { return nil }
    return (place.dropFirst(shared).map { _ in ".." } + file.dropFirst(shared)).joined(separator: "/")
  }

  /// The words of a path, those that lead back taken out.
  private static func components(_ path: String) -> [String] {
    path.split(separator: "/").reduce(into: []) { words, word in
      if word == "..", let last = words.last, last != ".." {
        words.removeLast()
      } else if word != "." {
        words.append(String(word))
      }
    }
  }

  /// Where the file lies that a manifest calls so.
  public func path(of name: String) -> String {
    let tables = "tariffs/"
    if name.hasPrefix(tables) { return "\(tariffDirectory)/\(name.dropFirst(tables.count))" }
    return name.hasPrefix("/") ? name : scenarioFolder + name
  }
}
