public import Quantities

/// How a price comes about: what an episode is expected to use, item by item.
public struct BuildUp: Sendable {
  /// For whom the price is.
  public struct Group: Hashable, Sendable {
    /// The stage; nil for all.
    public let stage: Stage?
    /// The subtype; nil for all.
    public let subtype: String?

    /// The group in words.
    public var name: String {
      let words = [stage.map { "stage \($0)" }, subtype].compactMap(\.self).filter { !$0.isEmpty }
      return words.isEmpty ? "all" : words.joined(separator: ", ")
    }
  }

  /// Something that an episode is expected to use.
  public struct Item: Sendable {
    /// The part of the bundle that it belongs to: a step's id, or a name.
    public let component: String
    /// What it is called.
    public let name: String
    /// What it is paid by.
    public let currency: CurrencyCode?
    /// How it is delivered.
    public let pointOfDelivery: PointOfDelivery?
    /// Units for each episode.
    public let units: Activity
    /// Pounds per unit; nil where only a value is known.
    public let unitPrice: UnitPrice?
    /// Pounds for each episode, less the reduction, before rounding.
    public let exact: ExactPounds
    /// The weakest of what it rests on.
    public let evidence: Evidence
    /// Where it comes from.
    public let source: String
  }

  /// For whom the price is.
  public let group: Group
  /// The items, by component in order.
  public let items: [Item]
  /// The price of an episode.
  public let price: Pence
  /// The episodes that it was worked out from; nil when it is stated.
  public let episodes: Activity?
  /// How well it is supported.
  public let evidence: Evidence
  /// Where it comes from.
  public let source: String

  /// The components in order, each with its amount rounded half up.
  public var components: [(name: String, amount: Pence)] {
    var order: [String] = []
    var exact: [String: ExactPounds] = [:]
    for item in items {
      if exact[item.component] == nil { order.append(item.component) }
      exact[item.component] = (exact[item.component] ?? .zero) + item.exact
    }
    return order.map { ($0, (exact[$0] ?? .zero).rounded(.penceHalfUp)) }
  }

  /// The price less the rounded components; the whole price when it is stated.
  public var roundingDifference: Pence { price - components.map(\.amount).total() }
}

extension BuildUp.Group: Comparable {
  /// Orders by stage and subtype.
  public static func < (one: Self, other: Self) -> Bool {
    let stages = Stage.allCases
    let place = { (group: Self) in group.stage.flatMap { stages.firstIndex(of: $0) } ?? -1 }
    return (place(one), one.subtype ?? "") < (place(other), other.subtype ?? "")
  }
}
