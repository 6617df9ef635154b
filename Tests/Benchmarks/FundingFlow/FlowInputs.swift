/// The inputs of one draw, by what they mean.
struct FlowInputs {
  private let columns: DrawnColumns
  private let place: Int

  /// The draw at a place of a block.
  init(_ columns: DrawnColumns, place: Int) {
    self.columns = columns
    self.place = place
  }

  /// The yearly growth of the cases of a sex.
  func growth(sex: Int) -> Double { columns[FundingFlowColumns.trend(sex: sex), place] }

  /// The shares of an age group and sex that live another year, by stage.
  func survival(age: Int) -> SIMD4<Double> {
    staged { FundingFlowColumns.survival(age: age, stage: $0) }
  }

  /// The stages of the cases of an age group and sex.
  func split(age: Int, sex: Int) -> SIMD4<Double> {
    staged { FundingFlowColumns.split(age: age, sex: sex, stage: $0) }
  }

  /// The expected cost of some steps for a patient who may have them, by stage.
  func cost(_ steps: Range<Int>) -> SIMD4<Double> {
    steps.reduce(.zero) { sum, step in
      let cost = columns[FundingFlowColumns.cost(step: step), place]
      return sum + cost * staged { FundingFlowColumns.probability(stage: $0, step: step) }
    }
  }

  private func staged(_ column: (Int) -> Int) -> SIMD4<Double> {
    SIMD4(
      columns[column(0), place],
      columns[column(1), place],
      columns[column(2), place],
      columns[column(3), place]
    )
  }
}
