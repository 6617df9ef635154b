/// The least whole number from 0 whose cumulative probability reaches p < 1, found exactly from a guess.
///
/// Strides that double lead past it, halving leads back: two cumulative probabilities if the guess was right.
func leastCount(near guess: Double, reaching p: Double, cumulative: (Double) -> Double) -> Double {
  var enough = max(0, guess.rounded(.down))
  var short = -1.0
  var stride = 1.0
  if cumulative(enough) >= p {
    while enough > 0 {
      let next = max(0, enough - stride)
      guard cumulative(next) >= p else {
        short = next
        break
      }
      enough = next
      stride *= 2
    }
  } else {
    repeat {
      short = enough
      enough += stride
      stride *= 2
    } while cumulative(enough) < p
  }
  while true {
    let middle = (short + (enough - short) / 2).rounded(.down)
    guard middle > short, middle < enough else { return enough }
    if cumulative(middle) >= p { enough = middle } else { short = middle }
  }
}
