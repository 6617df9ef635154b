/// The parts of a set of inputs.
enum PartsOfSet {
  /// The size up to which all parts of a set are looked at: four inputs have fifteen.
  static let allUpTo = 4

  /// All parts but the empty one, in an order of their own.
  static func all(of set: [Int]) -> [[Int]] {
    (1..<(1 << set.count)).map { bits in
      set.indices.filter { bits >> $0 & 1 == 1 }.map { set[$0] }
    }
  }
}
