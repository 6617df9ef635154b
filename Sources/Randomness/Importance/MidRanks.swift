/// The ranks of values, least first and counted from 1; equal values share the mean of their ranks.
func midRanks(_ values: [Double]) -> [Double] {
  let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  var ranks = [Double](repeating: 0, count: values.count)
  var start = 0
  while start < order.count {
    var end = start + 1
    while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
    // The ranks start + 1 to end have this mean.
    let mean = Double(start + 1 + end) / 2
    for place in start..<end { ranks[order[place]] = mean }
    start = end
  }
  return ranks
}
