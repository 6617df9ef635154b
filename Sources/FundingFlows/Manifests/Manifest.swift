public import Diagnostics
public import Tables

/// What some outputs were made of: the command, and every file read and written with its hash.
public struct Manifest: Sendable {
  /// The form of the manifests that are written and read here; another one gets another number.
  public static let format = 1

  /// A file that was read or written.
  public struct Entry: Hashable, Sendable {
    /// What the manifest calls it: see ``ManifestPaths``.
    public let name: String
    /// Its size in bytes.
    public let size: Int
    /// The SHA-256 of its bytes, in hexadecimal.
    public let checksum: String

    /// Whether a file has these bytes.
    public func isSame(as stamp: FileStamp) -> Bool { size == stamp.size && checksum == stamp.checksum }
  }

  /// The words that make the outputs again: a verb, files as they are called in `inputs`, options.
  public let command: [String]
  /// Where the command stands.
  public let commandPosition: Position
  /// The files read, in order.
  public let inputs: [Entry]
  /// The files written, in order.
  public let outputs: [Entry]

  /// Reads a manifest; its faults are thrown all at once. What a replay does not need is passed over.
  ///
  /// - Throws: `json.syntax`, `manifest.format`, `manifest.missing-key`, `manifest.type`.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let root = try JSONDocument(input).root
    var faults = DiagnosticList()
    let object = ManifestObject(root, path: "$", &faults)
    let format = object?.number("format", &faults)
    if let format, format != Self.format {
      throw DiagnosticList(
        Diagnostic(
          "manifest.format",
          at: object?.position(of: "format"),
          "found a manifest of the format \(format), expected \(Self.format)",
          fix: "use the version of commission that wrote it, or make the outputs again"
        )
      )
    }
    let command = object?.texts("command", &faults)
    let inputs = object?.objects("inputs", &faults).compactMap { Self.entry($0, &faults) }
    let outputs = object?.objects("outputs", &faults).compactMap { Self.entry($0, &faults) }
    try faults.throwIfFaulty()
    guard let command, let inputs, let outputs else { throw faults }
    self.command = command
    commandPosition = object?.position(of: "command") ?? root.position
    self.inputs = inputs
    self.outputs = outputs
  }

  private static func entry(_ object: ManifestObject, _ faults: inout DiagnosticList) -> Entry? {
    let name = object.text("path", &faults)
    let size = object.number("bytes", &faults)
    let checksum = object.text("sha256", &faults)
    guard let name, let size, let checksum else { return nil }
    return Entry(name: name, size: size, checksum: checksum)
  }
}
