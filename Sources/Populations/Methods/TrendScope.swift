/// Which part of a table a log-linear model is fitted to.
public struct TrendScope: Sendable, Hashable {
  /// The first age of the youngest group that is fitted; younger ones have too few cases for a trend and hold
  /// their mean rate of the last ten years, or the last two periods.
  public var firstAge: Int
  /// Years that are left out; a period that has one of them takes no part.
  public var leavingOut: Set<Int>
  /// Years, such as 2020, that get an effect of their own, which does not go on; a period that has one of them
  /// has it.
  public var marking: Set<Int>

  /// The part of a table from an age on, some years left out or marked.
  public init(firstAge: Int = 25, leavingOut: Set<Int> = [], marking: Set<Int> = []) {
    self.firstAge = firstAge
    self.leavingOut = leavingOut
    self.marking = marking
  }
}

extension RateTable {
  /// The periods in which anybody was observed and that have none of the years.
  func observedPeriods(leavingOut years: Set<Int>) -> [Int] {
    periods.indices.filter { index in isObserved(index) && !years.contains { periods[index].contains($0) } }
  }

  /// The age that stands for a group: its middle, and two and a half years on for the open one too.
  func middle(ofAge index: Int) -> Double { Double(ageStarts[index]) + Double(Self.ageWidth) / 2 }

  /// How many years a period's middle lies after that of the last one.
  func time(of period: Int) -> Double {
    periods[period].middle - (periods.last?.middle ?? 0)
  }
}
