import Diagnostics
import Quantities
public import Tariffs
import Testing

/// A made-up year, 2030/31, in which rules of payment are tried out one at a time.
enum MadeUp {
  /// One group with every price, one without an outpatient price, one reduced for a short emergency stay.
  static let prices = """
    \(pricesHeader)
    AA01A,Every price,150,1000,,,5,1200,5,100,no,,,seen,
    AA02A,No procedure,,500,,,5,600,5,100,no,,,seen,
    SYN01,Short stay,,900,,,5,1000,5,200,yes,30,300,seen,
    SB97Z,Same day,,0,,,5,0,5,0,no,,,seen,published zero
    """
  static let pricesHeader =
    "currency,name,outpatient_procedure,combined,day_case,elective,elective_trim_point_days,non_elective,"
    + "non_elective_trim_point_days,excess_bed_day,short_stay_applicable,short_stay_percent,"
    + "short_stay_emergency,evidence,note"
  /// What stands beside the prices where no price is published.
  static let costs = """
    \(SyntheticLibrary.costsHeader)
    SB03Z,Procurement,UNBCHEMO,day case,,10,280,seen,
    SB03Z,Procurement,UNBCHEMO,inpatient,,10,290,seen,
    SB12Z,Delivery,UNBCHEMO,day case,,10,250,seen,
    SB12Z,Delivery,UNBCHEMO,inpatient,,10,260,seen,
    SB12Z,Delivery,UNBCHEMO,outpatient,,10,175.005,seen,
    SB12Z,Delivery,UNBCHEMO,regular day or night,,10,200,seen,
    SB15Z,Later delivery,UNBCHEMO,day case,,10,300,seen,
    SC23Z,Fraction,UNBRTHPY,day case,,10,130,seen,
    SD01A,Palliative care,UNBPALL,day case,,10,140,seen,
    RD20A,Imaging,UNBRAD,,,10,80,seen,
    RN01A,Imaging,UNBRAD,,,10,90,seen,
    VC01Z,Rehabilitation,UNBREHAB,,,10,400,seen,
    XA01Z,Neonatal,UNBNCC,,,10,1100,seen,
    XB01Z,Paediatric,UNBPCC,,,10,1200,seen,
    XB02Z,Paediatric as adult,UNBACC,,,10,1250,seen,
    XC01Z,Critical care,UNBACC,,,10,1300,seen,
    XD01Z,Drugs,UNBOTHER,,,10,70,seen,
    AA09A,A cost alone,DC,,,10,450,seen,
    WF01A,Attendance,OPFUPSPCL,,103,10,110,seen,
    WF01B,Attendance,OPFASPCL,,103,10,120,seen,
    WF01B,Attendance,OPFASPCL,,370,10,125,seen,
    WF02A,Attendance,OPFUPMPCL,,,10,130,seen,
    WF02B,Attendance,OPFAMPCL,,,10,140,seen,
    WF01A,Attendance,OPFUPSPNCL,,,10,60,seen,
    WF01B,Attendance,OPFASPNCL,,,10,65,seen,
    WF02A,Attendance,OPFUPMPNCL,,,10,70,seen,
    WF02B,Attendance,OPFAMPNCL,,,10,75,seen,
    WF01C,Attendance,NF2FFUP,consultant-led,,10,30,seen,
    WF01C,Attendance,NF2FFUP,non-consultant-led,,10,31,seen,
    WF01D,Attendance,NF2FFA,consultant-led,,10,32,seen,
    WF01D,Attendance,NF2FFA,non-consultant-led,,10,33,seen,
    WF02C,Attendance,NF2FFUP,consultant-led,,10,34,seen,
    WF02D,Attendance,NF2FFA,consultant-led,,10,36,seen,
    """
  static let factors = """
    \(SyntheticLibrary.factorsHeader)
    R1H,Made up,1.2,seen,made up
    RJ7,Made up,1.1,unverified,made up
    """
  static let drugs = """
    \(SyntheticLibrary.drugsHeader)
    potion,Potion,one vial,vial,1000,1000,one vial,,,seen,seen,made up,
    """
  static let bestPracticeHeader = "currency,point_of_delivery,best_practice,kind,price,evidence,source,note"

  /// Prices lines of the year 2030/31, average costs filling what the tariff leaves open.
  static func pricer(
    rules: RuleRows? = nil,
    tables: [String: String] = [:],
    years: Set<FinancialYear> = ["2030/31"],
    localYears: Set<FinancialYear> = ["2030/31"],
    usesCosts: Bool = true
  ) throws -> LinePricer {
    var own = [
      "2030-31/prices.csv": prices, "2030-31/unit-costs.csv": costs, "2030-31/market-forces.csv": factors,
      "drugs.csv": drugs,
    ]
    own["2030-31/rules.csv"] = rules?.text
    let synthetic = try SyntheticLibrary(own.merging(tables) { _, new in new })
    var options = LinePricer.Options()
    if usesCosts { options.fallbacks = [PriceSource(year: "2030/31", basis: .averageCost)] }
    return try LinePricer(synthetic.library, years: years, localYears: localYears, options: options)
  }

  /// Prices one line of that year.
  static func price(
    _ line: ActivityLine,
    rules: RuleRows? = nil,
    tables: [String: String] = [:],
    usesCosts: Bool = true
  ) throws -> PricedLine {
    try pricer(rules: rules, tables: tables, usesCosts: usesCosts).price(line)
  }

  /// Expects that a line on which a default decides is unverified while no document supports the default, that
  /// the outcome says so, and that neither is so once the same default has been seen.
  static func expectGrade(
    of parameter: RuleParameter,
    as outcome: RuleOutcome,
    on line: ActivityLine,
    values: [RuleParameter: String] = [:],
    tables: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let rows = try RuleRows(values)
    let unverified = try price(line, rules: rows.seen(but: parameter), tables: tables)
    let name = parameter.rawValue
    #expect(unverified.unpriced == nil, sourceLocation: sourceLocation)
    #expect(unverified.evidence == .unverified, "\(name)", sourceLocation: sourceLocation)
    #expect(unverified.trace.isUnverified(outcome), "\(name)", sourceLocation: sourceLocation)
    let told = unverified.trace.description.split(separator: "; ").filter { $0.hasSuffix(" [unverified]") }
    #expect(told.contains("\(outcome.text) [unverified]"), "\(name)", sourceLocation: sourceLocation)
    let entries = unverified.explanation.entries
    #expect(entries.contains { $0.evidence == .unverified }, "\(name)", sourceLocation: sourceLocation)
    let seen = try price(line, rules: rows.seen(), tables: tables)
    #expect(seen.value == unverified.value, "\(name)", sourceLocation: sourceLocation)
    #expect(seen.evidence < .unverified, "\(name)", sourceLocation: sourceLocation)
    #expect(seen.trace.contains(outcome), "\(name)", sourceLocation: sourceLocation)
    #expect(!seen.trace.description.contains("[unverified]"), "\(name)", sourceLocation: sourceLocation)
    #expect(
      !seen.explanation.entries.contains { $0.evidence == .unverified },
      "\(name)",
      sourceLocation: sourceLocation
    )
  }
}

extension ActivityLine {
  /// A line of the made-up year with a market forces factor of 1.
  static func madeUp(
    _ currency: CurrencyCode,
    _ pointOfDelivery: PointOfDelivery? = nil,
    _ change: (inout ActivityLine) -> Void = { _ in }
  ) -> ActivityLine {
    var line = ActivityLine(year: "2030/31", currency: currency, pointOfDelivery: pointOfDelivery)
    line.marketForcesFactor = .one
    change(&line)
    return line
  }
}

extension UnbundledUnits: ExpressibleByStringLiteral {
  /// Reads units such as `"SC23Z:15"`.
  public init(stringLiteral text: String) {
    guard let units = UnbundledUnits(text) else { preconditionFailure("\(text) is no currency with units") }
    self = units
  }
}
