import Quantities
import TestSupport
import Testing

struct PenceTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `splitting never loses a penny`(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<20 {
      let amount = Pence(random.number())
      let weights = weights(&random)
      #expect(amount.split(by: weights).total() == amount)
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `each part is its exact share, cut or raised to a whole penny`(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<20 {
      let amount = random.number()
      let weights = weights(&random)
      let whole = weights.reduce(Int128(0)) { $0 + Int128($1) }
      guard whole > 0 else { continue }
      for (part, weight) in zip(Pence(amount).split(by: weights), weights) {
        let exact = Int128(amount.magnitude) * Int128(weight)
        let above = Int128(part.amount.magnitude) * whole - exact
        #expect(abs(above) < whole)
        #expect(part.amount == 0 || (part.amount < 0) == (amount < 0))
      }
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a weight of zero takes nothing while another takes something`(seed: UInt64) {
    var random = Seeded(seed)
    let amount = Pence(random.number())
    let weights = weights(&random) + [1]
    for (part, weight) in zip(amount.split(by: weights), weights) where weight == 0 {
      #expect(part == .zero)
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a debt is split as the same credit would be`(seed: UInt64) {
    var random = Seeded(seed)
    let amount = Pence(random.magnitude())
    let weights = weights(&random)
    let debt = (Pence.zero - amount).split(by: weights)
    #expect(debt == amount.split(by: weights).map { .zero - $0 })
  }

  @Test(
    arguments: [
      (100, [1, 1, 1], [34, 33, 33]), (101, [1, 1, 1], [34, 34, 33]), (-100, [1, 1, 1], [-34, -33, -33]),
      (1, [1, 1], [1, 0]), (-1, [1, 1], [-1, 0]), (1, [0, 1, 1], [0, 1, 0]),
      (5, [1, 1, 1, 1], [2, 1, 1, 1]),
    ] as [(Int64, [Int64], [Int64])]
  )
  func `ties go to the earlier part`(amount: Int64, weights: [Int64], parts: [Int64]) {
    #expect(Pence(amount).split(by: weights) == parts.map(Pence.init))
  }

  @Test(
    arguments: [
      (100, [1, 2], [33, 67]), (10, [1, 2, 3, 4], [1, 2, 3, 4]), (7, [3, 3, 3], [3, 2, 2]),
      (100, [1, 6, 1], [13, 75, 12]), (3, [1, 99], [0, 3]), (0, [1, 2], [0, 0]), (42, [7], [42]),
    ] as [(Int64, [Int64], [Int64])]
  )
  func `the odd pence go to the largest remainders`(amount: Int64, weights: [Int64], parts: [Int64]) {
    #expect(Pence(amount).split(by: weights) == parts.map(Pence.init))
  }

  @Test func `the first part takes everything when all weights are zero`() {
    #expect(Pence(-7).split(by: [0, 0, 0]) == [Pence(-7), .zero, .zero])
  }

  @Test(arguments: [Int64.min, .min + 1, -1, 0, 1, .max - 1, .max])
  func `the largest amounts and weights are split without overflow`(amount: Int64) {
    let pence = Pence(amount)
    for weights in [[.max], [.max, .max, .max], [1, .max], [.max, 0, 1], [1, 1]] as [[Int64]] {
      #expect(pence.split(by: weights).reduce(Int128(0)) { $0 + Int128($1.amount) } == Int128(amount))
    }
  }

  @Test func `nothing is split among nobody`() {
    #expect(Pence.zero.split(by: []) == [])
  }

  @Test func `a negative weight is a mistake of the program`() async {
    await #expect(processExitsWith: .failure) { print(Pence(100).split(by: [3, -1])) }
  }

  @Test func `a sum that does not fit stops the program`() async {
    await #expect(processExitsWith: .failure) { print(Pence(.max) + Pence(1)) }
  }

  @Test func `amounts are added, subtracted and ordered`() {
    var total = Pence(250)
    total += Pence(-300)
    #expect(total == Pence(-50))
    #expect(Pence(1) - Pence(3) == Pence(-2))
    #expect(Pence(-2) < .zero)
    #expect([Pence(1), Pence(2), Pence(3)].total() == Pence(6))
    #expect([Pence]().total() == .zero)
  }

  @Test(
    arguments: [
      (0, "0.00"), (5, "0.05"), (-5, "-0.05"), (50, "0.50"), (237_815, "2378.15"), (-100, "-1.00"),
      (.min, "-92233720368547758.08"),
    ] as [(Int64, String)]
  )
  func `an amount prints as pounds with two decimals`(amount: Int64, text: String) {
    #expect(Pence(amount).description == text)
  }

  /// One to ten weights: zero, small or as large as they come.
  private func weights(_ random: inout Seeded) -> [Int64] {
    (0..<Int.random(in: 1...10, using: &random)).map { _ in
      switch Int.random(in: 0..<4, using: &random) {
      case 0: 0
      case 1: Int64.random(in: 1...3, using: &random)
      default: random.magnitude()
      }
    }
  }
}
