public import Quantities

/// What a file of priced lines comes to. Two bases are not added: each has its own total.
public struct PriceTotals: Sendable {
  /// The lines of one basis.
  public struct Part: Sendable {
    /// How many lines have a core of it.
    public var lines = 0
    /// What is of it together: of their cores, and of what is unbundled anywhere.
    public var value = PenceTotal()
    /// Of that, what rests on unverified figures.
    public var unverified = PenceTotal()
  }

  /// The lines that share a reason for having no price.
  public struct Gap: Sendable {
    /// How many.
    public var lines = 0
    /// The names of the first of them, in the order of the file.
    public var first: [String] { named.map(\.name) }
    var named: [(order: Int, name: String)] = []
  }

  /// The priced lines, by basis.
  public private(set) var priced: [CostBasis: Part] = [:]
  /// The lines without a price, by reason.
  public private(set) var unpriced: [String: Gap] = [:]
  /// The lines that were priced and are miscoded, by exception.
  public private(set) var exceptions: [String: Gap] = [:]

  static let namedLines = 5

  /// Nothing so far.
  public init() {}

  /// How many lines there are.
  public var lines: Int {
    priced.values.reduce(0) { $0 + $1.lines } + unpriced.values.reduce(0) { $0 + $1.lines }
  }

  /// Adds a line.
  ///
  /// - Parameters:
  ///   - price: what it is worth.
  ///   - identifier: its name.
  ///   - order: its place in the file, so that the first lines are named whatever the order of adding.
  public mutating func add(_ price: LinePrice, named identifier: @autoclosure () -> String, order: Int) {
    if let core = price.coreValue, let unbundled = price.unbundledValue {
      priced[price.basis, default: Part()].lines += 1
      add(core, at: price.basis, price.evidence)
      if let basis = price.unbundledBasis, unbundled != .zero { add(unbundled, at: basis, price.evidence) }
    } else {
      unpriced[price.unpriced ?? "", default: Gap()].note(identifier(), order)
    }
    if !price.exceptions.isEmpty { note(price.exceptions, named: identifier(), order: order) }
  }

  /// Notes what is wrong with the coding of a line.
  mutating func note(_ found: LineExceptions, named identifier: @autoclosure () -> String, order: Int) {
    for (exception, name) in LineExceptions.names where found.contains(exception) {
      exceptions[name, default: Gap()].note(identifier(), order)
    }
  }

  private mutating func add(_ value: Pence, at basis: CostBasis, _ evidence: Evidence) {
    priced[basis, default: Part()].value += value
    if evidence == .unverified { priced[basis, default: Part()].unverified += value }
  }

  mutating func add(_ part: Part, at basis: CostBasis) {
    priced[basis, default: Part()].lines += part.lines
    priced[basis, default: Part()].value += part.value
    priced[basis, default: Part()].unverified += part.unverified
  }

  mutating func add(_ gap: Gap, because reason: String) {
    unpriced[reason, default: Gap()].add(gap)
  }

  /// Adds the totals of other lines.
  public mutating func add(_ later: PriceTotals) {
    for (basis, part) in later.priced { add(part, at: basis) }
    for (reason, gap) in later.unpriced { add(gap, because: reason) }
    for (name, gap) in later.exceptions { exceptions[name, default: Gap()].add(gap) }
  }

  /// The totals in words: by basis, then what has no price and why, then what is miscoded.
  public var report: String {
    let all = lines == 1 ? "1 line" : "\(Self.count(lines)) lines"
    var text = all
    for (basis, part) in priced.sorted(by: { $0.key < $1.key }) {
      let lines = part.lines == 0 ? "unbundled" : Self.count(part.lines)
      text += "\n  \(lines) at \(basis.name): £\(part.value)"
      if !part.unverified.isZero { text += ", of which £\(part.unverified) rests on unverified figures" }
    }
    let gaps = unpriced.values.reduce(0) { $0 + $1.lines }
    if gaps > 0 {
      text += "\n  \(Self.count(gaps)) without a price, valued at nothing:"
      for (reason, gap) in Self.sorted(unpriced) { text += "\n    \(Self.line(gap)): \(reason)" }
    }
    if !exceptions.isEmpty {
      text += "\n  to be corrected:"
      for (name, gap) in Self.sorted(exceptions) { text += "\n    \(Self.line(gap)): \(name)" }
    }
    return text
  }

  /// At most so many reasons are told.
  private static let toldReasons = 20

  private static func sorted(_ gaps: [String: Gap]) -> [(String, Gap)] {
    let ordered = gaps.sorted { ($1.value.lines, $0.key) < ($0.value.lines, $1.key) }
    guard ordered.count > toldReasons else { return ordered.map { ($0.key, $0.value) } }
    var rest = Gap()
    for (_, gap) in ordered.dropFirst(toldReasons) { rest.add(gap) }
    let told = ordered.prefix(toldReasons).map { ($0.key, $0.value) }
    return told + [("\(ordered.count - toldReasons) more reasons", rest)]
  }

  private static func line(_ gap: Gap) -> String {
    let names = gap.first.joined(separator: ", ") + (gap.lines > gap.first.count ? ", …" : "")
    return "\(count(gap.lines)) (\(names))"
  }

  /// A count with its thousands apart.
  private static func count(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text = "," + text }
      text = "\(digit)" + text
    }
    return text
  }
}

extension PriceTotals.Gap {
  /// Whether enough of its lines are named, of those that were added in order.
  var isNamed: Bool { named.count >= PriceTotals.namedLines }

  mutating func note(_ identifier: @autoclosure () -> String, _ order: Int) {
    lines += 1
    if named.count < PriceTotals.namedLines { named.append((order, identifier())) }
  }

  fileprivate mutating func add(_ later: Self) {
    lines += later.lines
    named = Array((named + later.named).sorted { $0.order < $1.order }.prefix(PriceTotals.namedLines))
  }
}
