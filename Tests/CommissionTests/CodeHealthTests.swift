import Foundation
import Testing

/// Checks of the repository itself.
struct CodeHealthTests {
  private static let sources = Repository.files(below: "Sources", ending: ".swift")
  private static let program = Repository.files(below: "Examples", ending: ".swift")

  /// The house, from the ground floor up: what each module may import besides what those import in turn.
  private static let house: [(module: String, imports: [String])] = [
    ("Diagnostics", []),
    ("Quantities", ["Diagnostics"]),
    ("Tables", ["Quantities"]),
    ("Randomness", []),
    ("Tariffs", ["Tables"]),
    ("Pathways", ["Tables"]),
    ("Populations", ["Tables", "Randomness"]),
    ("FundingFlows", ["Tariffs", "Pathways", "Populations", "Randomness"]),
    ("PatientActivity", ["Tariffs", "Pathways", "FundingFlows"]),
    ("Contracts", ["FundingFlows"]),
    ("Reports", ["PatientActivity", "Contracts"]),
    ("CostedPathways", ["Reports"]),
  ]

  /// What comes with the toolchain and the system.
  private static let outside: Set<String> = [
    "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Musl", "Swift", "Synchronization",
  ]

  /// The modules below a module.
  private static func below(_ module: String) -> Set<String> {
    let direct = house.first { $0.module == module }?.imports ?? []
    return direct.reduce(into: Set(direct)) { all, name in all.formUnion(below(name)) }
  }

  private static func source(_ file: String) throws -> SwiftSource { SwiftSource(try Repository.text(file)) }

  private static func module(of file: String) -> String {
    file.split(separator: "/").dropFirst().first.map(String.init) ?? ""
  }

  @Test func `there are sources to check`() {
    #expect(Self.sources.count > 40)
    #expect(Self.program.count >= 8)
  }

  @Test(arguments: sources)
  func `a module imports only modules below it`(file: String) throws {
    let module = Self.module(of: file)
    #expect(Self.house.contains { $0.module == module }, "\(module) has no floor in the house")
    let wrong = Set(try Self.source(file).imports).subtracting(Self.outside).subtracting(Self.below(module))
    #expect(wrong == [])
  }

  @Test(arguments: program)
  func `the executable imports the one module for users, and what writes its files`(file: String) throws {
    let imports = Set(try Self.source(file).imports).subtracting(Self.outside)
    #expect(imports.isSubset(of: ["CostedPathways", "Tables"]))
  }

  @Test(arguments: sources + program)
  func `nothing is forced: no try!, as!, unwrapping or fatalError`(file: String) throws {
    let code = try Self.source(file).code
    for forced in ["try!", "as!", "fatalError("] { #expect(!code.contains(forced), "\(forced)") }
    let unwrapped = code.matches(of: /[A-Za-z0-9_)\]}"?]!(?!=)/).map { String(code[$0.range]) }
    #expect(unwrapped == [])
  }

  @Test func `every diagnostic code is met by a malformed input or named in a test`() throws {
    let expected = MalformedCase.all.map(\.expected).joined(separator: "\n")
    let tests = try Repository.files(below: "Tests", ending: ".swift").map(Repository.text).joined()
    let codes = Set(try Self.sources.flatMap { try Self.source($0).diagnosticCodes })
    #expect(codes.count > 30)
    let unmet = codes.filter { !expected.contains("[\($0)]") && !tests.contains($0) }
    #expect(unmet.sorted() == [])
  }

  @Test(arguments: Repository.files(below: "Sources/Tariffs/Rules", ending: ".swift"))
  func `every rule of payment has one file of tests`(file: String) throws {
    let name = try #require(file.split(separator: "/").last).replacing(".swift", with: "")
    let tests = Repository.files(below: "Tests", ending: "/\(name)Tests.swift")
    #expect(tests == ["Tests/TariffsTests/Rules/\(name)Tests.swift"])
  }

  @Test func `a source is taken apart as the checks need it`() {
    let source = SwiftSource(
      #"""
      public import Tables // import Reports
      @preconcurrency import Tariffs
      /* let a = b! */
      let one = "try! \(call("x")!) a.b-c"
      let two = """
        import Pathways
        """
      report("value.out-of-range", in: "prices.csv")
      let important = !isDone
      """#
    )
    #expect(source.imports == ["Tables", "Tariffs"])
    #expect(source.diagnosticCodes == ["value.out-of-range"])
    #expect(!source.code.contains("try!"))
    #expect(!source.code.contains("b!"))
    #expect(source.literals.count == 4)
  }
}
