public import Quantities

/// A gap split by what makes it; the effects add up to it, to the penny.
public struct GapEffects: Hashable, Sendable {
  private var volume = Pence.zero
  private var mix = Pence.zero
  private var price = Pence.zero
  private var marketForces = Pence.zero
  private var onlyInOffer = Pence.zero
  private var onlyInCounter = Pence.zero
  private var lumpSums = Pence.zero
  private var unpriced = Pence.zero
  private var arithmetic = Pence.zero

  /// No gap.
  public init() {}

  /// A gap made by one effect.
  init(_ effect: GapEffect, _ amount: Pence) {
    self[effect] = amount
  }

  /// What an effect adds to the gap.
  public internal(set) subscript(effect: GapEffect) -> Pence {
    get {
      switch effect {
      case .volume: volume
      case .mix: mix
      case .price: price
      case .marketForces: marketForces
      case .onlyInOffer: onlyInOffer
      case .onlyInCounter: onlyInCounter
      case .lumpSums: lumpSums
      case .unpriced: unpriced
      case .arithmetic: arithmetic
      }
    }
    set {
      switch effect {
      case .volume: volume = newValue
      case .mix: mix = newValue
      case .price: price = newValue
      case .marketForces: marketForces = newValue
      case .onlyInOffer: onlyInOffer = newValue
      case .onlyInCounter: onlyInCounter = newValue
      case .lumpSums: lumpSums = newValue
      case .unpriced: unpriced = newValue
      case .arithmetic: arithmetic = newValue
      }
    }
  }

  /// The gap: the sum of the effects.
  public var total: Pence {
    volume + mix + price + marketForces + onlyInOffer + onlyInCounter + lumpSums + unpriced + arithmetic
  }

  /// Adds the effects of another gap.
  public static func += (sum: inout GapEffects, other: GapEffects) {
    sum.volume += other.volume
    sum.mix += other.mix
    sum.price += other.price
    sum.marketForces += other.marketForces
    sum.onlyInOffer += other.onlyInOffer
    sum.onlyInCounter += other.onlyInCounter
    sum.lumpSums += other.lumpSums
    sum.unpriced += other.unpriced
    sum.arithmetic += other.arithmetic
  }

  /// The effect that moves most, up or down; the earlier of two that move alike; nil when none moves.
  public var largest: GapEffect? {
    let moving = GapEffect.allCases.filter { self[$0] != .zero }
    return moving.reduce(nil as GapEffect?) { found, effect in
      guard let found, self[found].amount.magnitude >= self[effect].amount.magnitude else { return effect }
      return found
    }
  }
}
