import Diagnostics
import Pathways
import Quantities
import Tables
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct PathwayReadingTests {
  private static let shipped = Repository.path("tariffs/pathways")

  @Test(arguments: [("braest", "did you mean breast?"), ("lng", "did you mean lung?")])
  func `a pathway that is not there is refused, and the one that was meant is named`(
    name: String,
    fix: String
  ) {
    let work = { () throws(DiagnosticList) in try Pathway(name, in: Self.shipped) }
    #expect(
      faults(work) == [
        " found no pathway \"\(name)\": there is no \(Self.shipped)/\(name)-steps.csv [pathway.unknown]"
      ]
    )
    #expect(fixes(work) == [fix])
  }

  @Test
  func `a pathway of one's own is read with its own tables where it has them, else with the shipped ones`()
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write(
      SmallPathway.completed("step,subtype\nL-A,SCLC", SmallPathway.stepDefaults),
      to: "my-steps.csv"
    )
    try folder.write(
      SmallPathway.completed("ruled_out_per_case\n7", SmallPathway.referralDefaults),
      to: "my-referrals.csv"
    )
    let pathway = try Pathway(stepsFile: "\(folder.path)/my-steps.csv", shippedIn: Self.shipped)
    #expect(pathway.name == "lung")
    #expect(pathway.ruledOut.perCase.description == "7")
    #expect(
      pathway.files.map(\.path) == [
        "\(folder.path)/my-steps.csv", "\(Self.shipped)/lung-casemix.csv",
        "\(Self.shipped)/lung-subtypes.csv",
        "\(folder.path)/my-referrals.csv",
      ]
    )
  }

  @Test func `a pathway of one's own is breast unless its steps are those of lung`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallPathway.completed("step\nB-A", SmallPathway.stepDefaults), to: "own.csv")
    let pathway = try Pathway(stepsFile: "\(folder.path)/own.csv", shippedIn: Self.shipped)
    #expect(pathway.name == "breast")
  }

  @Test func `every table that is missing is told at once`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallPathway.completed("step\nA", SmallPathway.stepDefaults), to: "my-steps.csv")
    let path = folder.path
    #expect(
      faults { () throws(DiagnosticList) in try Pathway("my", in: path) }
        == [
          "casemix", "subtypes", "referrals",
        ].map {
          "\(path)/my-\($0).csv found no file of this name [file.unreadable]"
        }
    )
  }
}

/// A folder of its own for one test, gone afterwards.
struct TemporaryFolder: ~Copyable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "pathways-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
  }
}
