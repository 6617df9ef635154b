import TestSupport
import Testing

@testable import FundingFlows

struct ShapleySharesTests {
  private static let factorials: [Int64] = [1, 1, 2, 6, 24, 120, 720, 5040]

  /// What each set of players wins; whole multiples of a factor.
  private func game(_ random: inout Seeded, _ players: Int, _ largest: Int, factor: Int64 = 1) -> [Int64] {
    (0..<(1 << players)).map { _ in Int64(random.int(-largest...largest)) * factor }
  }

  /// m! × the part of each player: what players add in each order, summed over all orders.
  private func summedOverOrders(_ wins: [Int64], _ players: Int) -> [Int128] {
    var sums = [Int128](repeating: 0, count: players)
    func walk(_ taken: Int, _ added: [Int128]) {
      guard taken + 1 < 1 << players else {
        for player in 0..<players { sums[player] += added[player] }
        return
      }
      for player in 0..<players where taken & (1 << player) == 0 {
        var next = added
        next[player] = Int128(wins[taken | (1 << player)]) - Int128(wins[taken])
        walk(taken | (1 << player), next)
      }
    }
    walk(0, sums)
    return sums
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `parts add up, and are the mean over all orders to less than one unit`(seed: UInt64) {
    var random = Seeded(seed)
    let players = random.int(0...6)
    let wins = game(&random, players, random.pick([1, 100, 1_000_000_000_000_000]))
    let parts = ShapleyShares(players: players).parts(of: wins)
    #expect(parts.count == players)
    #expect(parts.reduce(0, +) == wins[wins.count - 1] - wins[0])
    let orders = Int128(Self.factorials[players])
    for (part, sum) in zip(parts, summedOverOrders(wins, players)) {
      #expect((Int128(part) * orders - sum).magnitude < orders)
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `whoever has the larger remainder is rounded up first`(seed: UInt64) {
    var random = Seeded(seed)
    let players = random.int(2...5)
    let wins = game(&random, players, 1000)
    guard wins[wins.count - 1] > wins[0] else { return }
    let orders = Int128(Self.factorials[players])
    let over = zip(ShapleyShares(players: players).parts(of: wins), summedOverOrders(wins, players))
      .map { Int128($0) * orders - $1 }
    // What is added to one's exact value is never more than would have been added to another's.
    for up in over where up > 0 {
      #expect(over.filter { $0 < 0 }.allSatisfy { $0 + orders >= up })
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `other names for the players give each the same part`(seed: UInt64) {
    var random = Seeded(seed)
    let players = random.int(2...7)
    let wins = game(&random, players, 1000, factor: Self.factorials[players])
    let names = Array(0..<players).shuffled(using: &random)
    let renamed = wins.indices.map { renamed in
      wins[(0..<players).reduce(0) { $0 | (renamed & (1 << $1) == 0 ? 0 : 1 << names[$1]) }]
    }
    let shares = ShapleyShares(players: players)
    let parts = shares.parts(of: wins)
    #expect(shares.parts(of: renamed) == names.map { parts[$0] })
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `a player who adds nothing gets nothing, and the others what they get without him`(seed: UInt64) {
    var random = Seeded(seed)
    let players = random.int(1...6)
    let wins = game(&random, players, 1000)
    let idle = random.int(0...players)
    let low = (1 << idle) - 1
    let withIdle = (0..<(1 << (players + 1))).map { wins[($0 & low) | (($0 >> (idle + 1)) << idle)] }
    var parts = ShapleyShares(players: players + 1).parts(of: withIdle)
    #expect(parts.remove(at: idle) == 0)
    #expect(parts == ShapleyShares(players: players).parts(of: wins))
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `the parts of two games together are the sums of their parts`(seed: UInt64) {
    var random = Seeded(seed)
    let players = random.int(1...7)
    let one = game(&random, players, 1000, factor: Self.factorials[players])
    let other = game(&random, players, 1000, factor: Self.factorials[players])
    let shares = ShapleyShares(players: players)
    let sums = zip(shares.parts(of: one), shares.parts(of: other)).map { $0 + $1 }
    #expect(shares.parts(of: zip(one, other).map { $0 + $1 }) == sums)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `the way back gives the same parts with the other sign`(seed: UInt64) {
    var random = Seeded(seed)
    let players = random.int(1...6)
    let wins = game(&random, players, 3)
    let shares = ShapleyShares(players: players)
    #expect(shares.parts(of: wins.reversed()) == shares.parts(of: wins).map { -$0 })
  }

  /// Littlechild and Owen 1973: of the cost of a runway as long as the largest plane needs, each stretch is shared
  /// evenly among the planes that need it.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `the parts of a runway are those of Littlechild and Owen`(seed: UInt64) {
    var random = Seeded(seed)
    let stretches = (0..<7).map { _ in Int64(random.int(0...1000) * 420) }
    let cost = (0..<128).map { planes in
      stretches.prefix(Int.bitWidth - planes.leadingZeroBitCount).reduce(0, +)
    }
    let expected = (0..<7).map { plane in (0...plane).reduce(0) { $0 + stretches[$1] / Int64(7 - $1) } }
    #expect(ShapleyShares(players: 7).parts(of: cost) == expected)
  }

  @Test func `ties go to the earlier player, for a loss as for a gain`() {
    let shares = ShapleyShares(players: 2)
    #expect(shares.parts(of: [0, 0, 0, 1]) == [1, 0])
    #expect(shares.parts(of: [0, 0, 0, -1]) == [-1, 0])
    #expect(shares.parts(of: [0, 1, 0, 0]) == [1, -1])
    #expect(shares.parts(of: [5, 5, 5, 5]) == [0, 0])
    #expect(ShapleyShares(players: 3).parts(of: [0, 0, 0, 0, 0, 0, 0, 2]) == [1, 1, 0])
    #expect(ShapleyShares(players: 0).parts(of: [7]) == [])
  }

  @Test func `the largest amounts that a tally may hold are shared without overflow`() {
    let limit = Int64(Tally<Int>.limit)
    let wins = (0..<128).map { $0.nonzeroBitCount.isMultiple(of: 2) ? -limit : limit }
    let parts = ShapleyShares(players: 7).parts(of: wins)
    #expect(parts.reduce(0, +) == 2 * limit)
    let alone = (0..<128).map { $0 & 1 == 0 ? -limit : limit }
    #expect(ShapleyShares(players: 7).parts(of: alone) == [2 * limit, 0, 0, 0, 0, 0, 0])
  }
}
