public import Quantities

/// One line of activity to be priced.
public struct ActivityLine: Sendable {
  /// The year of discharge or attendance.
  public var year: FinancialYear
  /// Who provided it, where known.
  public var provider: ProviderCode?
  /// What it is paid by.
  public var currency: CurrencyCode
  /// How it was delivered; nil to work it out from how the patient was admitted.
  public var pointOfDelivery: PointOfDelivery?
  /// What splits the point of delivery in some publications; else blank.
  public var setting = ""
  /// The specialty, where it matters.
  public var treatmentFunction: TreatmentFunction?
  /// The attendance currency, such as `WF01B`, of an outpatient procedure: paid when the procedure has no price.
  public var attendance: CurrencyCode?
  /// The national patient classification: 1 ordinary, 2 day case, 3 regular day, 4 regular night.
  public var patientClassification: String?
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
  /// The best practice that was met, as the table of best practice prices names it.
  public var bestPractice: String?
  /// What is paid beside the core, for each unit of the line.
  public var unbundled: [UnbundledUnits] = []
  /// The price that two parties agreed for it, or the actual cost of a drug or device.
  public var localPrice: UnitPrice?
  /// The year of that price, when it is to be carried to the year of the line.
  public var localPriceYear: FinancialYear?
  /// The course of chemotherapy or radiotherapy that it belongs to.
  public var course: String?
  /// The cycle of the course.
  public var cycle: Int?

  /// A line with the values that every line has.
  public init(year: FinancialYear, currency: CurrencyCode, pointOfDelivery: PointOfDelivery? = nil) {
    self.year = year
    self.currency = currency
    self.pointOfDelivery = pointOfDelivery
  }
}

/// Some units of an unbundled currency.
public struct UnbundledUnits: Hashable, Sendable {
  /// The currency.
  public let currency: CurrencyCode
  /// How many units of it.
  public let units: Activity

  /// Names some units.
  public init(_ currency: CurrencyCode, units: Activity = Activity(1)) {
    self.currency = currency
    self.units = units
  }
}

extension UnbundledUnits: ParsedValue {
  /// Reads `SB12Z` or `SC23Z:15`; at most a million units.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, let code = parts.first, let currency = CurrencyCode(code) else { return nil }
    guard parts.count == 2 else {
      self.init(currency)
      return
    }
    guard let units = Activity(parts[1]), units <= Activity(1_000_000) else { return nil }
    self.init(currency, units: units)
  }

  /// What some units look like.
  public static var expectation: String {
    "a currency, with its units where they are not 1, such as SC23Z:15"
  }
}
