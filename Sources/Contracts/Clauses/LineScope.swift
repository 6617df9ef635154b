public import FundingFlows
public import Pathways
public import Quantities

/// Which lines of a ledger a clause looks at: those that fit every condition given and no exception.
///
/// A condition that is nil holds for every line. A line without a currency or a point of delivery fits only
/// scopes that ask for none.
///
///     LineScope(pointsOfDelivery: [.dayCase, .electiveInpatient], currencies: ["JA", "DZ02"])
public struct LineScope: Hashable, Sendable {
  /// How activity is delivered.
  public var pointsOfDelivery: Set<PointOfDelivery>?
  /// Currency codes, or how they begin.
  public var currencies: Set<String>?
  /// Specialties.
  public var treatmentFunctions: Set<TreatmentFunction>?
  /// National categories of the commissioned service, such as 12, 21 or 25.
  public var serviceCategories: Set<String>?
  /// What the price is a price of.
  public var bases: Set<CostBasis>?
  /// Who is paid.
  public var providers: Set<ProviderCode>?
  /// Who pays.
  public var commissioners: Set<CommissionerCode>?
  /// The pathways.
  public var pathways: Set<String>?
  /// The parts of the pathway.
  public var phases: Set<Phase>?
  /// The steps, by id.
  public var steps: Set<String>?
  /// The stages at diagnosis.
  public var stages: Set<Stage>?
  private(set) var exceptions: [LineScope] = []

  /// Names lines by their properties.
  public init(
    pointsOfDelivery: Set<PointOfDelivery>? = nil,
    currencies: Set<String>? = nil,
    treatmentFunctions: Set<TreatmentFunction>? = nil,
    serviceCategories: Set<String>? = nil,
    bases: Set<CostBasis>? = nil,
    providers: Set<ProviderCode>? = nil,
    commissioners: Set<CommissionerCode>? = nil,
    pathways: Set<String>? = nil,
    phases: Set<Phase>? = nil,
    steps: Set<String>? = nil,
    stages: Set<Stage>? = nil
  ) {
    self.pointsOfDelivery = pointsOfDelivery
    self.currencies = currencies
    self.treatmentFunctions = treatmentFunctions
    self.serviceCategories = serviceCategories
    self.bases = bases
    self.providers = providers
    self.commissioners = commissioners
    self.pathways = pathways
    self.phases = phases
    self.steps = steps
    self.stages = stages
  }

  /// Every line; for a clause that adjusts, also payments that belong to no line.
  public static let all = LineScope()

  /// No line.
  public static let none = LineScope(providers: [])

  /// Emergency admissions and their excess bed days. That `NELXBD` belongs to them is a reading of the code.
  public static let emergency = LineScope(
    pointsOfDelivery: [.nonElectiveInpatient, .nonElectiveShortStay, .nonElectiveExcessBedDay]
  )

  /// Drugs and devices billed at cost.
  public static let passThrough = LineScope(pointsOfDelivery: [.drug, .device])

  /// These lines without those of another scope.
  public func except(_ other: LineScope) -> LineScope {
    var rest = self
    rest.exceptions.append(other)
    return rest
  }

  /// Whether a line is meant.
  public func contains(_ line: LedgerLine) -> Bool {
    Self.fits(line.pointOfDelivery, pointsOfDelivery)
      && Self.fits(line.treatmentFunction, treatmentFunctions)
      && Self.fits(line.serviceCategory, serviceCategories)
      && Self.fits(line.basis, bases)
      && Self.fits(line.provider, providers)
      && Self.fits(line.commissioner, commissioners)
      && Self.fits(line.pathway, pathways)
      && Self.fits(line.phase, phases)
      && Self.fits(line.step, steps)
      && Self.fits(line.stage, stages)
      && hasCurrency(of: line)
      && !exceptions.contains { $0.contains(line) }
  }

  private static func fits<Value>(_ value: Value?, _ allowed: Set<Value>?) -> Bool {
    guard let allowed else { return true }
    return value.map(allowed.contains) ?? false
  }

  private func hasCurrency(of line: LedgerLine) -> Bool {
    guard let currencies else { return true }
    guard let code = line.currency?.description else { return false }
    return currencies.contains { code.hasPrefix($0) }
  }
}
