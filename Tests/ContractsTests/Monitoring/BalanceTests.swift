@testable import Contracts
import Quantities
import Tables
import TestSupport
import Testing

struct BalanceTests {
  /// Files of the same months that balance, the same for the same seed.
  private struct RandomFiles {
    var aggregate: [[String: String]] = []
    var patients: [[String: String]] = []
    var drugs: [[String: String]] = []
    var devices: [[String: String]] = []

    init(_ seed: UInt64) {
      var random = Seeded(seed)
      for month in 1...random.int(1...3) {
        for provider in ["R1H", "RF4"].prefix(random.int(1...2)) {
          for point in ["DC", "EL", "OPPROC", "DRUG", "DEVICE", "ADJUSTMENT"] where random.happens(80) {
            // An aggregate row is the sum of its patients' rows.
            let costs = (0..<random.int(1...6)).map { _ in random.int(-2_000...900_000) }
            for cost in costs {
              let row = MonitoringText.patient(
                month,
                provider: provider,
                pointOfDelivery: point,
                cost: Pence(Int64(cost)).description
              )
              switch point {
              case "DRUG": drugs.append(row)
              case "DEVICE": devices.append(row)
              default: patients.append(row)
              }
            }
            aggregate.append(
              MonitoringText.aggregate(
                month,
                provider: provider,
                pointOfDelivery: point,
                activity: "\(costs.count)",
                price: Pence(Int64(costs.reduce(0, +))).description
              )
            )
          }
        }
      }
    }

    func balance() throws -> Balance {
      let read = { (layout: MonitoringLayout, rows: [[String: String]]) in
        LatestSubmissions([
          try MonitoringFile(MonitoringText.file(layout, rows, path: layout.name), as: layout)
        ])
      }
      return Balance(
        aggregate: try read(.aggregate, aggregate),
        patients: try read(.patients, patients),
        drugs: try read(.drugs, drugs),
        devices: try read(.devices, devices)
      )
    }
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `files that say the same balance in every month`(seed: UInt64) throws {
    let balance = try RandomFiles(seed).balance()
    #expect(balance.isBalanced)
    #expect(balance.lines.allSatisfy { $0.cause.isEmpty })
    #expect(balance.unchecked.isEmpty)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `a difference is named by files, month and pounds, and nothing else is`(seed: UInt64) throws {
    var random = Seeded(seed &+ 1000)
    var files = RandomFiles(seed)
    let gap = Pence(Int64(random.int(1...100_000_000)) * (random.happens(50) ? 1 : -1))
    let (check, row) = plant(gap, in: &files, &random)
    let balance = try files.balance()
    let differing = balance.lines.filter { $0.difference != .zero }
    #expect(Set(differing.map(\.check)) == [check, .total])
    #expect(differing.count == 2)
    for line in differing {
      #expect("\(line.cell.month)" == row["FINANCIAL MONTH"])
      #expect(line.cell.provider.description == row["ORGANISATION IDENTIFIER (CODE OF PROVIDER)"])
      #expect(line.difference == .zero - gap)
      #expect(!line.cause.isEmpty)
    }
    for check in BalanceCheck.allCases {
      let (aggregate, other) = balance.totals(of: check)
      let sum = balance.lines.filter { $0.check == check }.map(\.difference).total()
      #expect(aggregate - other == sum)
    }
  }

  /// Makes one patient-level row dearer.
  private func plant(_ gap: Pence, in files: inout RandomFiles, _ random: inout Seeded) -> (
    BalanceCheck, [String: String]
  ) {
    let dearer = { (row: [String: String]) in
      let cost = MonitoringPrice(row["TOTAL COST"] ?? "").map { Pence($0.nanopounds / 10_000_000) } ?? .zero
      return row.merging(["TOTAL COST": (cost + gap).description]) { $1 }
    }
    if !files.drugs.isEmpty, random.happens(50) {
      let index = random.int(0...files.drugs.count - 1)
      files.drugs[index] = dearer(files.drugs[index])
      return (.drugs, files.drugs[index])
    }
    if files.patients.isEmpty {
      files.patients.append(MonitoringText.patient(cost: gap.description))
      return (.patients, files.patients[0])
    }
    let index = random.int(0...files.patients.count - 1)
    files.patients[index] = dearer(files.patients[index])
    return (.patients, files.patients[index])
  }

  private func balance(
    _ aggregate: [[String: String]],
    drugs: [[String: String]]? = nil,
    patients: [[String: String]]? = nil
  ) throws -> Balance {
    let read = { (layout: MonitoringLayout, rows: [[String: String]]) in
      LatestSubmissions([try MonitoringFile(MonitoringText.file(layout, rows), as: layout)])
    }
    return Balance(
      aggregate: try read(.aggregate, aggregate),
      patients: try patients.map { try read(.patients, $0) },
      drugs: try drugs.map { try read(.drugs, $0) }
    )
  }

  private func drug(_ month: Int = 1, _ price: String) -> [String: String] {
    MonitoringText.aggregate(month, pointOfDelivery: "DRUG", price: price)
  }

  private func cause(_ aggregate: [[String: String]], drugs: [[String: String]]) throws -> String? {
    try balance(aggregate, drugs: drugs).lines.first { $0.check == .drugs && $0.difference != .zero }?.cause
  }

  @Test func `likely causes are told`() throws {
    let patient = { (month: Int, cost: String) in MonitoringText.patient(month, cost: cost) }
    #expect(try cause([drug(1, "5.00")], drugs: [patient(2, "5.00")]) == "DrPLCM has no rows of this month")
    #expect(
      try cause([drug(1, "5.00"), drug(2, "7.00")], drugs: [patient(1, "2.00"), patient(2, "10.00")])
        == "the same amount the other way in month 2: one file has it in another month"
    )
    #expect(
      try cause([drug(1, "6.00")], drugs: [patient(1, "1.00"), patient(1, "2.00")])
        == "ACM has everything twice"
    )
    #expect(
      try cause([drug(1, "5.00")], drugs: [patient(1, "5.00"), patient(1, "9.00")])
        == "line 3 of DrPLCM, DC alone is this amount: ACM seems to lack it"
    )
    #expect(
      try cause([drug(1, "12.00")], drugs: [patient(1, "4.00"), patient(1, "4.00")])
        == "line 2 of DrPLCM has this amount: DrPLCM may lack a row like it"
    )
    #expect(
      try cause([drug(1, "10.00")], drugs: [patient(1, "3.333"), patient(1, "3.333"), patient(1, "3.333")])
        == nil
    )
    #expect(
      try cause([drug(1, "10.00")], drugs: [patient(1, "4.994"), patient(1, "4.994")])
        == "rounding: one side has fractions of a penny"
    )
  }

  @Test func `prices of units are told from prices of rows`() throws {
    let found = try balance(
      [MonitoringText.aggregate(activity: "3", price: "100.00")],
      patients: (0..<3).map { _ in MonitoringText.patient(cost: "100.00") }
    )
    let line = try #require(found.lines.first { $0.check == .patients })
    #expect(line.difference == Pence(-20_000))
    #expect(line.cause.contains("its prices look like prices of units, not of rows"))
  }

  @Test func `a service in one file only is named`() throws {
    let found = try balance(
      [
        MonitoringText.aggregate(price: "100.00"),
        MonitoringText.aggregate(pointOfDelivery: "EL", tariffCode: "DZ02K", price: "60.00"),
      ],
      patients: [
        MonitoringText.patient(cost: "90.00"),
        MonitoringText.patient(pointOfDelivery: "OPPROC", tariffCode: "JA43B", cost: "25.00"),
      ]
    )
    let line = try #require(found.lines.first { $0.check == .patients })
    #expect(
      line.cause
        == "by service: DC JA20F 10.00; EL DZ02K 60.00, in ACM only; OPPROC JA43B -25.00, in PLCM only"
    )
  }

  @Test func `what cannot be checked is said`() throws {
    let found = try balance(
      [drug(1, "5.00"), MonitoringText.aggregate(price: "7.00")],
      drugs: [MonitoringText.patient(cost: "5.00")]
    )
    #expect(found.isBalanced)
    #expect(found.unchecked.map(\.check) == [.devices, .patients, .total])
    #expect(found.unchecked.last?.reason == "no PLCM file was given")
    let table = try CSVTable(InputFile(path: "balance.csv", bytes: found.table))
    #expect(table.rows.count == 5)
  }
}
