#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The Dirichlet distribution of shares that make up a whole, such as the stages at diagnosis.
public struct DirichletDistribution: Hashable, Sendable {
  /// The shapes aᵢ: as if so many patients had been seen in each part.
  public let shapes: [Double]

  private let parts: [GammaDistribution]

  /// A Dirichlet distribution; nil unless there is a shape, all are at least 10⁻³⁰⁰, and their sum is finite.
  public init?(shapes: [Double]) {
    let parts = shapes.compactMap { GammaDistribution(shape: $0, scale: 1) }
    // Below 10⁻³⁰⁰ the logarithms of the gamma variables leave the range too.
    guard parts.count == shapes.count, let least = shapes.min(), least >= 1e-300 else { return nil }
    guard shapes.reduce(0, +).isFinite else { return nil }
    self.shapes = shapes
    self.parts = parts
  }

  /// aᵢ over the sum of the shapes.
  public var means: [Double] {
    let size = shapes.reduce(0, +)
    return shapes.map { $0 / size }
  }

  /// meanᵢ(1 − meanᵢ)/(sum of the shapes + 1).
  public var variances: [Double] {
    let size = shapes.reduce(0, +)
    return means.map { $0 * (1 - $0) / (size + 1) }
  }

  /// The shares drawn at an address: gamma variables, the index counting the parts, over their sum.
  ///
  /// They add up to 1 but for rounding. Gamma variables of small shapes can all be below the least number there
  /// is; their logarithms are not, so that the shares are right even then.
  public func sample(from stream: RandomStream, draw: Int) -> [Double] {
    let logarithms = parts.enumerated().map { index, part in
      part.logStandardQuantile(stream.uniform(draw: draw, index: index))
    }
    let largest = logarithms.max() ?? 0
    let sizes = logarithms.map { exp($0 - largest) }
    let whole = sizes.reduce(0, +)
    return sizes.map { $0 / whole }
  }
}
