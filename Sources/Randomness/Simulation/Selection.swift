/// Finds the k-th least of many values without sorting them all.
///
/// Hoare's quickselect (*Communications of the ACM* 4:321, 1961) for several places at once, with pivots from a
/// sample, as Floyd and Rivest choose them (*Communications of the ACM* 18:165, 1975).
enum Selection {
  /// So few values are sorted.
  private static let few = 16

  /// Reorders values, all of them numbers, so that those at some places, given in rising order, are what they
  /// would be if all were sorted.
  static func place(_ places: [Int], of values: inout [Double]) {
    var span = values.mutableSpan
    place(places[...], of: &span, within: 0..<span.count)
  }

  private static func place(
    _ places: ArraySlice<Int>,
    of values: inout MutableSpan<Double>,
    within range: Range<Int>
  ) {
    guard let middle = places.indices.isEmpty ? nil : places[(places.startIndex + places.endIndex) / 2] else {
      return
    }
    guard range.count > few else { return sort(&values, range) }
    let pivot = pivot(near: middle, of: values, within: range)
    var cut = moveToFront(&values, range) { $0 < pivot }
    if cut == range.lowerBound {
      // The pivot is the least: its equals are in their places.
      cut = moveToFront(&values, range) { $0 <= pivot }
    } else {
      place(places.prefix { $0 < cut }, of: &values, within: range.lowerBound..<cut)
    }
    place(places.drop { $0 < cut }, of: &values, within: cut..<range.upperBound)
  }

  /// A value that leaves the place sought on the smaller side, but close to it.
  private static func pivot(
    near place: Int,
    of values: borrowing MutableSpan<Double>,
    within range: Range<Int>
  ) -> Double {
    let size = min(range.count, Int(Double(range.count).squareRoot()) + 8)
    var sample: [Double] = []
    for index in 0..<size { sample.append(values[range.lowerBound + index * range.count / size]) }
    sample.sort()
    let share = Double(place - range.lowerBound) / Double(range.count)
    // About the standard deviation of a quantile's place in the sample.
    let margin = 0.5 * Double(size).squareRoot()
    let rank = share * Double(size) + (share < 0.5 ? margin : -margin)
    return sample[min(max(Int(rank), 0), size - 1)]
  }

  /// Moves the values that belong in front there, and says where they end. No branch depends on a value.
  @inline(__always)
  private static func moveToFront(
    _ values: inout MutableSpan<Double>,
    _ range: Range<Int>,
    _ belongs: (Double) -> Bool
  ) -> Int {
    var end = range.lowerBound
    for place in range {
      let value = values[place]
      values[place] = values[end]
      values[end] = value
      end += belongs(value) ? 1 : 0
    }
    return end
  }

  private static func sort(_ values: inout MutableSpan<Double>, _ range: Range<Int>) {
    for start in range.dropFirst() {
      let value = values[start]
      var place = start
      while place > range.lowerBound, values[place - 1] > value {
        values[place] = values[place - 1]
        place -= 1
      }
      values[place] = value
    }
  }
}
