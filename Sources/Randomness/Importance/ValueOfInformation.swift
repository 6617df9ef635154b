/// What it would be worth to know uncertain inputs before choosing one of several options.
///
/// Without more knowledge the option with the greatest mean net benefit is chosen. Who knew all inputs would
/// choose the best option of each draw: the expected gain is the value of perfect information,
/// E max_d NB_d − max_d E NB_d. Who knew some of the inputs would choose by E(NB_d | inputs): the gain is the
/// value of partial perfect information, E max_d E(NB_d | inputs) − max_d E NB_d. The conditional expectations
/// are regressions over the same draws (Strong, Oakley and Brennan, *Estimating multiparameter partial expected
/// value of perfect information from a probabilistic sensitivity analysis sample: a nonparametric regression
/// approach*, Medical Decision Making 34:311, 2014), here of each option's difference from the one that is best
/// on average. Where two options are all but equal on average, the greatest mean is overestimated, and the
/// values are too low by up to a standard error.
///
///     let information = ValueOfInformation(netBenefits: [treated, untreated], inputs: [price, survival])
///     information?.perfect.value             // pounds, if net benefits are pounds
///     information?.partial(of: [0]).value    // knowing the price
///     information?.partial(of: [0, 1]).value // knowing both
public struct ValueOfInformation: Sendable {
  /// The option with the greatest mean net benefit, the first of equal ones: its place among the options.
  public let bestOption: Int
  /// The value of knowing all inputs, and all else that differs between draws.
  public let perfect: InformationValue
  /// The net benefits of the other options, less those of the best, and their means.
  private let differences: [[Double]]
  private let means: [Double]
  private let curves: [InputCurve]

  /// The values that some draws tell.
  ///
  /// Nil unless there are two options or more, every column has as many draws as the others, ten at least, and
  /// all numbers are finite.
  ///
  /// - Parameters:
  ///   - netBenefits: for each option its net benefit in each draw.
  ///   - inputs: for each uncertain input its value in each draw.
  public init?(netBenefits: [[Double]], inputs: [[Double]]) {
    guard netBenefits.count >= 2, let draws = netBenefits.first?.count, draws >= 10,
      (netBenefits + inputs).allSatisfy({ $0.count == draws && $0.allSatisfy(\.isFinite) })
    else { return nil }
    let expected = netBenefits.map(mean(of:))
    let best = expected.indices.max { (expected[$0], -$0) < (expected[$1], -$1) } ?? 0
    let others = netBenefits.indices.filter { $0 != best }
    bestOption = best
    differences = others.map { other in zip(netBenefits[other], netBenefits[best]).map { $0 - $1 } }
    means = differences.map(mean(of:))
    perfect = InformationValue(gains: Self.gains(of: differences, chosenBy: differences))
    curves = inputs.map(InputCurve.init)
  }

  /// What each draw gains when the option is chosen by what is known of it: the best stays unless another
  /// promises more.
  private static func gains(of differences: [[Double]], chosenBy known: [[Double]]) -> [Double] {
    (differences.first ?? []).indices.map { draw in
      var (promised, gain) = (0.0, 0.0)
      for option in known.indices where known[option][draw] > promised {
        (promised, gain) = (known[option][draw], differences[option][draw])
      }
      return gain
    }
  }

  /// The value of knowing some inputs, named by their places among the columns.
  public func partial(of inputs: [Int]) -> InformationValue {
    partial(ofEach: [inputs]).first ?? .nothing
  }

  /// The values of knowing each of some sets of inputs, in the order of the sets.
  ///
  /// Who knows more can ignore it, so what is gained by any part of a set is gained by the whole: the value of a
  /// set is the greatest estimate of any of its parts that were looked at, and at most the value of perfect
  /// information. These are all parts of a set of up to four inputs, each input of a larger one, and all
  /// sets that are asked for together. So no value falls when inputs are added to a set of up to four, nor
  /// between any sets that are asked for together.
  public func partial(ofEach sets: [[Int]]) -> [InformationValue] {
    let asked = sets.map { Set($0).sorted() }
    var estimates: [[Int]: InformationValue] = [:]
    var order: [[Int]] = []
    for set in asked {
      for (part, estimate) in self.estimates(of: set, except: estimates) {
        estimates[part] = estimate
        order.append(part)
      }
    }
    return asked.map { set in
      let whole = Set(set)
      let parts = order.filter { whole.isSuperset(of: $0) }.compactMap { estimates[$0] }
      let greatest = parts.reduce(InformationValue.nothing) { $1.value > $0.value ? $1 : $0 }
      return greatest.value > perfect.value ? perfect : greatest
    }
  }

  /// The estimates of the parts of a set that are looked at and not yet known.
  private func estimates(
    of set: [Int],
    except known: [[Int]: InformationValue]
  ) -> [(part: [Int], estimate: InformationValue)] {
    guard set.count > PartsOfSet.allUpTo else {
      let parts = PartsOfSet.all(of: set).filter { known[$0] == nil }
      guard !parts.isEmpty else { return [] }
      let surface = surface(over: set)
      return parts.map { ($0, estimate(Array(repeating: surface, count: means.count), on: $0)) }
    }
    let single = set.flatMap { estimates(of: [$0], except: known) }
    guard known[set] == nil else { return single }
    return single + [(set, estimate(wideSurfaces(over: set), on: set))]
  }

  /// The value of knowing inputs, by one regression for each difference.
  private func estimate(_ surfaces: [ResponseSurface], on inputs: [Int]) -> InformationValue {
    let fitted = differences.indices.map { option in
      SurfaceFit(surfaces[option], outcome: option, on: inputs, draws: draws)
        .values(surfaces[option], around: means[option], draws: draws)
    }
    let promised = Self.gains(of: fitted, chosenBy: fitted)
    let gains = Self.gains(of: differences, chosenBy: fitted)
    return InformationValue(gains: gains, value: mean(of: promised))
  }

  private var draws: Int { differences.first?.count ?? 0 }

  /// Curves of up to eight columns over a few inputs, and four products of each two.
  private func surface(over set: [Int]) -> ResponseSurface {
    ResponseSurface(
      set.map { ($0, curve(of: $0)) },
      sizes: [1, 2, 4, 8],
      pairs: set,
      productWidth: 2,
      outcomes: differences
    )
  }

  /// For each difference, curves of up to four columns over those of many inputs that matter alone, and a
  /// product of each two of eight: of these, and then of the others in their order.
  private func wideSurfaces(over set: [Int]) -> [ResponseSurface] {
    let curves = set.map { ($0, curve(of: $0)) }
    let sizes = [1, 2, 4]
    let alone = ResponseSurface(curves, sizes: sizes, pairs: [], productWidth: 0, outcomes: differences)
    return differences.indices.map { option in
      let inputs = SurfaceFit(alone, outcome: option, on: set, draws: draws).inputs
      let pairs = (inputs + set.filter { !inputs.contains($0) }).prefix(8)
      return ResponseSurface(
        curves.filter { inputs.contains($0.0) || pairs.contains($0.0) },
        sizes: sizes,
        pairs: Array(pairs),
        productWidth: 1,
        outcomes: differences
      )
    }
  }

  private func curve(of input: Int) -> InputCurve {
    precondition(curves.indices.contains(input), "an input is named by its place among the columns")
    return curves[input]
  }
}
