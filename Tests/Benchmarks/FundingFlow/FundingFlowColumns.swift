/// Where the 278 numbers of a draw stand: the order of the stored draws.
enum FundingFlowColumns {
  static let count = 278

  /// The yearly growth of the cases of a sex.
  static func trend(sex: Int) -> Int { sex }

  /// The share of an age group's and sex's cases at a stage.
  static func split(age: Int, sex: Int, stage: Int) -> Int { 2 + (age * 2 + sex) * 4 + stage }

  /// The probability that a patient at a stage has a step.
  static func probability(stage: Int, step: Int) -> Int { 146 + stage * 12 + step }

  /// The probability that a patient of an age group and stage lives another year.
  static func survival(age: Int, stage: Int) -> Int { 194 + age * 4 + stage }

  /// The cost of a step.
  static func cost(step: Int) -> Int { 266 + step }
}
