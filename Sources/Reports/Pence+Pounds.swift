import Quantities

extension Pence {
  /// The whole pence nearest to an amount in pounds; none for what is no finite number.
  ///
  /// What is beyond 20 thousand million million pounds stands there, so that differences can be taken.
  init?(pounds: Double) {
    guard pounds.isFinite else { return nil }
    let farthest = 2e18
    self.init(Int64(min(max((pounds * 100).rounded(), -farthest), farthest)))
  }
}
