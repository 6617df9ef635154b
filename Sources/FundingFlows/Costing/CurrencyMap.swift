public import Diagnostics
public import Pathways
public import Quantities
import Tables
public import Tariffs

/// Which currency, at which point of delivery and treatment function, belongs to which step of which pathway,
/// in the tables of one year.
public struct CurrencyMap: Sendable {
  /// How a currency stands to the pathways.
  public enum Role: String, Sendable, Comparable {
    /// One step uses it.
    case oneStep = "one step"
    /// Several steps use it; the evidence column says what tells them apart.
    case severalSteps = "several steps"
    /// It is deliberately not mapped; the evidence column says why.
    case notMapped = "not mapped"
    /// Nobody claims it: neither a step nor a reason.
    case unclaimed = "unclaimed"
    /// A step uses it, and the year's tables do not have it.
    case notInYear = "not in this year"

    /// Orders by name.
    public static func < (one: Role, other: Role) -> Bool { one.rawValue < other.rawValue }
  }

  /// One row of the map.
  public struct Row: Sendable {
    /// The currency.
    public let currency: CurrencyCode
    /// Its name in this year; blank when the year does not have it.
    public let name: String
    /// How it is delivered.
    public let pointOfDelivery: PointOfDelivery
    /// The specialty, where the year's table splits by it.
    public let treatmentFunction: TreatmentFunction?
    /// The pathway; blank when none uses it.
    public let pathway: String
    /// The step; blank when none uses it.
    public let step: String
    /// How it stands to the pathways.
    public let role: Role
    /// Why, what tells steps apart, and whether its meaning changed.
    public let evidence: String
    /// Whether the code meant something else in another year.
    public let hasChangedMeaning: Bool
  }

  /// The year of the tables.
  public let year: FinancialYear
  /// The rows, by currency, point of delivery, treatment function, pathway and step.
  public let rows: [Row]

  struct Unit: Hashable {
    let currency: CurrencyCode
    let pointOfDelivery: PointOfDelivery
    let treatmentFunction: TreatmentFunction?
  }

  /// Maps the tables of a year.
  ///
  /// - Throws: `tariff.no-table` when the year has neither a tariff nor average costs, and their faults.
  public init(
    _ pathways: [Pathway],
    claims: CurrencyClaims,
    year: FinancialYear,
    library: TariffLibrary
  ) throws(DiagnosticList) {
    self.year = year
    let names = try Self.names(of: year, in: library)
    let drugs = try library.drugPrices()
    let changes = try library.codeChanges()
    let uses = Self.uses(of: pathways)
    var rows: [Row] = []
    for (unit, name) in names {
      let isInScope = claims.isInScope(unit.currency, unit.pointOfDelivery, unit.treatmentFunction)
      let own = Self.steps(using: unit, uses, changes)
      guard isInScope || !own.isEmpty else { continue }
      rows += Self.rows(for: unit, name, own, claims, changes)
    }
    rows += Self.missing(uses, names, drugs, changes, year, library)
    self.rows = rows.sorted { Self.key($0) < Self.key($1) }
  }

  static func key(_ row: Row) -> (CurrencyCode, PointOfDelivery, UInt16, String, String) {
    (row.currency, row.pointOfDelivery, row.treatmentFunction?.number ?? 0, row.pathway, row.step)
  }

  private typealias Use = (pathway: String, step: PathwayStep)

  /// The steps that pay by each currency and point of delivery, in any guideline year.
  private static func uses(of pathways: [Pathway]) -> [AverageCosts.Key: [Use]] {
    var uses: [AverageCosts.Key: [Use]] = [:]
    for pathway in pathways {
      for step in pathway.steps {
        let parts =
          step.payment == .casemix
          ? pathway.casemix.filter { $0.casemix == step.casemix }
          : pathway.payments(of: step, guidelineYear: step.guidelineYears.lowerBound)
        for part in parts {
          let key = AverageCosts.Key(currency: part.currency, pointOfDelivery: part.pointOfDelivery)
          let isKnown = uses[key]?.contains { use in
            use.pathway == pathway.name && use.step.id == step.id
              && use.step.treatmentFunction == step.treatmentFunction
          }
          if isKnown != true { uses[key, default: []].append((pathway.name, step)) }
        }
      }
    }
    return uses
  }

  /// What the tables of a year hold, with names.
  private static func names(
    of year: FinancialYear,
    in library: TariffLibrary
  ) throws(DiagnosticList) -> [Unit: String] {
    var names: [Unit: String] = [:]
    let hasTariff = library.years(having: "prices.csv").contains(year)
    let hasCosts = library.years(having: "unit-costs.csv").contains(year)
    if hasTariff || !hasCosts {
      let tariff = try library.nationalTariff(for: year)
      for currency in tariff.currencies {
        guard let prices = tariff[currency] else { continue }
        for point in prices.pointsOfDelivery {
          names[Unit(currency: currency, pointOfDelivery: point, treatmentFunction: nil)] = prices.name
        }
      }
    }
    guard hasCosts else { return names }
    let costs = try library.averageCosts(for: year)
    for key in costs.keys {
      for cost in costs.rows(of: key) where cost.unitCost != nil {
        let unit = Unit(
          currency: key.currency,
          pointOfDelivery: key.pointOfDelivery,
          treatmentFunction: cost.treatmentFunction
        )
        names[unit] = names[unit] ?? cost.name
      }
    }
    return names
  }

  private static func steps(
    using unit: Unit,
    _ uses: [AverageCosts.Key: [Use]],
    _ changes: CodeChanges
  ) -> [Use] {
    let codes = [unit.currency] + changes.otherNames(of: unit.currency)
    let all = codes.flatMap {
      uses[AverageCosts.Key(currency: $0, pointOfDelivery: unit.pointOfDelivery)] ?? []
    }
    guard let function = unit.treatmentFunction else { return all }
    return all.filter { $0.step.treatmentFunction == nil || $0.step.treatmentFunction == function }
  }

  private static func rows(
    for unit: Unit,
    _ name: String,
    _ own: [Use],
    _ claims: CurrencyClaims,
    _ changes: CodeChanges
  ) -> [Row] {
    let change = changes.changedMeaning(of: unit.currency).map {
      "; meaning changed \($0.between): \($0.note)"
    }
    let row = { (use: Use?, role: Role, evidence: String) in
      Row(
        currency: unit.currency,
        name: name,
        pointOfDelivery: unit.pointOfDelivery,
        treatmentFunction: unit.treatmentFunction,
        pathway: use?.pathway ?? "",
        step: use?.step.id ?? "",
        role: role,
        evidence: evidence + (change ?? ""),
        hasChangedMeaning: change != nil
      )
    }
    let steps = Set(own.map { "\($0.pathway) \($0.step.id)" })
    guard let first = own.first else {
      let reason = claims.text(.notMapped, unit.currency, unit.pointOfDelivery, unit.treatmentFunction)
      return [
        row(nil, reason == nil ? .unclaimed : .notMapped, reason.map { "\($0.text) [\($0.evidence)]" } ?? "")
      ]
    }
    guard steps.count > 1 else { return [row(first, .oneStep, first.step.source)] }
    let apart = claims.text(.toldApart, unit.currency, unit.pointOfDelivery, unit.treatmentFunction)
    let discriminator =
      apart.map { "told apart by \($0.text) [\($0.evidence)]" } ?? "nothing recorded tells them apart"
    var seen: Set<String> = []
    return own.filter { seen.insert("\($0.pathway) \($0.step.id)").inserted }
      .map { row($0, .severalSteps, discriminator) }
  }

  /// The currencies that steps use and the year's tables lack.
  private static func missing(
    _ uses: [AverageCosts.Key: [Use]],
    _ names: [Unit: String],
    _ drugs: DrugPrices,
    _ changes: CodeChanges,
    _ year: FinancialYear,
    _ library: TariffLibrary
  ) -> [Row] {
    let known = Dictionary(grouping: names.keys) {
      AverageCosts.Key(currency: $0.currency, pointOfDelivery: $0.pointOfDelivery)
    }
    return uses.flatMap { key, own -> [Row] in
      let isDrug = key.pointOfDelivery == .drug && drugs[key.currency] != nil
      let codes = [key.currency] + changes.otherNames(of: key.currency)
      let units = codes.flatMap {
        known[AverageCosts.Key(currency: $0, pointOfDelivery: key.pointOfDelivery)] ?? []
      }
      var seen: Set<String> = []
      let lacking = own.filter { use in
        let function = use.step.treatmentFunction
        let isKnown = units.contains {
          $0.treatmentFunction == nil || function == nil || $0.treatmentFunction == function
        }
        let name = "\(use.pathway) \(use.step.id) \(units.isEmpty ? "" : function?.description ?? "")"
        return !isKnown && seen.insert(name).inserted
      }
      return lacking.map { use in
        let hasPrice = drugs[key.currency]?.dosePrice != nil
        let drugText = hasPrice ? "drug at list price, whatever the year" : "drug without a known list price"
        let specialty = units.isEmpty ? "" : " for \(use.step.treatmentFunction?.description ?? "")"
        return Row(
          currency: key.currency,
          name: drugs[key.currency]?.name ?? "",
          pointOfDelivery: key.pointOfDelivery,
          treatmentFunction: use.step.treatmentFunction,
          pathway: use.pathway,
          step: use.step.id,
          role: isDrug ? (own.count > 1 ? .severalSteps : .oneStep) : .notInYear,
          evidence: isDrug
            ? drugText : "the \(year) tables have no \(key.currency) at \(key.pointOfDelivery)\(specialty)",
          hasChangedMeaning: false
        )
      }
    }
  }

  init(year: FinancialYear, rows: [Row]) {
    self.year = year
    self.rows = rows
  }
}
