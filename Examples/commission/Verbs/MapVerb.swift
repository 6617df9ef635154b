import CostedPathways

/// Maps currencies to pathway steps.
enum MapVerb: Verb {
  static let name = "map"
  static let usage =
    "map --tariff YEAR [--override FILE | --from YEAR --code-map FILE [--deflated]] [--out FILE]"
  static let summary = "Says which currency belongs to which step of which pathway, and what nobody claims."
  static let options: Set<String> = ["--tariff", "--override", "--out", "--from", "--code-map"]
  static let flags: Set<String> = ["--deflated"]
  static let details = """
    Every currency of the breast and lung chapters and of the unbundled families in the tables of the year is
    mapped to one step, to several (with what tells them apart), or deliberately not (with the reason). A
    report on standard error counts the roles and names codes that nobody claims, that changed their meaning,
    or that a step uses and the year does not have.

    With --from and --code-map it says instead whether a map of codes that changed their meaning leaves costs as
    they are: what the year's activity cost at its own average costs, at the mapped ones of the earlier year, the
    ratio, and the factor that would make the map neutral.

    --override FILE  rows of your own: currency, point_of_delivery, treatment_function, pathway, step; they
                     replace all rows of the same currency, point of delivery and treatment function
    --from YEAR      the earlier year whose average costs and codes are taken
    --code-map FILE  what codes are made of there: currency, financial_year, from_currency, from_year, share,
                     evidence, source, note
    --deflated       brings the earlier costs to the year by the GDP deflator
    --out FILE       else standard output, which is also -
    """

  static func perform(_ arguments: Arguments) throws(Failure) {
    guard arguments.files.isEmpty else {
      throw .usage(Arguments.fault("found a file, expected none", MapVerb.self))
    }
    let year: FinancialYear = try arguments.required("--tariff")
    let override = try arguments.value("--override")
    let tariffs = try arguments.tariffs()
    if let (earlier, path) = try codeMap(arguments, hasOverride: override != nil) {
      let isDeflated = arguments.has("--deflated")
      let neutrality = try library { () throws(DiagnosticList) in
        try CodeMapNeutrality(
          of: CodeMap(InputFile(reading: path)),
          later: tariffs.averageCosts(for: year),
          earlier: tariffs.averageCosts(for: earlier),
          changes: tariffs.codeChanges(),
          deflators: isDeflated ? tariffs.deflators() : nil
        )
      }
      try Console.write(neutrality.table, to: arguments.value("--out") ?? "-")
      Console.note(neutrality.report)
      return
    }
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

  /// The earlier year and the code map; nil when neither was asked for.
  private static func codeMap(
    _ arguments: Arguments,
    hasOverride: Bool
  ) throws(Failure) -> (earlier: FinancialYear, path: String)? {
    let earlier: FinancialYear? = try arguments.parsed("--from")
    let path = try arguments.value("--code-map")
    guard let earlier, let path else {
      guard earlier == nil, path == nil, !arguments.has("--deflated") else {
        let message = "found --from, --code-map or --deflated alone, expected --from with --code-map"
        throw .usage(Arguments.fault(message, MapVerb.self))
      }
      return nil
    }
    guard !hasOverride else {
      throw .usage(Arguments.fault("found --override with --code-map, expected one of them", MapVerb.self))
    }
    return (earlier, path)
  }
}
