import CostedPathways
import Foundation
import Tables
import TestSupport
import Testing

/// The worked examples of `Tests/Published/payment-vectors.csv`, priced by the executable.
struct PriceVectorsTests {
  private static let path = Repository.path("Tests/Published/payment-vectors.csv")

  @Test func `every worked example has a book`() throws {
    let books = Set(try rows(of: try Data(contentsOf: URL(filePath: Self.path))).map { $0["book"] ?? "" })
    #expect(books == Set(Book.allCases.map(\.rawValue)))
  }

  @Test(arguments: Book.allCases)
  func `the executable prices the worked examples to the penny`(book: Book) async throws {
    let priced = try rows(of: Data(await output(of: book) { $0 }))
    #expect(!priced.isEmpty)
    for (vector, own) in Dictionary(grouping: priced, by: { $0["vector"] ?? "" }) {
      let sum = { (column: String) in own.compactMap { Self.pence($0[column]) }.total().description }
      #expect(own.allSatisfy { $0["status"] == "priced" }, "\(vector)")
      #expect(sum("value") == own[0]["pence"], "\(vector)")
      #expect(sum("core_value") == own[0]["core_pence"], "\(vector)")
      #expect(sum("unbundled_value") == own[0]["unbundled_pence"], "\(vector)")
      for row in own { #expect(row["exceptions"] == row["miscoded"], "\(vector)") }
    }
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `in another order every row has the same bytes`(seed: UInt64) async throws {
    var random = Seeded(seed)
    let inOrder = try await output(of: .shipped) { $0 }
    var order: [Int] = []
    let shuffled = try await output(of: .shipped) { rows in
      order = rows.indices.shuffled(using: &random)
      return order.map { rows[$0] }
    }
    #expect(order != order.sorted())
    let lines = { (bytes: [UInt8]) in bytes.split(separator: UInt8(ascii: "\n")).map(Array.init) }
    #expect(lines(shuffled) != lines(inOrder))
    #expect(lines(shuffled).first == lines(inOrder).first)
    #expect(Set(lines(shuffled)) == Set(lines(inOrder)))
  }

  /// What the executable makes of the examples of a book, in an order of one's own.
  private func output(of book: Book, ordered: ([CSVTable.Row]) -> [CSVTable.Row]) async throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let table = try CSVTable(InputFile(reading: Self.path))
    let column = try #require(table.header.firstIndex { $0.text == "book" })
    var writer = CSVWriter(header: table.header.map(\.text))
    for row in ordered(table.rows.filter { $0.fields[column].text == book.rawValue }) {
      for field in row.fields { writer.text(field.text) }
      writer.endRow()
    }
    let file = try folder.write(String(decoding: writer.bytes, as: UTF8.self), to: "lines.csv")
    try book.makeTables(in: folder)
    let tariffs = book == .shipped ? Repository.path("tariffs") : "\(folder.path)/tariffs"
    let outcome = try await CommissionProcess()
      .run(["price", file, "--tariffs", tariffs] + (book == .shipped ? ["--fallback", "2017/18:cost"] : []))
    #expect(outcome.status == 0)
    return outcome.output
  }

  /// The tables that price an example.
  enum Book: String, CaseIterable {
    case shipped = ""
    case noTopUpOnLongStay = "no-top-up-on-long-stay"
    case multipliedUplift = "multiplied-uplift"
    case madeUp = "made-up"

    /// Copies the shipped tables that it needs, with what it changes.
    func makeTables(in folder: borrowing TemporaryFolder) throws {
      guard self != .shipped else { return }
      let year =
        switch self {
        case .shipped, .noTopUpOnLongStay: "2018-19"
        case .multipliedUplift: "2016-17"
        case .madeUp: "2030-31"
        }
      for name in ["drugs", "deflators", "code-changes", "uplifts"] {
        try folder.copy("tariffs/\(name).csv", to: "tariffs/\(name).csv")
      }
      let rules = "tariffs/\(year)/rules.csv"
      try folder.copy(self == .madeUp ? "tariffs/2018-19/rules.csv" : rules, to: rules)
      switch self {
      case .shipped: break
      case .noTopUpOnLongStay:
        try folder.copy("tariffs/2018-19/prices.csv", to: "tariffs/2018-19/prices.csv")
        try folder.replace("top-up,on-long-stay,yes,", with: "top-up,on-long-stay,no,", in: rules)
      case .multipliedUplift:
        try folder.replace("uplift-mode,additive,", with: "uplift-mode,multiplicative,", in: rules)
      case .madeUp:
        try folder.copy("Tests/Published/made-up-prices.csv", to: "tariffs/2030-31/prices.csv")
      }
    }
  }

  private static func pence(_ text: String?) -> Pence? {
    text.flatMap { UnitPrice($0) }.map { ExactPounds($0).rounded(.penceHalfUp) }
  }

  private func rows(of data: Data) throws -> [[String: String]] {
    let table = try CSVTable(InputFile(path: "priced.csv", bytes: [UInt8](data)))
    let names = table.header.map(\.text)
    return table.rows.map { Dictionary(uniqueKeysWithValues: zip(names, $0.fields.map(\.text))) }
  }
}
