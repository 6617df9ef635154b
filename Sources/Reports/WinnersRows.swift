import Quantities

/// Providers by what they gain, the largest gain first and the largest loss last.
struct WinnersRows {
  /// The most providers that are shown.
  static let most = 20

  /// A provider that is shown.
  struct Row {
    let label: String
    let inForce: Pence
    let pilot: Pence
    let gain: Pence
  }

  /// How many providers, and how much for all of them.
  struct Sum {
    var count = 0
    var amount = Pence.zero
  }

  let shown: [Row]
  /// Those that there is no room for.
  private(set) var more = Sum()
  private(set) var gained = Sum()
  private(set) var lost = Sum()
  /// 0.01 % of all that is paid, at least £1: a scale is not shorter.
  let least: Pence

  init(_ providers: [WinnersChart.Provider]) {
    let all = providers.filter { $0.inForce != .zero || $0.pilot != .zero }.map {
      Row(label: $0.label, inForce: $0.inForce, pilot: $0.pilot, gain: $0.pilot - $0.inForce)
    }
    let ranked = all.sorted {
      ($1.gain.amount.magnitude, $0.label) < ($0.gain.amount.magnitude, $1.label)
    }
    shown = ranked.prefix(Self.most).sorted { ($1.gain, $0.label) < ($0.gain, $1.label) }
    let paid = all.reduce(Int128(0)) { $0 + Int128($1.inForce.amount.magnitude) }
    least = Pence(Int64(clamping: max(100, paid / 10_000)))
    for row in ranked.dropFirst(Self.most) { more.add(row.gain) }
    for row in all where row.gain > .zero { gained.add(row.gain) }
    for row in all where row.gain < .zero { lost.add(.zero - row.gain) }
  }

  /// The largest gain or loss in pence; nil where nobody gains or loses.
  var largest: UInt64? {
    let largest = shown.map(\.gain.amount.magnitude).max() ?? 0
    return largest > 0 ? largest : nil
  }
}

extension WinnersRows.Sum {
  fileprivate mutating func add(_ amount: Pence) {
    count += 1
    self.amount += amount
  }
}
