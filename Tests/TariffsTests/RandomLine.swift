import TestSupport
import Quantities
import Tariffs

extension Seeded {
  /// A line of the shipped years 2017/18 and 2018/19 in which any rule may fire; many of them have no price.
  mutating func line() throws -> ActivityLine {
    let year = pick(["2017/18", "2018/19"] as [FinancialYear])
    let groups = try Shipped.nationalTariff(year)?.currencies ?? []
    let other: [CurrencyCode] = ["UZ01Z", "SB97Z", "SC97Z", "WF01B", "SB12Z", "SC51Z", "pertuzumab", "ZZ99Z"]
    var line = ActivityLine(
      year: year,
      currency: chance(4) ? pick(other) : pick(groups),
      pointOfDelivery: chance(5) ? nil : pick(Self.pointsOfDelivery)
    )
    line.provider = pick([nil, "R1H", "RJ7"])
    line.setting = pick(["", "", "", "day case", "outpatient"])
    line.treatmentFunction = pick([nil, "103", "370"])
    line.attendance = pick([nil, "WF01A", "WF01B", "WF02B"])
    line.patientClassification = pick([nil, "1", "1", "2", "3", "4"])
    line.admissionMethod = pick([nil, "11", "21", "21", "2A", "81"])
    line.age = pick([nil, 18, 19, 70])
    line.lengthOfStay = chance(5) ? nil : Int.random(in: 0...pick([1, 10, 100]), using: &self)
    line.criticalCareDays = pick([0, 0, 3])
    line.rehabilitationDays = pick([0, 0, 0, 2])
    line.palliativeDays = pick([0, 0, 0, 1])
    line.quantity = pick(["1", "1", "1", "2", "0.5", "0", "12.345678"])
    line.topUp = pick(["0", "0", "0.6", "0.123456"])
    line.marketForcesFactor = pick([nil, "1", "1.201694"])
    line.bestPractice = pick([nil, nil, nil, "flag"])
    let items: [UnbundledUnits] = [
      "SB03Z", "SB12Z", "SB12Z:6", "SB15Z:0.5", "SC23Z:15", "RD20A", "XC01Z", "SB99Z",
    ]
    line.unbundled = (0..<pick([0, 0, 1, 2, 3])).map { _ in pick(items) }
    line.localPrice = pick([nil, nil, nil, "1957", "0.333333333"])
    line.localPriceYear = pick([nil, nil, "2016/17", "2017/18"])
    line.course = pick([nil, "c1", "c2"])
    line.cycle = pick([nil, 1, 2])
    return line
  }

  private static let pointsOfDelivery: [PointOfDelivery] = [
    .dayCase, .electiveInpatient, .nonElectiveInpatient, .nonElectiveNonEmergency, .nonElectiveShortStay,
    .outpatientProcedure, .regularDayAttender, .firstSingleProfessionalConsultantLed, .unbundledChemotherapy,
    .unbundledRadiotherapy, .drug, .device, .other,
  ]

  /// Once in so many times.
  private mutating func chance(_ times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }
}

extension ActivityLine {
  /// The line as a row of a file of lines.
  func row(named name: String) -> String {
    let units = unbundled.map { "\($0.currency):\($0.units)" }.joined(separator: " ")
    let cells: [Any?] = [
      name, year, provider, currency, pointOfDelivery, setting, treatmentFunction, attendance,
      patientClassification, admissionMethod, age, lengthOfStay, criticalCareDays, rehabilitationDays,
      palliativeDays, quantity, topUp, marketForcesFactor, bestPractice, units, localPrice, localPriceYear,
      course, cycle,
    ]
    return cells.map { $0.map { "\($0)" } ?? "" }.joined(separator: ",")
  }

  static let header =
    "line_id,financial_year,provider,currency,point_of_delivery,setting,treatment_function,attendance,"
    + "patient_classification,admission_method,age,length_of_stay,critical_care_days,rehabilitation_days,"
    + "palliative_care_days,quantity,top_up,market_forces_factor,best_practice,unbundled,local_price,"
    + "local_price_year,course,cycle"
}
