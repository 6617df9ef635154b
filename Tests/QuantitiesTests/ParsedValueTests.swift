import Quantities
import Testing

struct ParsedValueTests {
  @Test func `any text is a text`() {
    #expect(String("any text, é") as String? == "any text, é")
  }

  @Test func `the example in each expectation is itself accepted`() {
    #expect(reads(UnitPrice.self, ["1979", "247.74"]))
    #expect(reads(Factor.self, ["1.148886"]))
    #expect(reads(Activity.self, ["15"]))
    #expect(reads(Share.self, ["0.535"]))
    #expect(reads(Day.self, ["2019-03-31"]))
    #expect(reads(FinancialYear.self, ["2018/19"]))
    #expect(reads(CurrencyCode.self, ["JA20F"]))
    #expect(reads(ProviderCode.self, ["R1H"]))
    #expect(reads(CommissionerCode.self, ["QMF"]))
    #expect(reads(TreatmentFunction.self, ["103"]))
    #expect(reads(PointOfDelivery.self, ["DC", "EL", "NEL", "OPPROC"]))
    #expect(reads(Stage.self, ["1", "2", "3", "4", "not-staged", "ruled-out", "recurrent"]))
    #expect(reads(Evidence.self, ["seen", "derived", "definition", "unverified"]))
    #expect(reads(CostBasis.self, ["tariff", "cost"]))
  }

  private func reads<Value: ParsedValue>(_ type: Value.Type, _ examples: [String]) -> Bool {
    examples.allSatisfy { type.init($0) != nil && Value.expectation.contains($0) }
  }
}
