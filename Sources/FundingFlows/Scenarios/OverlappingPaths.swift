/// Some paths, of which it is soon found whether one touches the same input as another.
struct OverlappingPaths {
  /// Where each trail came first, and where what it leads to did.
  private var whole: [[String]: Int] = [:]
  private var leading: [[String]: Int] = [:]

  /// Adds a path; returns where the first came that touches the same input, nil when there was none.
  ///
  /// - Complexity: O(components of the path).
  mutating func insert(_ path: ChangePath, at index: Int) -> Int? {
    let trail = path.trail
    let prefixes = (0...trail.count).map { Array(trail.prefix($0)) }
    let found = prefixes.compactMap { whole[$0] } + [leading[trail]].compactMap { $0 }
    whole[trail] = whole[trail] ?? index
    for prefix in prefixes.dropLast() { leading[prefix] = leading[prefix] ?? index }
    return found.min()
  }
}
