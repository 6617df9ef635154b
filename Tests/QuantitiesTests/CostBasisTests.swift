import Quantities
import Testing

struct CostBasisTests {
  @Test func `bases read back as they were written`() {
    #expect(
      CostBasis.allCases.map(\.description)
        == [
          "tariff", "cost", "local-price", "drug-list-price", "pass-through", "provider-cost", "unpriced",
        ]
    )
    for basis in CostBasis.allCases { #expect(CostBasis(basis.description) == basis) }
    #expect(CostBasis("average cost") == nil)
  }

  @Test func `every basis has its own name in words`() {
    #expect(Set(CostBasis.allCases.map(\.name)).count == CostBasis.allCases.count)
  }

  @Test func `bases are ordered by name`() {
    #expect(CostBasis.allCases.sorted().map(\.description) == CostBasis.allCases.map(\.description).sorted())
  }
}
