import Randomness
import Testing

/// What is known in closed form, or must hold of any model.
struct ValueOfInformationTests {
  /// Whether an estimate is within four of its standard errors of what it should be.
  private func isNear(_ estimate: InformationValue, _ expected: Double) -> Bool {
    estimate.standardError > 0 && abs(estimate.value - expected) < 4 * estimate.standardError
  }

  @Test(arguments: [-1.5, 0.7, 3])
  func `of a normal net benefit the values are those of the closed form`(mean: Double) throws {
    let draws = PretendDraws(seed: 7)
    let inputs = ["a", "b", "c"].map { draws.normals($0, 6000) }
    let noise = draws.normals("noise", 6000)
    let benefit = (0..<6000).map { mean + 3 * inputs[0][$0] + 2 * inputs[1][$0] + 2 * noise[$0] }
    let nothing = [Double](repeating: 0, count: 6000)
    let information = try #require(ValueOfInformation(netBenefits: [nothing, benefit], inputs: inputs))
    #expect(information.bestOption == (mean > 0 ? 1 : 0))
    #expect(isNear(information.perfect, normalValue(mean: mean, deviation: 17.0.squareRoot())))
    let values = information.partial(ofEach: [[0], [1], [0, 1], [2], [1, 2]])
    #expect(isNear(values[0], normalValue(mean: mean, deviation: 3)))
    #expect(isNear(values[1], normalValue(mean: mean, deviation: 2)))
    #expect(isNear(values[2], normalValue(mean: mean, deviation: 13.0.squareRoot())))
    #expect(values[3].value < 0.01 * information.perfect.value)
    #expect(isNear(values[4], normalValue(mean: mean, deviation: 2)))
  }

  @Test(arguments: [(2, 0.5641896), (3, 0.8462844), (5, 1.1629645)])
  func `of options alike the value is the expected greatest of as many normals`(
    options: Int,
    greatest: Double
  )
    throws
  {
    // The expected greatest of n standard normals: Tippett, Biometrika 17:364 (1925).
    let draws = PretendDraws(seed: 3)
    let inputs = (0..<options).map { draws.normals("input \($0)", 4000) }
    let noises = (0..<options).map { draws.normals("noise \($0)", 4000) }
    let benefits = zip(inputs, noises).map { zip($0, $1).map { 10 * $0 + 10 * $1 } }
    let information = try #require(ValueOfInformation(netBenefits: benefits, inputs: inputs))
    #expect(isNear(information.perfect, 10 * greatest * 2.0.squareRoot()))
    #expect(isNear(information.partial(of: Array(0..<options)), 10 * greatest))
  }

  @Test func `many inputs that matter a little are worth much together`() throws {
    let draws = PretendDraws(seed: 5)
    let inputs = (0..<9).map { draws.normals("input \($0)", 4000) }
    let noise = draws.normals("noise", 4000)
    let benefit = (0..<4000).map { draw in
      inputs.map { $0[draw] }.reduce(-1, +) + inputs[0][draw] * inputs[1][draw] + 3 * noise[draw]
    }
    let nothing = [Double](repeating: 0, count: 4000)
    let information = try #require(ValueOfInformation(netBenefits: [benefit, nothing], inputs: inputs))
    // The distribution of the product of two inputs is not normal; it is a tenth of the variance.
    let whole = information.partial(of: Array(0..<9))
    #expect(isNear(whole, normalValue(mean: -1, deviation: 10.0.squareRoot())))
    #expect(whole.value > 1.5 * information.partial(of: [0, 1, 2]).value)
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `no value falls when an input is added, is below 0, or above that of perfect information`(seed: UInt64)
    throws
  {
    let (inputs, benefits) = Self.model(seed)
    let information = try #require(ValueOfInformation(netBenefits: benefits, inputs: inputs))
    let sets = (0..<64).map { bits in (0..<6).filter { bits >> $0 & 1 == 1 } }
    let values = information.partial(ofEach: sets)
    for (bits, value) in values.enumerated() {
      #expect(value.value >= 0)
      #expect(value.value <= information.perfect.value)
      for added in 0..<6 { #expect(value.value <= values[bits | 1 << added].value) }
    }
    // A set of up to four has the same value whether it is asked for alone or with others.
    for bits in [1, 3, 10, 7, 45] where bits != 45 || seed < 4 {
      #expect(information.partial(of: sets[bits]) == values[bits])
    }
  }

  /// Few draws of a model with curves, products and noise, two to five options, some inputs that do not matter.
  private static func model(_ seed: UInt64) -> (inputs: [[Double]], benefits: [[Double]]) {
    let draws = PretendDraws(seed: seed)
    let inputs = (0..<6).map { draws.normals("input \($0)", 150) }
    let weights = draws.normals("weights", 40)
    let benefits = (0..<(2 + Int(seed % 4))).map { option in
      let noise = draws.normals("noise \(option)", 150)
      return (0..<150).map { draw in
        let x = inputs.map { $0[draw] }
        let weight = { (place: Int) in weights[option * 8 + place] }
        return weight(0) + weight(1) * x[0] + weight(2) * x[1] * x[1] + weight(3) * x[2] * x[3] + 2
          * noise[draw]
      }
    }
    return (inputs, benefits)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `noise is not taken for information`(seed: UInt64) throws {
    let draws = PretendDraws(seed: seed)
    let benefit = draws.normals("benefit", 1000).map { $0 - 0.1 }
    let nothing = [Double](repeating: 0, count: 1000)
    let inputs = (0..<3).map { draws.uniforms("input \($0)", 1000) }
    let information = try #require(ValueOfInformation(netBenefits: [nothing, benefit], inputs: inputs))
    #expect(information.partial(of: [0, 1, 2]).value < 0.05 * information.perfect.value)
  }

  @Test func `an input given twice, or made of others, adds nothing and does no harm`() throws {
    let draws = PretendDraws(seed: 2)
    let (one, other) = (draws.normals("one", 1000), draws.normals("other", 1000))
    let sum = zip(one, other).map { $0 + $1 }
    let benefit = zip(sum, draws.normals("noise", 1000)).map { $0 - 0.5 + $1 }
    let nothing = [Double](repeating: 0, count: 1000)
    let information = try #require(
      ValueOfInformation(netBenefits: [nothing, benefit], inputs: [one, one, other, sum])
    )
    #expect(information.partial(of: [0, 1]) == information.partial(of: [0]))
    let both = information.partial(of: [0, 2])
    #expect(Fit.isSame(information.partial(of: [0, 1, 2, 3]).value, both.value, within: 0.05))
    #expect(information.partial(of: [2, 0, 2]) == both)
  }

  @Test func `what does not vary is worth nothing to know`() throws {
    let draws = PretendDraws(seed: 4)
    let (input, constant) = (draws.normals("input", 100), [Double](repeating: 0.1, count: 100))
    let information = try #require(
      ValueOfInformation(netBenefits: [input, constant], inputs: [constant, input])
    )
    #expect(information.partial(of: [0]).value == 0)
    #expect(information.partial(of: []).value == 0)
    #expect(information.partial(of: [0, 1]) == information.partial(of: [1]))
  }

  @Test func `a choice that makes no difference is worth nothing`() throws {
    let input = PretendDraws(seed: 6).normals("input", 100)
    for options in [2, 3, 5] {
      let alike = [[Double]](repeating: input.map { 1e6 * $0 }, count: options)
      let information = try #require(ValueOfInformation(netBenefits: alike, inputs: [input]))
      #expect(information.bestOption == 0)
      #expect(information.perfect.value == 0)
      #expect(information.partial(of: [0]).value == 0)
    }
  }

  @Test func `a dominated option is worth nothing, and a known outcome is fitted as it is`() throws {
    let input = PretendDraws(seed: 8).normals("input", 500)
    let options = [input, input.map { $0 - 1 }, input.map { 2 * $0 }]
    let information = try #require(ValueOfInformation(netBenefits: options, inputs: [input]))
    let value = information.partial(of: [0]).value
    #expect(Fit.isSame(value, information.perfect.value, within: 1e-9))
  }

  @Test func `draws that do not fit together give nil`() {
    let ten = (1...10).map(Double.init)
    #expect(ValueOfInformation(netBenefits: [ten, ten], inputs: [ten]) != nil)
    #expect(ValueOfInformation(netBenefits: [ten], inputs: [ten]) == nil)
    #expect(ValueOfInformation(netBenefits: [ten, [1]], inputs: [ten]) == nil)
    #expect(ValueOfInformation(netBenefits: [ten, ten], inputs: [[1]]) == nil)
    #expect(ValueOfInformation(netBenefits: [ten, ten.map { $0 / 0 }], inputs: []) == nil)
    #expect(ValueOfInformation(netBenefits: [[1, 2], [2, 1]], inputs: []) == nil)
  }
}
