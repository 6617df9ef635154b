import Randomness
import Testing

struct SortedSampleTests {
  @Test(arguments: [(0, 1), (0.25, 1.75), (0.5, 2.5), (0.9, 3.7), (1, 4)])
  func `quantiles are those of R`(p: Double, quantile: Double) throws {
    // R 4: quantile(c(3, 1, 4, 2), p).
    let sample = try #require(SortedSample([3, 1, 4, 2]))
    #expect(Fit.isSame(sample.quantile(p), quantile, within: 1e-15))
  }

  @Test func `one value is every quantile, and infinities are no trouble`() throws {
    let one = try #require(SortedSample([7]))
    #expect([0, 0.3, 1].map(one.quantile) == [7, 7, 7])
    let endless = try #require(SortedSample([.infinity, 1, .infinity, -.infinity]))
    #expect(endless.quantile(0.9) == .infinity)
    #expect(endless.values == [-.infinity, 1, .infinity, .infinity])
  }

  @Test func `no sample is nil, and no share gives no number`() throws {
    #expect(SortedSample([]) == nil)
    #expect(SortedSample([1, .nan]) == nil)
    let sample = try #require(SortedSample([1, 2]))
    for p in [-0.1, 1.1, .nan] { #expect(sample.quantile(p).isNaN) }
  }
}
