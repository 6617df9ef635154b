/// The cost of each area and year in one draw.
///
/// Survival does not depend on sex, so that men and women alive can be counted together; and every cost of a year
/// is so much for each new case of an age group and sex, and so much for each patient of an age group and stage who
/// was alive at the end of the year before. The second kind is followed in pounds instead of patients: what those
/// alive will cost next year falls with survival, and grows by the new cases.
struct FundingFlowTotals {
  /// What a new case of one sex costs: this year, and next year by stage.
  private struct CaseCosts {
    var thisYear: Double
    var nextYear: SIMD4<Double>

    mutating func grow(by factor: Double) {
      thisYear *= factor
      nextYear *= factor
    }
  }

  /// The costs of each year by area, before market forces.
  static func costs(_ data: FundingFlowData, _ draw: FlowInputs) -> [[Double]] {
    let nothing = [Double](repeating: 0, count: FundingFlowData.areas)
    var costs = [[Double]](repeating: nothing, count: FundingFlowData.years)
    let (entering, living, dying) = (draw.cost(0..<8), draw.cost(8..<11), draw.cost(11..<12))
    for age in 0..<FundingFlowData.ages {
      let survival = draw.survival(age: age)
      let nextYear = survival * living + (1 - survival) * dying
      let (men, women) = (draw.split(age: age, sex: 0), draw.split(age: age, sex: 1))
      var menCosts = CaseCosts(thisYear: (men * entering).sum(), nextYear: men * nextYear)
      var womenCosts = CaseCosts(thisYear: (women * entering).sum(), nextYear: women * nextYear)
      var alive = [Double](repeating: 0, count: FundingFlowData.stages * FundingFlowData.areas)
      for year in 0..<FundingFlowData.years {
        let row = FundingFlowData.row(age: age, year: year)
        var sums = costs[year].mutableSpan
        var nextYears = alive.mutableSpan
        let (men, women) = (data.men.span.extracting(row), data.women.span.extracting(row))
        pass(men, menCosts, women, womenCosts, survival, &nextYears, &sums)
        menCosts.grow(by: draw.growth(sex: 0))
        womenCosts.grow(by: draw.growth(sex: 1))
      }
    }
    return costs
  }

  /// Adds the costs of a year in each area, and goes on to the next.
  ///
  /// What those alive will cost stands area by area, stage after stage.
  private static func pass(
    _ men: Span<Double>,
    _ menCosts: CaseCosts,
    _ women: Span<Double>,
    _ womenCosts: CaseCosts,
    _ survival: SIMD4<Double>,
    _ alive: inout MutableSpan<Double>,
    _ costs: inout MutableSpan<Double>
  ) {
    // With the counts known, no bounds need be checked in the loop, and the compiler takes several areas at once.
    let areas = FundingFlowData.areas
    precondition(
      men.count == areas && women.count == areas && costs.count == areas && alive.count == 4 * areas
    )
    let (man, woman) = (menCosts.nextYear, womenCosts.nextYear)
    for area in 0..<areas {
      let (men, women) = (men[area], women[area])
      let (first, second) = (alive[area], alive[areas + area])
      let (third, fourth) = (alive[2 * areas + area], alive[3 * areas + area])
      let new = men * menCosts.thisYear + women * womenCosts.thisYear
      costs[area] += (first + second) + (third + fourth) + new
      alive[area] = first * survival.x + (men * man.x + women * woman.x)
      alive[areas + area] = second * survival.y + (men * man.y + women * woman.y)
      alive[2 * areas + area] = third * survival.z + (men * man.z + women * woman.z)
      alive[3 * areas + area] = fourth * survival.w + (men * man.w + women * woman.w)
    }
  }
}
