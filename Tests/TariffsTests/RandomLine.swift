import Quantities
import Tariffs

extension Seeded {
  /// A line of the shipped years 2017/18 and 2018/19 in which any rule may fire; many of them have no price.
  mutating func line() throws -> ActivityLine {
    let year = one(of: ["2017/18", "2018/19"] as [FinancialYear])
    let groups = try Shipped.nationalTariff(year)?.currencies ?? []
    let other: [CurrencyCode] = ["UZ01Z", "SB97Z", "SC97Z", "WF01B", "SB12Z", "SC51Z", "pertuzumab", "ZZ99Z"]
    var line = ActivityLine(
      year: year,
      currency: chance(4) ? one(of: other) : one(of: groups),
      pointOfDelivery: chance(5) ? nil : one(of: Self.pointsOfDelivery)
    )
    line.provider = one(of: [nil, "R1H", "RJ7"])
    line.setting = one(of: ["", "", "", "day case", "outpatient"])
    line.treatmentFunction = one(of: [nil, "103", "370"])
    line.attendance = one(of: [nil, "WF01A", "WF01B", "WF02B"])
    line.patientClassification = one(of: [nil, "1", "1", "2", "3", "4"])
    line.admissionMethod = one(of: [nil, "11", "21", "21", "2A", "81"])
    line.age = one(of: [nil, 18, 19, 70])
    line.lengthOfStay = chance(5) ? nil : Int.random(in: 0...one(of: [1, 10, 100]), using: &self)
    line.criticalCareDays = one(of: [0, 0, 3])
    line.rehabilitationDays = one(of: [0, 0, 0, 2])
    line.palliativeDays = one(of: [0, 0, 0, 1])
    line.quantity = one(of: ["1", "1", "1", "2", "0.5", "0", "12.345678"])
    line.topUp = one(of: ["0", "0", "0.6", "0.123456"])
    line.marketForcesFactor = one(of: [nil, "1", "1.201694"])
    line.bestPractice = one(of: [nil, nil, nil, "flag"])
    let items: [UnbundledUnits] = [
      "SB03Z", "SB12Z", "SB12Z:6", "SB15Z:0.5", "SC23Z:15", "RD20A", "XC01Z", "SB99Z",
    ]
    line.unbundled = (0..<one(of: [0, 0, 1, 2, 3])).map { _ in one(of: items) }
    line.localPrice = one(of: [nil, nil, nil, "1957", "0.333333333"])
    line.localPriceYear = one(of: [nil, nil, "2016/17", "2017/18"])
    line.course = one(of: [nil, "c1", "c2"])
    line.cycle = one(of: [nil, 1, 2])
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
