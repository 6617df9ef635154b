import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct AverageCostsTests {
  private static let text = """
    \(SyntheticLibrary.costsHeader)
    AA01A,Split by specialty,OPPROC,,,30,100,seen,
    AA01A,Split by specialty,OPPROC,,103,10,130,seen,
    AA01A,Split by specialty,OPPROC,,800,20,85,derived,
    AA02A,Only one specialty,OPFASPCL,,103,10,50,seen,
    AA03A,Split by setting,UNBCHEMO,day case,,10,250,seen,
    AA03A,Split by setting,UNBCHEMO,outpatient,,10,170,seen,
    AA04A,Only one setting,UNBCHEMO,day case,,10,90,seen,
    AA05A,Not split,EL,,,10,20,seen,
    AA06A,Suppressed,EL,,,,,seen,
    AA07A,Free,EL,,,10,0,seen,
    """

  @Test(
    arguments: [
      ("AA01A", .outpatientProcedure, "", "103", "130"), ("AA01A", .outpatientProcedure, "", "800", "85"),
      ("AA01A", .outpatientProcedure, "", nil, "100"), ("AA01A", .outpatientProcedure, "", "370", "100"),
      ("AA02A", .firstSingleProfessionalConsultantLed, "", "103", "50"),
      ("AA02A", .firstSingleProfessionalConsultantLed, "", nil, "50"),
      ("AA03A", .unbundledChemotherapy, "day case", nil, "250"),
      ("AA03A", .unbundledChemotherapy, "outpatient", "370", "170"),
      ("AA04A", .unbundledChemotherapy, "", nil, "90"),
      ("AA05A", .electiveInpatient, "elective", "103", "20"), ("AA07A", .electiveInpatient, "", nil, "0"),
    ] as [(CurrencyCode, PointOfDelivery, String, TreatmentFunction?, UnitPrice)]
  )
  func `the setting and specialty are matched where the table splits by them, else the row for all is taken`(
    currency: CurrencyCode,
    pointOfDelivery: PointOfDelivery,
    setting: String,
    treatmentFunction: TreatmentFunction?,
    price: UnitPrice
  ) throws {
    let cost = try costs(Self.text).cost(
      of: currency,
      at: pointOfDelivery,
      setting: setting,
      treatmentFunction: treatmentFunction
    )
    #expect(try cost.get().unitCost == price)
  }

  @Test(
    arguments: [
      ("AA02A", .firstSingleProfessionalConsultantLed, "", "370", .absent),
      ("AA04A", .unbundledChemotherapy, "outpatient", nil, .absent),
      ("AA05A", .dayCase, "", nil, .absent), ("AA99A", .electiveInpatient, "", nil, .absent),
      ("AA06A", .electiveInpatient, "", nil, .suppressed),
      ("AA03A", .unbundledChemotherapy, "", nil, .ambiguous(["day case", "outpatient"])),
    ] as [(CurrencyCode, PointOfDelivery, String, TreatmentFunction?, AverageCosts.Missing)]
  )
  func `a cost of another setting or specialty is never taken instead`(
    currency: CurrencyCode,
    pointOfDelivery: PointOfDelivery,
    setting: String,
    treatmentFunction: TreatmentFunction?,
    reason: AverageCosts.Missing
  ) throws {
    let cost = try costs(Self.text).cost(
      of: currency,
      at: pointOfDelivery,
      setting: setting,
      treatmentFunction: treatmentFunction
    )
    #expect(throws: MissingCost.self) { try cost.get() }
    guard case .failure(let missing) = cost else { return }
    #expect(missing.reason == reason)
  }

  /// The publication gives a cost for all specialties or units together beside those of each.
  @Test(
    arguments: [
      (.outpatientProcedure, 742), (.accidentAndEmergency, 12), (.unbundledAdultCriticalCare, 22),
    ] as [(PointOfDelivery, Int)]
  )
  func `the cost over all specialties or units is the mean of theirs weighted by activity, to nine decimals`(
    pointOfDelivery: PointOfDelivery,
    count: Int
  ) throws {
    let costs = try #require(try Shipped.averageCosts("2017/18"))
    var checked = 0
    for key in costs.keys where key.pointOfDelivery == pointOfDelivery {
      let rows = costs.rows(of: key)
      let parts = rows.filter { !$0.setting.isEmpty || $0.treatmentFunction != nil }
      let all = try #require(rows.first { $0.setting.isEmpty && $0.treatmentFunction == nil })
      guard !parts.isEmpty else { continue }
      let activity = try #require(all.activity)
      let cost = activity * (try #require(all.unitCost))
      var sum = ExactPounds.zero
      var counted = Activity.zero
      for part in parts {
        let units = try #require(part.activity)
        counted = counted + units
        sum = sum + units * (try #require(part.unitCost))
      }
      let tolerance = activity * UnitPrice(nanopounds: 1)
      #expect(counted == activity, "\(key.currency)")
      #expect(sum <= cost + tolerance && cost <= sum + tolerance, "\(key.currency)")
      checked += 1
    }
    #expect(checked == count)
  }

  @Test func `radiotherapy same-day attendances cost nothing and are counted`() throws {
    let costs = try #require(try Shipped.averageCosts("2017/18"))
    let key = AverageCosts.Key(currency: "SC97Z", pointOfDelivery: .unbundledRadiotherapy)
    let free = costs.rows(of: key).filter { $0.unitCost == "0" }
    #expect(free.count == costs.rows(of: key).count)
    #expect(free.contains { $0.setting == "outpatient" && $0.activity == "728960" })
  }

  @Test func `every fault is told at once`() {
    let text = """
      \(SyntheticLibrary.costsHeader)
      AA 1,Name,XX,,12,-1,1e3,sure,
      ,,,,,,,,
      AA01A,Name,EL,,,1,1,seen,
      AA01A,Name,EL,,,2,2,seen,
      AA01A,Name,EL,,103,2,2,seen,
      """
    #expect(
      places { () throws(DiagnosticList) in try costs(text) }.sorted().map(\.description) == [
        "u.csv:2:1", "u.csv:2:11", "u.csv:2:15", "u.csv:2:18", "u.csv:2:21", "u.csv:2:25", "u.csv:3:1",
        "u.csv:3:3", "u.csv:3:8", "u.csv:5:1",
      ]
    )
  }

  private func costs(_ text: String) throws(DiagnosticList) -> AverageCosts {
    try AverageCosts(InputFile(path: "u.csv", text: text), year: "2030/31", publication: "Made up")
  }
}
