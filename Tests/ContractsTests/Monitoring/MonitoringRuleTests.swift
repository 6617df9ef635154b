@testable import Contracts
import Quantities
import Testing

struct MonitoringRuleTests {
  /// What each rule takes and what it refuses.
  static let examples: [(rule: MonitoringRule, good: [String], bad: [String])] = [
    (.month, ["1", "01", "12"], ["0", "13", "April", "+1", "1.0", "001"]),
    (.year, ["201011", "202627", "205051"], ["200910", "205152", "202628", "2026/27", "2026"]),
    (
      .time, ["2026-03-31T17:00:00", "2026-03-31 17:00:00", "31/03/2026 17:00:00"],
      ["2026-03-31", "2026-03-31T17:00", "2026-02-30T17:00:00", "2026-03-31T24:00:00", "31/3/2026 17:00:00"]
    ),
    (.provider, ["R1H", "RJ7AB1"], ["R1", "R1HABCD", "R00", "RJ700", "r1h", "R-H"]),
    (.site, ["R1H12", "R1H123456"], ["R1H1", "R1H1234567", "r1h12"]),
    (.responsibleOrganisation, ["QMF", "10Q", "A3A8R"], ["QM", "qmf", "A3A8RX"]),
    (.commissioner, ["QMF", "10Q", "A3A8R"], ["QM", "qmf", "A3A8RX"]),
    (.practice, ["F84003"], ["F8400", "84003F", "f84003", "F840031"]),
    (.treatmentFunction, ["103"], ["10", "1030", "ABC"]),
    (.category, ["12", "25", "99"], ["11", "1", "012"]),
    (.serviceCode, ["NCBPS01C", "NCBPS29B_TOP", "99999999"], ["NCBPS1", "XYZPS01C", "ncbps01c"]),
    (.pointOfDelivery, ["DC", "OPFASPCL"], ["DAYCASE", "dc", "WARD"]),
    (.tariffCode, ["JA20F", String(repeating: "A", count: 50)], [String(repeating: "A", count: 51)]),
    (.yesOrNo, ["Y", "N"], ["y", "Yes", "1"]),
    (.activity, ["0", "15", "1234567890.125"], ["12345678901", "1.1234", "-1", "1,000", "", "ten"]),
    (
      .plannedPrice, ["0", "1979.25", "-120", "1234567.123456789"],
      ["1234567890.12345678", "£1979", "1,979", "1E5"]
    ),
    (.actualPrice, ["0", "1979.25", "-120", "12.12345678"], ["12.123456789", "£5", "10000000000", "1.2.3"]),
    (.localPrice, ["0", "247.742114052"], ["-1", "£5", "1234567890123456789"]),
    (.marketForces, ["1", "1.148886"], ["1.1488861", "-1", "x"]),
    (.day, ["2026-04-30", "30/04/2026"], ["30-04-2026", "2026-04-31"]),
    (.healthServiceNumber, ["9990000018"], ["999000001", "999 000 0018", "99900000189"]),
    (.text(3), ["abc", "éèà"], ["abcd"]), (.anyText, ["anything"], []),
  ]

  @Test(arguments: examples.indices)
  func `a rule takes what it should and refuses the rest`(index: Int) {
    let (rule, good, bad) = Self.examples[index]
    for text in good { #expect(rule.accepts(text), "\(rule): \(text)") }
    for text in bad { #expect(!rule.accepts(text), "\(rule): \(text)") }
    #expect(!rule.expectation.isEmpty)
  }

  @Test func `every rule of every layout has examples`() {
    let known = Set(Self.examples.map(\.rule).map(Self.kind))
    let used = Set(MonitoringLayout.all.flatMap(\.elements).map(\.rule).map(Self.kind))
    #expect(used.subtracting(known) == [])
  }

  private static func kind(_ rule: MonitoringRule) -> MonitoringRule {
    if case .text = rule { return .text(3) }
    return rule
  }
}
