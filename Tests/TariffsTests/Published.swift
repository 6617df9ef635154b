import Tables

/// The rows of a table of published figures, by the names of their columns.
func published(_ name: String) throws -> [[String: String]] {
  let table = try CSVTable(InputFile(reading: Repository.path("Tests/Published/\(name)")))
  return records(of: table)
}

/// The rows of some CSV bytes, by the names of their columns.
func records(of bytes: [UInt8]) throws -> [[String: String]] {
  records(of: try CSVTable(InputFile(path: "output.csv", bytes: bytes)))
}

private func records(of table: CSVTable) -> [[String: String]] {
  let names = table.header.map(\.text)
  return table.rows.map { row in
    Dictionary(uniqueKeysWithValues: zip(names, row.fields.map(\.text)))
  }
}
