public import Diagnostics
import Quantities
import Tables

/// The gap between an offer and a counter-offer, line by line, split exactly into what makes it.
///
/// Lines are the same line when they have the same year and id, wherever they stand. Of a line that both have with
/// activity and price, the activity is that of its comparable group (the lines of the same year, commissioner,
/// provider, pathway and step, where units are alike) times its share in the group; the value is that times price
/// times factor. Volume, mix, price and market forces get the means of what they add over all orders in which they
/// could change (Shapley 1953), in whole pence by largest remainder. A line without a step, a line moved from one
/// group to another, and a line that is alone in its group are a group of their own: they have no mix.
///
/// The effects of every line, and so of every sum of lines, add up to its gap to the penny. From the counter-offer
/// to the offer, each has the other sign.
public struct ScheduleGap: Sendable {
  /// What was offered.
  public let offer: Schedule
  /// What was answered.
  public let counter: Schedule
  /// Every line of either, by year, commissioner, provider, pathway, step and id, as the offer says them, else the
  /// counter-offer.
  public let lines: [GapLine]
  /// The lines that stand more than once in a schedule, by year and id: their places in the offer and in the
  /// counter-offer. They are paired by what they say.
  let repeated: [(offer: [Int], counter: [Int])]
  /// The two schedules in columns.
  let schedules: ComparedSchedules
  /// The sums of all lines.
  public let totals: GapTotals

  /// Compares two schedules.
  ///
  /// - Throws: `negotiate.years` when they share no year, `negotiate.amount` when a line or all of them together are
  ///   worth more than ten thousand million million pounds.
  /// - Complexity: O(n log n).
  public init(from offer: Schedule, to counter: Schedule) throws(DiagnosticList) {
    self.offer = offer
    self.counter = counter
    try Self.checkYears(offer, counter)
    let matching: LineMatching
    (matching, schedules) = Concurrently.both(
      { LineMatching(offer.lines, counter.lines) },
      { ComparedSchedules(offer.lines, counter.lines) }
    )
    lines = try GapSplitting(schedules).lines(of: SortedMatches(matching.matches, schedules))
    repeated = matching.repeated
    var totals = GapTotals()
    for index in lines.indices { totals.add(lines[index]) }
    self.totals = totals
  }

  private static func checkYears(_ offer: Schedule, _ counter: Schedule) throws(DiagnosticList) {
    let (own, other) = (years(of: offer), years(of: counter))
    guard !own.isEmpty, !other.isEmpty, own.isDisjoint(with: other) else { return }
    let told = { (years: Set<FinancialYear>) in years.sorted().map(\.description).joined(separator: ", ") }
    throw DiagnosticList(
      Diagnostic(
        "negotiate.years",
        "found a counter-offer for \(told(other)), expected a year of the offer, which is for \(told(own))",
        fix: "compare schedules of the same years"
      )
    )
  }

  static func years(of schedule: Schedule) -> Set<FinancialYear> {
    schedule.lines.indices.reduce(into: []) { years, index in
      if index > 0, schedule.lines[index].financialYear == schedule.lines[index - 1].financialYear { return }
      years.insert(schedule.lines[index].financialYear)
    }
  }

  /// The id of a line.
  func id(of line: GapLine) -> String {
    if let place = line.offer { return offer.lines[place].lineID }
    return line.counter.map { counter.lines[$0].lineID } ?? ""
  }

  /// What the offer says of a line, nil when it does not have it.
  public func offered(_ line: GapLine) -> ScheduleLine? { line.offer.map { offer.lines[$0] } }

  /// What the counter-offer says of a line, nil when it does not have it.
  public func countered(_ line: GapLine) -> ScheduleLine? { line.counter.map { counter.lines[$0] } }
}
