public import Quantities

/// One line of activity to be priced.
public struct ActivityLine: Sendable {
  /// The year of discharge or attendance.
  public var year: FinancialYear
  /// Who provided it, where known.
  public var provider: ProviderCode?
  /// What it is paid by.
  public var currency: CurrencyCode
  /// How it was delivered.
  public var pointOfDelivery: PointOfDelivery
  /// What splits the point of delivery in some publications; else blank.
  public var setting = ""
  /// The specialty, where it matters.
  public var treatmentFunction: TreatmentFunction?
  /// The national admission method, such as `21`.
  public var admissionMethod: String?
  /// The age on admission, in years.
  public var age: Int?
  /// The nights in hospital, unadjusted.
  public var lengthOfStay: Int?
  /// The nights paid as critical care.
  public var criticalCareDays = 0
  /// The nights paid as rehabilitation.
  public var rehabilitationDays = 0
  /// The nights paid as specialist palliative care.
  public var palliativeDays = 0
  /// How many such units.
  public var quantity = Activity(1)
  /// What a specialist service adds, as a share of the price.
  public var topUp = Factor(millionths: 0)
  /// The market forces factor, when the line brings its own.
  public var marketForcesFactor: Factor?

  /// A line with the values that every line has.
  public init(year: FinancialYear, currency: CurrencyCode, pointOfDelivery: PointOfDelivery) {
    self.year = year
    self.currency = currency
    self.pointOfDelivery = pointOfDelivery
  }

  /// The methods of admission that are emergencies.
  static let emergencyMethods: Set<String> = ["21", "22", "23", "24", "25", "28", "2A", "2B", "2C", "2D"]

  /// Whether the admission was an emergency; nil when the line does not say how it was.
  var isEmergency: Bool? { admissionMethod.map { Self.emergencyMethods.contains($0.uppercased()) } }
}
