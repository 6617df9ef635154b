import Randomness
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct FirstOrderShareTests {
  @Test func `the shares of the Ishigami function are those published`() throws {
    // Ishigami and Homma 1990, with a = 7 and b = 0.1: 0.3139, 0.4424 and 0.
    let draws = PretendDraws(seed: 1)
    let inputs = (0..<3).map { input in draws.uniforms("x\(input)", 5000).map { (2 * $0 - 1) * Double.pi } }
    let outcome = (0..<5000).map { draw in
      let (one, two, three) = (inputs[0][draw], inputs[1][draw], inputs[2][draw])
      return sin(one) + 7 * sin(two) * sin(two) + 0.1 * three * three * three * three * sin(one)
    }
    let shares = try inputs.map { try #require(firstOrderShare(of: $0, in: outcome)) }
    #expect(abs(shares[0] - 0.3139) < 0.03)
    #expect(abs(shares[1] - 0.4424) < 0.03)
    #expect(shares[2] < 0.01)
  }

  @Test func `an input that is all there is explains all, at any scale`() throws {
    let input = PretendDraws(seed: 2).normals("input", 300)
    #expect(try #require(firstOrderShare(of: input, in: input.map { 5 - 1e9 * $0 })) > 1 - 1e-9)
    #expect(try #require(firstOrderShare(of: input.map { 1e-9 * $0 }, in: input.map { $0 * $0 })) > 0.9)
  }

  @Test func `an input of two or three values explains as their means differ`() throws {
    let kinds = PretendDraws(seed: 3).uniforms("kind", 4000).map { ($0 * 3).rounded(.down) }
    let noise = PretendDraws(seed: 3).normals("noise", 4000)
    let means = [0.0, 3, 0]
    let outcome = zip(kinds, noise).map { kind, noise in means[Int(kind)] + noise }
    // The variance of the means is 2, that of the noise 1.
    #expect(abs(try #require(firstOrderShare(of: kinds, in: outcome)) - 2.0 / 3) < 0.03)
    let isMiddle = kinds.map { $0 == 1 ? 1.0 : 0 }
    #expect(abs(try #require(firstOrderShare(of: isMiddle, in: outcome)) - 2.0 / 3) < 0.03)
  }

  @Test func `what is constant explains nothing, and columns that do not fit give nil`() {
    let column = (1...20).map(Double.init)
    let constant = [Double](repeating: 0.3, count: 20)
    #expect(firstOrderShare(of: constant, in: column) == 0)
    #expect(firstOrderShare(of: column, in: constant) == 0)
    #expect(firstOrderShare(of: column, in: [1, 2]) == nil)
    #expect(firstOrderShare(of: [1, 2, 3], in: [1, 2, 3]) == nil)
    #expect(firstOrderShare(of: column.map { $0 / 0 }, in: column) == nil)
  }
}
