import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tariffs
import TestSupport
import Testing

struct AlignedPaymentTests {
  private func settled(_ clause: AlignedPayment, _ year: FinancialYear, _ value: String) throws -> Settlement
  {
    let ledger = Ledger([
      line("JA20F", .dayCase, year: year, value: pence(value)),
      line("DZ17T", .nonElectiveInpatient, year: year, value: pence("70.00")),
      line("JA43B", .outpatientProcedure, year: year),
    ])
    return try Contract(ledger, in: year, clauses: [clause]).settled()
  }

  private let elective = LineScope(pointsOfDelivery: [.dayCase, .outpatientProcedure])

  @Test(arguments: [("1200.00", "1040.00"), ("800.00", "960.00"), ("1000.00", "1000.00")])
  func `in 2019/20 a part of the difference from the plan is paid`(actual: String, paid: String) throws {
    let clause = try AlignedPayment(
      Rules.of("2019/20"),
      fixed: Figure(pence("1000.00")),
      variable: .aroundPlan(pence("1000.00")),
      variableScope: elective
    )
    let settled = try settled(clause, "2019/20", actual)
    #expect(settled.total == pence(paid))
    #expect(settled.evidence == .unverified)
    #expect(settled.uncovered.isEmpty)
    #expect(settled.unpriced.count == 1)
  }

  @Test(
    arguments: [
      (nil, "500.00", "9595.00"), ("300.00", "500.00", "9700.00"), ("300.00", "900.00", "9895.00"),
      ("300.00", "2000.00", "10720.00"),
    ] as [(String?, String, String)]
  )
  func `in 2022/23 the difference is paid both ways, down to a limit`(
    most: String?,
    actual: String,
    paid: String
  ) throws {
    let clause = try AlignedPayment(
      Rules.of("2022/23"),
      fixed: Figure(pence("10000.00")),
      variable: .againstBaseYear(pence("1000.00"), largestReduction: most.map(pence)),
      variableScope: elective
    )
    let settled = try settled(clause, "2022/23", actual)
    #expect(settled.total == pence(paid))
    #expect(settled.evidence == .definition)
  }

  @Test(arguments: ["2023/24", "2024/25", "2025/26"] as [FinancialYear])
  func `from 2023/24 the variable activity is paid at its value`(year: FinancialYear) throws {
    let clause = try AlignedPayment(
      Rules.of(year, changing: [:]),
      fixed: Figure(pence("10.00")),
      variable: .allActivity,
      variableScope: elective
    )
    let settled = try settled(clause, year, "1234.56")
    #expect(settled.total == pence("1244.56"))
    let entries = try #require(settled.payments.first).explanation.entries
    #expect(
      entries.map(\.text) == [
        "fixed payment for 3 lines", "and 1 of £1234.56: 1 line worth £1234.56",
      ]
    )
    #expect(entries[1].position?.file == "rules.csv")
  }

  @Test(
    arguments: [
      ("2022/23", .allActivity, "of all activity", "one against the value of 2019/20"),
      ("2023/24", .aroundPlan(.zero), "around a plan", "one of all activity"),
      ("2019/20", .againstBaseYear(.zero), "against the value of 2019/20", "one around a plan"),
    ] as [(FinancialYear, AlignedPayment.Variable, String, String)]
  )
  func `a variable element of another year's kind is refused`(
    year: FinancialYear,
    variable: AlignedPayment.Variable,
    found: String,
    expected: String
  ) throws {
    let rules = try Rules.of(year)
    #expect(
      faults { () throws(DiagnosticList) in
        try AlignedPayment(rules, fixed: Figure(.zero), variable: variable, variableScope: .all)
      } == [
        " found a variable element \(found) for \(year), expected \(expected) [contract.aligned-form]"
      ]
    )
  }

  @Test(arguments: ["2018/19", "2021/22", "2026/27"] as [FinancialYear])
  func `a year without rates has no aligned payment`(year: FinancialYear) throws {
    let rules = try Rules.of(year, changing: [:])
    #expect(
      faults { () throws(DiagnosticList) in
        try AlignedPayment(rules, fixed: Figure(.zero), variable: .allActivity, variableScope: .all)
      } == [
        "rules.csv found no aligned-payment/variable-rate for \(year), "
          + "expected one for the clause aligned payment [contract.no-rule]"
      ]
    )
  }

  @Test(
    arguments: [
      ("30", "20", "1298.00"), ("20", "30", "-1298.00"), ("20", "20", "0.00"), ("20.5", "20", "64.90"),
    ] as [(Activity, Activity, String)]
  )
  func `best practice beyond or below the plan changes the payment`(
    achieved: Activity,
    planned: Activity,
    amount: String
  ) throws {
    let clause = BestPracticeAdjustment(
      achieved: achieved,
      planned: planned,
      bestPracticePrice: Figure("1243", evidence: .seen),
      unitPrice: Figure("1125", evidence: .seen),
      marketForces: Figure("1.1", evidence: .unverified)
    )
    let settled = try Contract(Ledger([]), in: "2022/23", clauses: [clause]).settled()
    #expect(settled.total.description == amount)
    #expect(settled.evidence == .unverified)
  }

  @Test func `best practice beyond all bounds is refused`() {
    let clause = BestPracticeAdjustment(
      achieved: Activity(millionths: .max),
      planned: Activity(millionths: -1),
      bestPracticePrice: Figure(UnitPrice(nanopounds: .max)),
      unitPrice: Figure("0")
    )
    #expect(
      faults(Contract(Ledger([]), in: "2022/23", clauses: [clause]).settled) == [
        " found the payment of best practice beyond £1000000000000.00, expected less [contract.amount-too-large]"
      ]
    )
  }
}
