import FundingFlows
import Pathways
import Populations
import Quantities
import Testing

struct PatientRowTests {
  /// NDRS CancerData, all ages from 20 on.
  @Test(arguments: [("breast", "female", 48_088), ("lung", "male", 20_892), ("lung", "female", 19_414)])
  func `England's patients of 2019 are the cases registered`(pathway: String, sex: String, cases: Int128)
    throws
  {
    let rows = try Shipped.england.get().table("patients.csv").rows
    let own = rows.filter { $0["year"] == "2019" && $0["pathway"] == pathway && $0["sex"] == sex }
    #expect(own.count == 5 || pathway == "breast")
    let sum = try own.reduce(Int128(0)) { total, row in
      total + (try #require(scaled(row["cases"] ?? "", 6)))
    }
    // Each stage is written with six decimals.
    #expect(abs(sum - cases * 1_000_000) <= Int128(own.count))
  }

  @Test func `England's ruled out are so many for each case, in a row of their own`() throws {
    let rows = try Shipped.england.get().flows.patients
    for name in ["breast", "lung"] {
      let perCase = try Shipped.pathway(name).ruledOut.perCase.value
      for year in 2019...2020 {
        let own = rows.filter { $0.pathway == name && $0.year == year }
        let cases = own.reduce(0) { $0 + $1.cases }
        let ruledOut = own.filter { $0.stage == .ruledOut }
        #expect(ruledOut.count == 1)
        #expect(ruledOut.first?.sex == nil)
        #expect(abs((ruledOut.first?.ruledOut ?? 0) - cases * perCase) < 1e-6)
        #expect(own.filter { $0.stage != .ruledOut }.allSatisfy { $0.ruledOut == 0 })
      }
    }
  }

  @Test(arguments: 0..<32 as Range<UInt64>)
  func `nobody appears or disappears from one year to the next`(seed: UInt64) throws {
    let rows = try ModelRun(RandomScenario(seed)).flows.patients
    let groups = Dictionary(grouping: rows) { "\($0.pathway) \($0.sex?.rawValue ?? "") \($0.stage)" }
    for (key, own) in groups {
      let inOrder = own.sorted { $0.year < $1.year }
      for (last, row) in zip(inOrder, inOrder.dropFirst()) {
        let after = last.survivors + row.cases - row.cancerDeaths - row.otherDeaths
        #expect(abs(after - row.survivors) <= 1e-9 * max(1, last.survivors + row.cases), "\(key) \(row.year)")
      }
    }
  }
}
