import CostedPathways

/// Costs a pathway by stage and step.
enum PathwayVerb: Verb {
  static let name = "pathway"
  static let usage =
    "pathway breast|lung|STEPS.csv --tariff YEAR [--basis tariff|cost] [--guideline YEAR] [--summary | --explain] [--out FILE]"
  static let summary = "Costs a pathway by stage and step at the prices of a year."
  static let options: Set<String> = [
    "--tariff", "--basis", "--guideline", "--fallback", "--beyond", "--version", "--survival", "--out",
  ]
  static let flags: Set<String> = ["--summary", "--explain"]
  static let details = """
    breast and lung are shipped; my-steps.csv is a pathway of your own, with my-casemix.csv, my-subtypes.csv
    and my-referrals.csv beside it where they differ from the shipped ones.

    --tariff 2017/18       the year of the prices
    --basis tariff|cost    national tariff or national average cost; else the tariff where the year has one
    --guideline 2024       the version of care; else the last one
    --fallback YEAR:BASIS  fills what the prices leave open, and says so on the row; may be given again
    --beyond error|hold|uplift
                           what is done about a year past the tables; else error
    --version original|pay-award
                           the version of the year's price book; else the latest
    --survival FILE        weights follow-up by those alive and end of life by those who die in five years
    --summary              one row for each stage and phase, with the share that rests on unverified figures
    --explain              each step from the published price to the expected cost, with its table row,
                           publication and evidence; a table of them with --out
    --out FILE             else standard output, which is also -

    Shares and expected costs are for each person of the stage; ruled-out is for each person referred in whom
    cancer is ruled out, recurrent for each person with a distant recurrence. Without --survival, follow-up is
    for a person who lives through its years and end of life for a person who dies. A step without a price is
    listed as unpriced.
    """

  static func perform(_ arguments: Arguments) throws(Failure) {
    let name = try arguments.onlyFile("breast, lung or a file of steps")
    let year: FinancialYear = try arguments.required("--tariff")
    let basis: CostBasis? = try arguments.parsed("--basis")
    let fallbacks: [PriceSource] = try arguments.all("--fallback")
    let guideline: GuidelineYear? = try arguments.parsed("--guideline")
    let survivalFile = try arguments.value("--survival")
    let tariffs = try arguments.tariffs(near: name)
    let beyond: BeyondPublishedPrices = try arguments.parsed("--beyond") ?? .error
    let version: PriceBookVersion? = try arguments.parsed("--version")
    if let basis, basis != .tariff, basis != .averageCost {
      throw .usage(Arguments.fault("found the basis \(basis), expected tariff or cost", PathwayVerb.self))
    }
    let costing = try library { () throws(DiagnosticList) in
      let folder = "\(tariffs.directory)/pathways"
      let isOwn = name.hasSuffix(".csv")
      let pathway = try isOwn ? Pathway(stepsFile: name, shippedIn: folder) : Pathway(name, in: folder)
      let last = pathway.guidelineYears?.upperBound ?? 2025
      let prices = try PriceList(
        tariffs,
        pricing: year,
        basis: basis,
        fallbacks: fallbacks,
        beyond: beyond,
        version: version
      )
      var survival: NetSurvival?
      if let survivalFile { survival = try NetSurvival(InputFile(reading: survivalFile)) }
      return try PathwayCosting(
        pathway,
        guidelineYear: guideline?.year ?? last,
        prices: prices,
        survival: survival
      )
    }
    let output = try arguments.value("--out")
    if arguments.has("--explain") {
      guard let output else { return try Console.print(costing.explanationPage) }
      return try Console.write(costing.explanationTable, to: output)
    }
    try Console.write(arguments.has("--summary") ? costing.summary : costing.table, to: output ?? "-")
  }
}

/// A calendar year that names a version of care.
struct GuidelineYear: ParsedValue {
  let year: Int

  init?(_ text: String) {
    guard text.utf8.count == 4, let year = Int(text) else { return nil }
    self.year = year
  }

  static var expectation: String { "a calendar year such as 2024" }
}
