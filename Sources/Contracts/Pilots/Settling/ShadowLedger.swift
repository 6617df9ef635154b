public import Quantities

/// What is paid under the tariff in force and under the pilot, line by line.
///
/// The column in force adds up to the ledger of the activity. The pilot's adds up to what the pilot pays: for each
/// patient, provider and commissioner, bundle payments and unbundled lines together. Payments between providers
/// add up to nothing.
public struct ShadowLedger: Sendable {
  /// The entries, in order.
  public private(set) var entries: [ShadowEntry]

  /// Keeps entries.
  public init(_ entries: [ShadowEntry] = []) {
    self.entries = entries
  }

  mutating func append(_ entry: ShadowEntry) { entries.append(entry) }

  /// Marks entries as paid inside something else.
  mutating func include(_ places: [Int], in name: String) {
    for place in places where entries[place].pilot != nil {
      entries[place].pilot = .zero
      entries[place].includedIn = name
    }
  }

  /// What is paid under the tariff in force.
  public var inForce: Pence { entries.compactMap(\.inForce).total() }

  /// What the pilot pays.
  public var pilot: Pence { entries.compactMap(\.pilot).total() }

  /// Both sums by a property of the entries.
  public func totals<Key: Hashable>(by key: (ShadowEntry) -> Key) -> [Key: Paid] {
    var totals: [Key: Paid] = [:]
    for entry in entries { totals[key(entry), default: Paid()].add(entry) }
    return totals
  }

  /// What is paid under both tariffs.
  public struct Paid: Hashable, Sendable {
    /// Under the tariff in force.
    public private(set) var inForce = Pence.zero
    /// Under the pilot.
    public private(set) var pilot = Pence.zero

    /// The pilot's payment less that in force.
    public var difference: Pence { pilot - inForce }

    mutating func add(_ entry: ShadowEntry) {
      inForce += entry.inForce ?? .zero
      pilot += entry.pilot ?? .zero
    }
  }
}
