import CostedPathways

/// Maps currencies to pathway steps.
enum MapVerb: Verb {
  static let name = "map"
  static let usage = "map --tariff YEAR [--override FILE] [--out FILE]"
  static let summary = "Says which currency belongs to which step of which pathway, and what nobody claims."
  static let options: Set<String> = ["--tariff", "--override", "--out"]
  static let flags: Set<String> = []
  static let details = """
    Every currency of the breast and lung chapters and of the unbundled families in the tables of the year is
    mapped to one step, to several (with what tells them apart), or deliberately not (with the reason). A
    report on standard error counts the roles and names codes that nobody claims, that changed their meaning,
    or that a step uses and the year does not have.

    --override FILE  rows of your own: currency, point_of_delivery, treatment_function, pathway, step; they
                     replace all rows of the same currency, point of delivery and treatment function
    --out FILE       else standard output, which is also -
    """

  static func perform(_ arguments: Arguments) throws(Failure) {
    guard arguments.files.isEmpty else {
      throw .usage(Arguments.fault("found a file, expected none", MapVerb.self))
    }
    let year: FinancialYear = try arguments.required("--tariff")
    let override = try arguments.value("--override")
    let tariffs = try arguments.tariffs()
    let map = try library { () throws(DiagnosticList) in
      let folder = "\(tariffs.directory)/pathways"
      let pathways = [try Pathway("breast", in: folder), try Pathway("lung", in: folder)]
      let claims = try CurrencyClaims(InputFile(reading: "\(folder)/currency-claims.csv"))
      let map = try CurrencyMap(pathways, claims: claims, year: year, library: tariffs)
      guard let override else { return map }
      return try map.overridden(by: InputFile(reading: override), pathways: pathways)
    }
    try Console.write(map.table, to: arguments.value("--out") ?? "-")
    Console.note(map.report)
  }
}
