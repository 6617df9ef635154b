import Quantities

/// Two schedules, taken apart into columns where that makes them faster to read.
struct ComparedSchedules {
  let offer: [ScheduleLine]
  let counter: [ScheduleLine]
  let offerFigures: FigureColumns
  let counterFigures: FigureColumns
  let codes: CodeColumns

  init(_ offer: [ScheduleLine], _ counter: [ScheduleLine]) {
    self.offer = offer
    self.counter = counter
    offerFigures = FigureColumns(offer)
    counterFigures = FigureColumns(counter)
    codes = CodeColumns(offer, counter)
  }

  /// What the two say otherwise of a line that both have, without moving its value.
  func differences(_ match: LineMatching.Match) -> LineDifferences {
    var found = codes.differences(match)
    let (one, other) = (match.offer, match.counter)
    if offer[one].basis != counter[other].basis { found.insert(.basis) }
    if offer[one].lastYearActivity != counter[other].lastYearActivity
      || offer[one].lastYearValue != counter[other].lastYearValue
    {
      found.insert(.lastYear)
    }
    if offer[one].note != counter[other].note { found.insert(.note) }
    return found
  }

  /// The id of a line, as the offer has it, else the counter-offer.
  func id(of match: LineMatching.Match) -> String {
    match.offer >= 0 ? offer[match.offer].lineID : counter[match.counter].lineID
  }
}
