/// Numbers values in the order in which they are met.
struct Numbering<Value: Hashable> {
  private var numbers: [Value: Int32] = [:]
  private(set) var values: [Value] = []
  private var last: Int32 = 0

  /// The value's number. Lines that follow each other often say the same.
  mutating func number(of value: Value) -> Int32 {
    if Int(last) < values.count, values[Int(last)] == value { return last }
    if let known = numbers[value] {
      last = known
    } else {
      last = Int32(values.count)
      numbers[value] = last
      values.append(value)
    }
    return last
  }
}
