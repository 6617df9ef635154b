/// The weighted cross-products X'WX of a design, prepared so that new weights cost one pass.
///
/// Each product of two entries of a row has its place in the envelope worked out beforehand.
struct CrossProducts: Sendable {
  let envelope: Envelope
  private let starts: [Int]
  private let places: [Int]
  private let products: [Double]

  init(of rows: PackedRows, columns: Int) {
    var firsts = Array(0..<columns)
    for row in 0..<rows.count {
      let range = rows.starts[row]..<rows.starts[row + 1]
      guard let least = range.first.map({ rows.columns[$0] }) else { continue }
      for index in range { firsts[rows.columns[index]] = min(firsts[rows.columns[index]], least) }
    }
    let envelope = Envelope(firsts: firsts)
    var starts = [0]
    var places: [Int] = []
    var products: [Double] = []
    for row in 0..<rows.count {
      let range = rows.starts[row]..<rows.starts[row + 1]
      for upper in range {
        for lower in range.lowerBound...upper {
          places.append(envelope.place(rows.columns[upper], rows.columns[lower]))
          products.append(rows.values[upper] * rows.values[lower])
        }
      }
      starts.append(places.count)
    }
    self.envelope = envelope
    self.starts = starts
    self.places = places
    self.products = products
  }

  /// Sets `elements` to X'WX for these weights of the rows.
  func sum(weights: [Double], into elements: inout [Double]) {
    for place in elements.indices { elements[place] = 0 }
    for row in weights.indices {
      let weight = weights[row]
      for index in starts[row]..<starts[row + 1] { elements[places[index]] += weight * products[index] }
    }
  }
}
