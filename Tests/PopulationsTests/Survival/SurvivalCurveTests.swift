import Populations
import Quantities
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct SurvivalCurveTests {
  private static let seeds = 0..<200 as Range<UInt64>

  private func share(_ millionths: Int) throws -> Share { try #require(Share(millionths: Int64(millionths))) }

  private func survival(_ curve: SurvivalCurve, _ years: Double) -> Double {
    exp(-curve.cumulativeHazard(after: years))
  }

  @Test(arguments: seeds)
  func `every form that there is passes through both points, and never rises`(seed: UInt64) throws {
    var random = Seeded(seed)
    let one = [random.int(1...1_000_000), 1_000_000, random.int(900_000...1_000_000)][random.int(0...2)]
    let five = random.bool() ? random.int(1...one) : random.int(max(1, one - 1000)...one)
    for form in SurvivalForm.allCases {
      guard let curve = try SurvivalCurve(form, one: share(one), five: share(five)) else { continue }
      #expect(survival(curve, 0) == 1)
      #expect(abs(survival(curve, 1) - Double(one) / 1e6) < 1e-12, "\(form) \(one) \(five)")
      #expect(abs(survival(curve, 5) - Double(five) / 1e6) < 1e-12, "\(form) \(one) \(five)")
      let values = stride(from: 0.0, through: 60, by: 0.5).map { survival(curve, $0) }
      #expect(values.allSatisfy { (0...1).contains($0) }, "\(form) \(one) \(five)")
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 >= $1 - 1e-15 }, "\(form) \(one) \(five)")
    }
  }

  @Test(arguments: seeds)
  func `a mixture cure there is where the hazard falls, and nowhere else`(seed: UInt64) throws {
    var random = Seeded(seed)
    let one = random.int(1...999_999)
    let five = random.int(1...one)
    let constant = 5 * log(Double(one) / 1e6)
    guard abs(log(Double(five) / 1e6) - constant) > 1e-5 else { return }
    let curve = try SurvivalCurve(.mixtureCure, one: share(one), five: share(five))
    #expect((curve != nil) == (log(Double(five) / 1e6) > constant))
  }

  /// From its own formula: those not cured die at a constant rate.
  @Test(arguments: [(0.3, 0.5), (0.9, 2.0), (0.0, 0.1), (0.6, 0.05)])
  func `a mixture cure is solved for its share and its hazard`(cured: Double, hazard: Double) throws {
    let points = [1.0, 5].map { Int(((cured + (1 - cured) * exp(-hazard * $0)) * 1e6).rounded()) }
    let curve = try #require(SurvivalCurve(.mixtureCure, one: share(points[0]), five: share(points[1])))
    for years in [0.5, 2, 3, 10, 20] {
      let expected = cured + (1 - cured) * exp(-hazard * years)
      #expect(abs(survival(curve, years) - expected) < 1e-3, "\(years)")
    }
  }

  @Test(arguments: [(990_000, 900_000), (500_000, 200_000), (190_000, 50_000)])
  func `a Weibull's cumulative hazard is a power of time`(one: Int, five: Int) throws {
    let curve = try #require(SurvivalCurve(.weibull, one: share(one), five: share(five)))
    let power = log(log(Double(five) / 1e6) / log(Double(one) / 1e6)) / log(5)
    for years in [0.5, 2, 7.5, 30] {
      let expected = -log(Double(one) / 1e6) * pow(years, power)
      #expect(abs(curve.cumulativeHazard(after: years) - expected) < 1e-9 * max(1, expected))
    }
  }

  @Test func `where nobody dies nobody does in any form, and where all die at once they do`() throws {
    for form in SurvivalForm.allCases {
      let immortal = try #require(SurvivalCurve(form, one: .all, five: .all))
      #expect(survival(immortal, 40) == 1)
      let flat = try #require(try SurvivalCurve(form, one: share(500_000), five: share(500_000)))
      #expect(survival(flat, 0) == 1)
      #expect(abs(survival(flat, 40) - 0.5) < 1e-12)
    }
  }

  @Test func `survival of 1 at one year and less at five is two-piece only`() throws {
    let forms = try SurvivalForm.allCases.filter {
      try SurvivalCurve($0, one: .all, five: share(980_000)) != nil
    }
    #expect(forms == [.twoPiece])
  }
}
