/// The cost of each area, year and step in one draw, by following the patients of each age group.
struct FundingFlowSteps {
  /// The patients of a year by stage: those newly diagnosed, those who lived through the year, those who died.
  private struct Flows {
    var entering = SIMD4<Double>.zero
    var living = SIMD4<Double>.zero
    var dying = SIMD4<Double>.zero
  }

  private let draw: FlowInputs
  private let stepCosts: [SIMD4<Double>]

  init(_ draw: FlowInputs) {
    self.draw = draw
    stepCosts = (0..<FundingFlowData.steps).map { draw.cost($0..<$0 + 1) }
  }

  /// The costs of an area by year and step, before market forces.
  func costs(_ data: FundingFlowData, area: Int) -> [Double] {
    let flows = flows(data, area)
    return flows.flatMap { flow in
      stepCosts.enumerated().map { step, cost in
        let patients = step < 8 ? flow.entering : step < 11 ? flow.living : flow.dying
        return (patients * cost).sum()
      }
    }
  }

  private func flows(_ data: FundingFlowData, _ area: Int) -> [Flows] {
    var flows = [Flows](repeating: Flows(), count: FundingFlowData.years)
    let (menCases, womenCases) = (data.men.span, data.women.span)
    for age in 0..<FundingFlowData.ages {
      let survival = draw.survival(age: age)
      var (men, women) = (draw.split(age: age, sex: 0), draw.split(age: age, sex: 1))
      var alive = SIMD4<Double>.zero
      for year in flows.indices {
        let place = FundingFlowData.row(age: age, year: year).lowerBound + area
        let entering = menCases[place] * men + womenCases[place] * women
        let living = survival * alive
        flows[year].entering += entering
        flows[year].living += living
        flows[year].dying += alive - living
        alive = living + entering
        men *= draw.growth(sex: 0)
        women *= draw.growth(sex: 1)
      }
    }
    return flows
  }
}
