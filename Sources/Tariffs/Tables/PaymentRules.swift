public import Diagnostics
public import Quantities
public import Tables

/// A figure that a rule of payment needs, with where it stands and how well it is supported.
public struct Figure<Value: Sendable>: Sendable {
  /// The figure.
  public let value: Value
  /// How well it is supported.
  public let evidence: Evidence
  /// The row that holds it.
  public let position: Position

  /// A figure that a script states itself.
  ///
  /// - Parameters:
  ///   - value: the figure.
  ///   - evidence: how well it is supported; what two parties agreed is so by definition.
  ///   - position: where it stands.
  public init(_ value: Value, evidence: Evidence = .definition, at position: Position = Position(file: "")) {
    self.value = value
    self.evidence = evidence
    self.position = position
  }
}

/// A figure that some rule of payment needs, named `rule/parameter` as in the two columns of `rules.csv`.
public enum RuleParameter: String, CaseIterable, Sendable {
  /// Patient classifications that are day cases.
  case dayCaseClassifications = "point-of-delivery/day-case-classifications"
  /// Patient classifications that are regular day attenders.
  case regularDayClassifications = "point-of-delivery/regular-day-classifications"
  /// Patient classifications that are regular night attenders.
  case regularNightClassifications = "point-of-delivery/regular-night-classifications"
  /// Admission methods that are elective.
  case electiveMethods = "point-of-delivery/elective-methods"
  /// Admission methods that are emergencies, when the point of delivery is worked out from them.
  case emergencyMethods = "point-of-delivery/emergency-methods"
  /// The code of activity that no group could be found for.
  case ungroupedCurrency = "ungrouped/currency"
  /// What such activity is paid, in pounds.
  case ungroupedPrice = "ungrouped/price"
  /// Whether an outpatient procedure without a price is paid as an attendance.
  case attendanceWhenUnpriced = "outpatient-procedure/attendance-when-unpriced"
  /// Same-day cores that a regular attender has at no price, beside what is unbundled.
  case regularAttenderCores = "regular-attender/zero-price-cores"
  /// The age from which a short emergency stay is paid its reduced price.
  case shortStayMinimumAge = "short-stay-emergency/minimum-age"
  /// The number of nights below which a stay is short.
  case shortStayNightsBelow = "short-stay-emergency/nights-below"
  /// Admission methods that are emergencies, for the reduced price of a short stay.
  case shortStayMethods = "short-stay-emergency/admission-methods"
  /// Whether a short stay is also reduced where a best practice price is paid.
  case shortStayOnBestPractice = "short-stay-emergency/on-best-practice-price"
  /// The kinds of days that do not count towards the trim point.
  case daysTakenOut = "long-stay/days-taken-out"
  /// Whether a top-up is taken on the long-stay payment too.
  case topUpOnLongStay = "top-up/on-long-stay"
  /// The factor of a provider for which none is published.
  case unknownProviderFactor = "market-forces/unknown-provider"
  /// Whether a factor is applied to local prices.
  case marketForcesOnLocalPrices = "market-forces/local-prices"
  /// Whether a factor is applied to average costs.
  case marketForcesOnAverageCosts = "market-forces/average-costs"
  /// Whether a factor is applied to drugs and devices billed at cost.
  case marketForcesOnPassThrough = "market-forces/drugs-and-devices"
  /// Whether several units of one unbundled currency are all paid.
  case severalUnbundledUnits = "unbundled/several-units"
  /// How currencies of imaging begin.
  case imagingFamilies = "unbundled/imaging-families"
  /// Points of delivery whose price holds imaging.
  case imagingInside = "unbundled/imaging-inside"
  /// Points of delivery whose price holds the delivery of chemotherapy.
  case chemotherapyDeliveryInside = "unbundled/chemotherapy-delivery-inside"
  /// How currencies of chemotherapy procurement begin: one for each cycle.
  case chemotherapyProcurement = "chemotherapy/procurement"
  /// Currencies of the first attendance of a cycle: one for each cycle.
  case chemotherapyFirst = "chemotherapy/first-attendance"
  /// The currency of every later attendance of a cycle.
  case chemotherapyLater = "chemotherapy/later-attendance"
  /// How currencies of radiotherapy preparation begin: one for each course.
  case radiotherapyPreparation = "radiotherapy/preparation"
  /// How currencies of radiotherapy delivery begin: one for each fraction.
  case radiotherapyDelivery = "radiotherapy/delivery"
  /// How uplift and efficiency are put together: additive or multiplicative.
  case upliftMode = "local-price/uplift-mode"
  /// How a line is rounded.
  case rounding = "rounding/line"

  /// The share of emergency value above its baseline that is paid.
  case marginalRate = "marginal-rate/rate"
  /// The same under the default tariff of 2015/16.
  case marginalRateDefaultTariff = "marginal-rate/rate-default-tariff"
  /// The share of specialised value above its baseline that is paid.
  case marginalRateSpecialised = "marginal-rate/rate-specialised"
  /// The year whose emergency value is the baseline.
  case marginalRateBaseline = "marginal-rate/baseline-year"
  /// The days after discharge within which an emergency admission is a readmission.
  case readmissionDays = "readmission/days"
  /// The share that is paid for a readmission after an elective stay.
  case readmissionAfterElective = "readmission/paid-after-elective"
  /// The share that is paid for a readmission after another stay.
  case readmissionAfterOther = "readmission/paid-after-other"
  /// How diagnoses of cancer begin, which readmission rules leave out.
  case readmissionCancerDiagnoses = "readmission/cancer-diagnoses"
  /// The age below which a readmission is paid in full.
  case readmissionPaidBelowAge = "readmission/paid-below-age"
  /// The share of contract value earned for quality and innovation.
  case qualityRate = "cquin/rate"
  /// The same under the default tariff of 2015/16.
  case qualityRateDefaultTariff = "cquin/rate-default-tariff"
  /// The share of the difference from the elective baseline that is paid.
  case alignedVariableRate = "aligned-payment/variable-rate"
  /// The multiple of the base year's elective value that is the baseline.
  case alignedBaselineMultiple = "aligned-payment/baseline-multiple"
  /// The value below which a contract is of low volume, in pounds.
  case lowVolumeThreshold = "low-volume/threshold"
  /// The number of years whose mean a contract of low volume is paid.
  case lowVolumeYears = "low-volume/years"
  /// The number of payments in which a year of care is paid.
  case yearOfCareParts = "year-of-care/parts"

  /// What a parameter holds.
  enum Kind {
    case words, yesOrNo, wholeNumber, factor, pounds, rounding, upliftMode
  }

  var kind: Kind {
    switch self {
    case .attendanceWhenUnpriced, .shortStayOnBestPractice, .topUpOnLongStay, .marketForcesOnLocalPrices,
      .marketForcesOnAverageCosts, .marketForcesOnPassThrough, .severalUnbundledUnits:
      .yesOrNo
    case .shortStayMinimumAge, .shortStayNightsBelow, .readmissionDays, .readmissionPaidBelowAge,
      .lowVolumeYears, .yearOfCareParts:
      .wholeNumber
    case .unknownProviderFactor, .marginalRate, .marginalRateDefaultTariff, .marginalRateSpecialised,
      .readmissionAfterElective, .readmissionAfterOther, .qualityRate, .qualityRateDefaultTariff,
      .alignedVariableRate, .alignedBaselineMultiple:
      .factor
    case .ungroupedPrice, .lowVolumeThreshold: .pounds
    case .upliftMode: .upliftMode
    case .rounding: .rounding
    default: .words
    }
  }

  /// Whether every year must have it: what the price of a line needs.
  var isRequired: Bool {
    switch self {
    case .marginalRate, .marginalRateDefaultTariff, .marginalRateSpecialised, .marginalRateBaseline,
      .readmissionDays, .readmissionAfterElective, .readmissionAfterOther, .readmissionCancerDiagnoses,
      .readmissionPaidBelowAge, .qualityRate, .qualityRateDefaultTariff, .alignedVariableRate,
      .alignedBaselineMultiple, .lowVolumeThreshold, .lowVolumeYears, .yearOfCareParts:
      false
    default: true
    }
  }
}

/// The figures and defaults that the rules of payment use in a year, each a row with its evidence.
///
/// A default that no document supports is a row marked `unverified`, and each line that used it says so.
public struct PaymentRules: Sendable {
  /// The year.
  public let year: FinancialYear
  /// The table that was read.
  public let file: FileStamp
  private let figures: [RuleParameter: Figure<String>]

  static let columns: [Column] = [
    Column("rule", "the rule of payment"),
    Column("parameter", "what the rule needs"),
    Column("value", "the figure, or words separated by blanks"),
    Column("evidence", "evidence grade"),
    Column("source", "publication"),
    Column("note", "what a reader must know"),
  ]

  /// Reads `rules.csv`.
  ///
  /// - Throws: `rules.unknown` for a row that no rule reads, `rules.missing` for a figure that pricing needs
  ///   and no row has.
  public init(_ input: InputFile, year: FinancialYear) throws(DiagnosticList) {
    let reader = try TableReader(input, columns: Self.columns)
    var keys = UniqueKeys<RuleParameter>()
    let rows = try reader.rows { row -> (RuleParameter, Figure<String>)? in
      let evidence: Evidence? = row.required("evidence")
      guard let parameter = Self.parameter(&row) else { return nil }
      keys.note(parameter, "parameter", of: "rule and parameter", in: &row)
      guard let value = Self.value(of: parameter, &row), let evidence else { return nil }
      return (parameter, Figure(value, evidence: evidence, at: row.position(of: "value")))
    }
    self.year = year
    file = input.stamp
    figures = Dictionary(rows, uniquingKeysWith: { first, _ in first })
    var faults = DiagnosticList()
    for parameter in RuleParameter.allCases where parameter.isRequired && figures[parameter] == nil {
      let words = parameter.rawValue.split(separator: "/")
      faults.append(
        Diagnostic(
          "rules.missing",
          at: Position(file: input.path),
          "found no row of the rule \(words[0]) with the parameter \(words[1]), which pricing needs",
          fix: "copy the row from rules.csv of another year, with its evidence"
        )
      )
    }
    try faults.throwIfFaulty()
  }

  private static func parameter(_ row: inout TableRow) -> RuleParameter? {
    let rule: String? = row.required("rule")
    let name: String? = row.required("parameter")
    guard let rule, let name else { return nil }
    guard let parameter = RuleParameter(rawValue: "\(rule)/\(name)") else {
      let known = RuleParameter.allCases.map(\.rawValue)
      let meant = Suggestion.closest(to: "\(rule)/\(name)", among: known)
      row.report(
        "rules.unknown",
        in: "parameter",
        "found the parameter \(name) of the rule \(rule), which no rule of payment reads",
        fix: meant.map { "did you mean \($0)?" }
          ?? "remove the row, or take the names from a shipped rules.csv"
      )
      return nil
    }
    return parameter
  }

  /// The value as written, once it is known that it can be read.
  private static func value(of parameter: RuleParameter, _ row: inout TableRow) -> String? {
    switch parameter.kind {
    case .words: let words: String? = row.required("value"); return words
    case .wholeNumber: return row.required("value", in: 0...1000).map(String.init)
    case .factor:
      let factor: Factor? = row.required("value", atMost: .largestGiven); return factor?.description
    case .pounds: let price: UnitPrice? = row.required("value", atMost: .largest); return price?.description
    case .yesOrNo: return choice(of: ["yes", "no"], &row)
    case .rounding: return choice(of: RoundingRule.allCases.map(\.rawValue), &row)
    case .upliftMode: return choice(of: UpliftMode.allCases.map(\.rawValue), &row)
    }
  }

  private static func choice(of words: [String], _ row: inout TableRow) -> String? {
    let given: String? = row.required("value")
    guard let given else { return nil }
    guard words.contains(given) else {
      row.report(
        "value.malformed",
        in: "value",
        "found \"\(given)\" as value, expected \(words.joined(separator: " or "))",
        fix: "write one of them"
      )
      return nil
    }
    return given
  }

  private func figure<Value>(_ parameter: RuleParameter, _ read: (String) -> Value?) -> Figure<Value>? {
    guard let figure = figures[parameter], let value = read(figure.value) else { return nil }
    return Figure(value, evidence: figure.evidence, at: figure.position)
  }

  /// A factor, rate or share; nil when the year has none.
  public func factor(_ parameter: RuleParameter) -> Figure<Factor>? { figure(parameter) { Factor($0) } }

  /// An amount in pounds; nil when the year has none.
  public func price(_ parameter: RuleParameter) -> Figure<UnitPrice>? { figure(parameter) { UnitPrice($0) } }

  /// A whole number; nil when the year has none.
  public func count(_ parameter: RuleParameter) -> Figure<Int>? { figure(parameter) { Int($0) } }

  /// Words; nil when the year has none.
  public func words(_ parameter: RuleParameter) -> Figure<[String]>? {
    figure(parameter) { $0.split(separator: " ").map(String.init) }
  }

  /// Whether something is so; nil when the year does not say.
  public func flag(_ parameter: RuleParameter) -> Figure<Bool>? { figure(parameter) { $0 == "yes" } }

  /// How a line is rounded.
  public var rounding: Figure<RoundingRule>? { figure(.rounding) { RoundingRule(rawValue: $0) } }

  /// How uplift and efficiency are put together.
  public var upliftMode: Figure<UpliftMode>? { figure(.upliftMode) { UpliftMode(rawValue: $0) } }
}

/// How a cost uplift and an efficiency factor make one multiplier.
public enum UpliftMode: String, Sendable, CaseIterable {
  /// One and the uplift less the efficiency, as documents quote the net change.
  case additive
  /// One and the uplift, times one less the efficiency.
  case multiplicative
}
