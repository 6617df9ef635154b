import Randomness
import Testing

@testable import Populations

struct CountNoiseTests {
  private static let shares = [
    1e-12, 1e-6, 0.001, 0.025, 0.1, 0.3, 0.51, 0.7, 0.9, 0.975, 0.999, 1 - 1e-6, 1 - 1e-12,
  ]

  @Test(arguments: [0.001, 0.1, 0.5, 1, 3.7, 12, 50, 99.9, 100])
  func `small counts have the exact quantile`(mean: Double) {
    for size in [nil, 0.3, 1, 5, 80, 1e6] as [Double?] {
      let noise = CountNoise(mean: mean, size: size)
      for share in Self.shares.dropLast() {
        #expect(noise.quantile(share) == noise.exactQuantile(share), "\(size ?? 0) \(share)")
      }
      // One chance in 10¹² is lost in the rounding of what has been added up.
      let (far, exact) = (noise.quantile(1 - 1e-12), noise.exactQuantile(1 - 1e-12))
      #expect(abs(far - exact) <= exact / 1000)
    }
  }

  @Test(arguments: [100.1, 249, 250, 251, 400, 1000, 12_345, 1e6])
  func `large counts are within one of the exact quantile`(mean: Double) {
    for size in [nil, 20, 100, 400, 1e4, 1e7] as [Double?] {
      let noise = CountNoise(mean: mean, size: size)
      for share in Self.shares.dropFirst(2).dropLast(2) {
        // A negative binomial of a million varies by thousands: one part in a thousand of that is as near.
        let deviation = (mean + (size.map { mean * mean / $0 } ?? 0)).squareRoot()
        let near = max(1, deviation / 1000)
        #expect(abs(noise.quantile(share) - noise.exactQuantile(share)) <= near, "\(size ?? 0) \(share)")
      }
    }
  }

  @Test func `no share however great makes a count without end`() {
    for mean in [1e-300, 0.5, 40, 100] {
      let most = CountNoise(mean: mean, size: nil).quantile(1 - 0x1p-53)
      #expect(most.isFinite && most < mean + 20 * (mean + 1))
    }
    #expect(CountNoise(mean: 0, size: nil).quantile(0.999) == 0)
    #expect(CountNoise(mean: -1, size: 3).quantile(0.999) == 0)
    #expect(CountNoise(mean: .nan, size: 3).quantile(0.999) == 0)
  }

  @Test func `counts rise with the share`() {
    for mean in [0.7, 30, 120, 3000] {
      let counts = stride(from: 0.01, to: 1, by: 0.01).map { CountNoise(mean: mean, size: 7).quantile($0) }
      #expect(counts == counts.sorted())
    }
  }
}
