public import Diagnostics
public import Populations
public import Quantities
public import Tables
public import Tariffs

/// What a run is about: whose patients, in which years, by which care, at which prices.
public struct Scenario: Sendable {
  /// Where the scenario was read.
  public private(set) var file: FileStamp
  /// What it is called.
  public private(set) var name: String
  /// The scenario that it changes, and the one that changes, back to the first that names all inputs.
  public private(set) var baselines: [Baseline] = []
  /// What it changes, the changes of its baselines first.
  public private(set) var changes: [ScenarioChange] = []
  /// Of which inputs it is unsure.
  public private(set) var uncertainty = UncertaintyPlan()
  /// Who pays for what is not reserved to NHS England.
  public let commissioner: CommissionerCode
  /// Who pays for what NHS England keeps.
  public let nationalCommissioner: CommissionerCode
  /// The financial years, first to last.
  public let years: ClosedRange<Int>
  /// The version of care.
  public let guidelineYear: Int
  /// The pathways.
  public let pathways: [String]
  /// The folder of the pathways' tables; nil for those that come with the tariffs.
  public let pathwayFolder: FilePlace?
  /// The tables of people, one after another in time.
  public let population: [FilePlace]
  /// How incidence is predicted.
  public let incidence: IncidencePlan
  /// The table of local incidence ratios, if any.
  public let localRatio: FilePlace?
  /// The table of stages.
  public let stages: FilePlace
  /// The table of survival by stage.
  public let survival: FilePlace
  /// The form of survival between and beyond its points.
  public let survivalForms: SurvivalForms
  /// The table of how survival changed over time, if any.
  public let survivalTrend: FilePlace?
  /// The table of distant recurrence, if any.
  public let recurrence: FilePlace?
  /// How cancer deaths are brought to registered ones, where some are named; nil when they are not.
  public let calibration: CalibrationMethod?
  /// The table of death rates.
  public let lifeTable: FilePlace
  /// The year of the death rates.
  public let lifeTableYear: Int
  /// The table of provider shares.
  public let providerShares: FilePlace
  /// The table of providers' names, if any.
  public let providerNames: FilePlace?
  /// The prices asked first.
  public let prices: PriceSource
  /// The prices that fill what the first leave open.
  public let fallbacks: [PriceSource]
  /// What is done about years past the prices.
  public let beyond: BeyondPublishedPrices
  /// The year of the market forces factors that multiply tariff prices; nil for none.
  public let marketForcesYear: FinancialYear?
  /// Where the years and the prices are asked for, for faults.
  public let positions: Positions

  /// A scenario that another one changes.
  public struct Baseline: Sendable {
    /// What it is called.
    public let name: String
    /// Where it was read.
    public let file: FileStamp
  }

  /// A file that the scenario names, and where it names it.
  public struct FilePlace: Hashable, Sendable {
    /// The path, relative to the folder of the scenario already resolved.
    public let path: String
    /// Where it is named.
    public let position: Position
    /// The key that names it.
    public let key: String
  }

  /// How incidence is predicted.
  public enum IncidencePlan: Sendable {
    /// The rates of some registered years together, held.
    case constant(FilePlace, years: [Int])
    /// The rates of each registered year itself.
    case observed(FilePlace)
    /// A table of rates that the user supplies, and the cases registered before it, if they are named.
    case forecast(FilePlace, registrations: FilePlace?)
    /// Rates forecast from registrations.
    case predicted(ForecastPlan)
  }

  /// Where the scenario asks for what may not be there.
  public struct Positions: Sendable {
    /// The years.
    public let years: Position
    /// The prices.
    public let prices: Position
    /// The rates.
    public let incidence: Position
    /// The guideline year.
    public let guideline: Position
    /// The pathways.
    public let pathways: Position
    /// The year of the life table.
    public let lifeTable: Position
    /// The market forces year.
    public let marketForces: Position
  }
}

/// Any text but a blank one.
struct FilledText: ParsedValue {
  let text: String

  init?(_ text: String) {
    guard text.contains(where: { !$0.isWhitespace }) else { return nil }
    self.text = text
  }

  static var expectation: String { "a text that is not blank" }
}

extension Scenario {
  static let keys = [
    "name", "note", "commissioner", "nationalCommissioner", "years", "guidelineYear", "pathways",
    "pathwayTables", "population", "incidence", "stages", "survival", "survivalForm", "survivalTrend",
    "recurrence", "calibration", "lifeTable", "providerShares", "providerNames", "prices", "uncertainty",
  ]

  /// Reads a scenario, which names all inputs or a baseline and its changes; its faults are thrown all at once.
  ///
  /// - Throws: `json.syntax`, `scenario.unknown-key`, `scenario.missing-key`, `scenario.type`,
  ///   `scenario.years`, and those of a baseline and of changes.
  public init(_ input: InputFile) throws(DiagnosticList) {
    try self.init(input, changedBy: [])
  }

  init(_ input: InputFile, changedBy others: [FileStamp]) throws(DiagnosticList) {
    let document = try JSONDocument(input)
    var faults = DiagnosticList()
    guard let root = JSONObject(document.root, path: "$", codes: .scenario, &faults) else { throw faults }
    if root.has("baseline") {
      try self.init(changing: root, input, changedBy: others)
    } else {
      try self.init(naming: root, input)
    }
  }

  /// Reads a scenario that names all inputs.
  private init(naming root: JSONObject, _ input: InputFile) throws(DiagnosticList) {
    var faults = DiagnosticList()
    root.refuseOthers(than: Self.keys, &faults)
    let folder = Self.folder(of: input.path)
    let place = { (object: JSONObject, key: String, faults: inout DiagnosticList) -> FilePlace? in
      guard let text: FilledText = object.value(key, &faults) else { return nil }
      return Self.place(text.text, folder, object.position(of: key), "\(object.path).\(key)")
    }
    let name: FilledText? = root.value("name", &faults)
    let _: String? = root.optional("note", &faults)
    let commissioner: CommissionerCode? = root.value("commissioner", &faults)
    let national: CommissionerCode? = root.value("nationalCommissioner", &faults)
    let years = Self.years(root, &faults)
    let guideline = root.integer("guidelineYear", in: 1990...2100, &faults)
    let pathways = root.texts("pathways", &faults)
    let pathwayFolder = root.has("pathwayTables") ? place(root, "pathwayTables", &faults) : nil
    let words = CalibrationMethod.allCases.map(\.rawValue)
    let calibration = root.choice("calibration", of: words + ["none"], &faults)
    let people = root.oneOrMore("population", as: FilledText.self, &faults)
    let population = people?.map { Self.place($0.value.text, folder, $0.position, $0.path) }
    let stages = place(root, "stages", &faults)
    let survival = place(root, "survival", &faults)
    let form = root.oneOrEach("survivalForm", of: pathways ?? [], as: SurvivalForm.self, &faults)
    let trend = root.has("survivalTrend") ? place(root, "survivalTrend", &faults) : nil
    let recurrence = root.has("recurrence") ? place(root, "recurrence", &faults) : nil
    let shares = place(root, "providerShares", &faults)
    let names = root.has("providerNames") ? place(root, "providerNames", &faults) : nil
    let life = root.object("lifeTable", &faults)
    life?.refuseOthers(than: ["file", "year"], &faults)
    let lifeFile = life.flatMap { place($0, "file", &faults) }
    let lifeYear = life.flatMap { $0.integer("year", in: 1800...2200, &faults) }
    let incidence = root.object("incidence", &faults)
    let plan = incidence.flatMap { Self.incidence($0, place, &faults) }
    let ratio = incidence.flatMap { $0.has("localRatio") ? place($0, "localRatio", &faults) : nil }
    let prices = root.object("prices", &faults)
    let list = prices.flatMap { Self.prices($0, &faults) }
    let uncertainty = UncertaintyPlan(root, &faults)
    try faults.throwIfFaulty()
    guard let name, let commissioner, let national, let years, let guideline, let pathways, let population,
      let stages, let survival, let shares, let lifeFile, let lifeYear, let plan, let prices, let list
    else { throw faults }
    self.init(
      file: input.stamp,
      name: name.text,
      commissioner: commissioner,
      nationalCommissioner: national,
      years: years,
      guidelineYear: guideline,
      pathways: pathways,
      pathwayFolder: pathwayFolder,
      population: population,
      incidence: plan,
      localRatio: ratio,
      stages: stages,
      survival: survival,
      survivalForms: SurvivalForms(form.all ?? .twoPiece, bySite: form.each),
      survivalTrend: trend,
      recurrence: recurrence,
      calibration: calibration.flatMap { CalibrationMethod($0) },
      lifeTable: lifeFile,
      lifeTableYear: lifeYear,
      providerShares: shares,
      providerNames: names,
      prices: list.primary,
      fallbacks: list.fallbacks,
      beyond: list.beyond,
      marketForcesYear: list.marketForces,
      positions: Positions(
        years: root.position(of: "years"),
        prices: prices.position,
        incidence: root.position(of: "incidence"),
        guideline: root.position(of: "guidelineYear"),
        pathways: root.position(of: "pathways"),
        lifeTable: root.position(of: "lifeTable"),
        marketForces: prices.position(of: "marketForces")
      )
    )
    self.uncertainty = uncertainty
  }

  /// The same scenario under another name, with changes.
  func changed(
    as name: String,
    in file: FileStamp,
    by changes: [ScenarioChange],
    _ uncertainty: UncertaintyPlan
  ) -> Scenario {
    var scenario = self
    scenario.baselines.append(Baseline(name: self.name, file: self.file))
    scenario.name = name
    scenario.file = file
    scenario.changes += changes
    scenario.uncertainty = self.uncertainty.adding(uncertainty)
    return scenario
  }

  /// The same scenario with other changes in place of its own.
  func changing(to changes: [ScenarioChange]) -> Scenario {
    var scenario = self
    scenario.changes = changes
    return scenario
  }

  /// The same scenario with more changes, under the name of an analyst's own.
  ///
  /// - Throws: `change.conflict` when two changes touch the same input, `change.from` when one begins outside the
  ///   years.
  public func changed(as name: String, by changes: [ScenarioChange]) throws(DiagnosticList) -> Scenario {
    var faults = DiagnosticList()
    for change in changes {
      let fault = ScenarioChange.outside(years, change.path, from: change.from, at: change.position)
      if let fault { faults.append(fault) }
    }
    try faults.throwIfFaulty()
    try Self.refuseConflicts(self.changes + changes)
    return changed(as: name, in: file, by: changes, UncertaintyPlan())
  }

  /// The folder of a file: everything before the last slash.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[...slash])
  }

  static func place(_ text: String, _ folder: String, _ position: Position, _ key: String)
    -> FilePlace
  {
    FilePlace(path: text.hasPrefix("/") ? text : folder + text, position: position, key: key)
  }

  private static func years(_ root: JSONObject, _ faults: inout DiagnosticList) -> ClosedRange<Int>? {
    guard let object = root.object("years", &faults) else { return nil }
    object.refuseOthers(than: ["first", "last"], &faults)
    let first: FinancialYear? = object.value("first", &faults)
    let last: FinancialYear? = object.value("last", &faults)
    guard let first, let last else { return nil }
    guard first <= last, last.start - first.start < 50 else {
      faults.append(
        Diagnostic(
          "scenario.years",
          at: object.position,
          "found the years \(first) to \(last), expected them in order and at most 50 of them",
          fix: "correct first or last"
        )
      )
      return nil
    }
    return first.start...last.start
  }

  private static func incidence(
    _ object: JSONObject,
    _ place: (JSONObject, String, inout DiagnosticList) -> FilePlace?,
    _ faults: inout DiagnosticList
  ) -> IncidencePlan? {
    let words = ["constant", "observed", "forecast"] + ForecastPlan.methods
    let method = object.choice("method", of: words, &faults)
    switch method {
    case "constant":
      object.refuseOthers(than: ["method", "registrations", "years", "localRatio"], &faults)
      let file = place(object, "registrations", &faults)
      let years = object.integers("years", in: 1900...2200, &faults)
      guard let file, let years else { return nil }
      return .constant(file, years: years)
    case "observed":
      object.refuseOthers(than: ["method", "registrations", "localRatio"], &faults)
      return place(object, "registrations", &faults).map { .observed($0) }
    case "forecast":
      object.refuseOthers(than: ["method", "rates", "registrations", "localRatio"], &faults)
      let registrations = object.has("registrations") ? place(object, "registrations", &faults) : nil
      return place(object, "rates", &faults).map { .forecast($0, registrations: registrations) }
    default:
      guard let method = method.flatMap({ ForecastMethod($0) }) else { return nil }
      let file = place(object, "registrations", &faults)
      return ForecastPlan(object, file, method: method, &faults).map { .predicted($0) }
    }
  }

  private struct PricePlan {
    let primary: PriceSource
    let fallbacks: [PriceSource]
    let beyond: BeyondPublishedPrices
    let marketForces: FinancialYear?
  }

  private static func prices(_ object: JSONObject, _ faults: inout DiagnosticList) -> PricePlan? {
    object.refuseOthers(than: ["year", "basis", "fallback", "beyond", "marketForces"], &faults)
    let primary = source(object, isDeflated: false, &faults)
    let fallbacks = object.objects("fallback", &faults).map { fallback -> PriceSource? in
      fallback.refuseOthers(than: ["year", "basis", "deflator"], &faults)
      let deflator = fallback.choice("deflator", of: ["none", "gdp"], &faults)
      return source(fallback, isDeflated: deflator == "gdp", &faults)
    }
    let beyond = object.choice("beyond", of: ["error", "hold", "uplift"], &faults)
    let marketForces: FinancialYear? = object.optional("marketForces", &faults)
    guard let primary, let beyond = beyond.flatMap({ BeyondPublishedPrices($0) }) else { return nil }
    let known = fallbacks.compactMap { $0 }
    return PricePlan(primary: primary, fallbacks: known, beyond: beyond, marketForces: marketForces)
  }

  private static func source(
    _ object: JSONObject,
    isDeflated: Bool,
    _ faults: inout DiagnosticList
  ) -> PriceSource? {
    let year: FinancialYear? = object.value("year", &faults)
    let basis =
      object.has("basis")
      ? object.choice("basis", of: ["tariff", "cost"], &faults)
      : object.value("basis", as: String.self, &faults)
    guard let year, let basis = basis.flatMap({ CostBasis($0) }) else { return nil }
    return PriceSource(year: year, basis: basis, isDeflated: isDeflated)
  }
}
