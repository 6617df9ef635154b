import Quantities

extension ScheduleGap {
  /// Whether there is something to ask about a line.
  func hasQuestions(_ line: GapLine) -> Bool {
    !line.differences.isEmpty || line.isUnpriced || line.offerWorth?.isRight == false
      || line.counterWorth?.isRight == false
  }

  /// What there is to ask about a line: codes that changed under its id, values that its figures do not come to, a
  /// value that is not there; blank when nothing.
  func questions(about line: GapLine) -> String {
    var questions: [String] = []
    if let offered = offered(line), let countered = countered(line), !line.differences.isEmpty {
      questions.append(line.differences.told(offered, countered))
    }
    for (side, worth, place) in [
      ("offer", line.offerWorth, line.offer), ("counter", line.counterWorth, line.counter),
    ] {
      if place != nil, worth?.value == nil { questions.append("no value in the \(side)") }
      if let amount = worth?.misstatement, amount != .zero {
        let word = amount > .zero ? "more" : "less"
        let size = Pence(abs(amount.amount))
        questions.append("the \(side) states \(size) \(word) than activity times price times factor")
      }
    }
    return questions.joined(separator: "; ")
  }
}
