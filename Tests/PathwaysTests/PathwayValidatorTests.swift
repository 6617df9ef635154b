import Diagnostics
import Pathways
import TestSupport
import Testing

struct PathwayValidatorTests {
  @Test func `a step of those who had a step that is not there is pointed at, and the nearest is named`() {
    let small = SmallPathway(
      steps: """
        step,of_those_who,share
        B-T01,,1
        B-T02,B-T11,0.5
        """
    )
    #expect(
      refusal(small) == [
        "steps.csv:3:7 found B-T02 of those who had B-T11, but there is no step B-T11 [step.unknown-parent]"
      ]
    )
    #expect(fixes(small.pathway) == ["did you mean B-T01?"])
  }

  @Test func `a step is never offered itself as the step before it`() {
    let small = SmallPathway(steps: "step,of_those_who\nB-T01,B-T02")
    #expect(fixes(small.pathway) == ["add the step, or leave of_those_who blank"])
  }

  @Test func `a casemix that the casemix table does not have is pointed at, and the nearest is named`() {
    let small = SmallPathway(
      steps: """
        step,payment,currency,share
        A,casemix,JA20,1
        B,casemix,JA21,1
        """,
      casemix: """
        casemix,currency,share
        JA20,JA20F,1
        """
    )
    #expect(
      refusal(small) == [
        "steps.csv:3:11 found B paid by the casemix JA21, which the casemix table does not have"
          + " [step.unknown-casemix]"
      ]
    )
    #expect(fixes(small.pathway) == ["did you mean JA20?"])
  }

  @Test func `a subtype that the subtypes table does not have is pointed at, with those there are`() {
    let small = SmallPathway(
      steps: """
        step,subtype,share
        A,one,1
        B,one three two,1
        """,
      subtypes: """
        subtype,stage,share
        two,all,0.4
        one,all,0.6
        """
    )
    #expect(
      refusal(small) == [
        "steps.csv:3:3 found B for the subtype three, which the subtypes table does not have"
          + " [step.unknown-subtype]"
      ]
    )
    #expect(fixes(small.pathway) == ["write one of one, two, or leave it blank for all"])
  }

  @Test func `steps that lead back to themselves are each pointed at, and those that only follow are not`() {
    let small = SmallPathway(
      steps: """
        step,of_those_who,share
        A,C,1
        B,A,1
        C,B,1
        D,C,1
        E,E,1
        """
    )
    #expect(
      refusal(small) == [
        "steps.csv:2:3 found A among those who had A [step.cycle]",
        "steps.csv:3:3 found B among those who had B [step.cycle]",
        "steps.csv:4:3 found C among those who had C [step.cycle]",
        "steps.csv:6:3 found E among those who had E [step.cycle]",
      ]
    )
  }

  @Test func `two rows of a step for the same people are pointed at, for the first people they share`() {
    let small = SmallPathway(
      steps: """
        step,stage,guideline_from,guideline_to,share
        A,1 2,2010,2014,0.5
        A,1,2015,2020,0.6
        A,2 3,2014,2020,0.7
        """
    )
    #expect(
      refusal(small) == [
        "steps.csv:4:17 found a second row of A for stage 2, one, guideline year 2014, first on line 2"
          + " [step.overlap]"
      ]
    )
  }

  @Test func `a step of those who had a step that other people have is reached by nobody`() {
    let small = SmallPathway(
      steps: """
        step,stage,of_those_who,share
        A,1 2,,0.5
        B,1 2,A,0.5
        C,2 3,A,0.5
        """
    )
    #expect(
      refusal(small) == [
        "steps.csv:4:9 found C of those who had A, which has no row there for stage 3, one, guideline year 2010:"
          + " nobody reaches it [step.unreachable]"
      ]
    )
  }

  @Test func `a step of those who had a step that nobody has is reached by nobody`() {
    let small = SmallPathway(
      steps: """
        step,of_those_who,share
        A,,0
        B,A,0.5
        C,A,0
        """
    )
    #expect(
      refusal(small) == [
        "steps.csv:3:5 found B of those who had A, which has nobody for stage 1, one, guideline year 2010:"
          + " nobody reaches it [step.unreachable]"
      ]
    )
  }

  @Test func `alternatives that do not add up are told with their shares and for whom`() {
    let small = SmallPathway(
      steps: """
        step,stage,of_those_who,alternatives,share
        A,all,,,0.5
        B,all,A,operation,0.4
        C,1 2 3,A,operation,0.6
        C,4 not-staged,A,operation,0.599999
        D,all,C,operation,1
        """
    )
    #expect(
      refusal(small) == [
        "steps.csv:3:19 found alternatives \"operation\" that add up to 0.999999 for stage 4, one,"
          + " guideline year 2010, expected 1: B 0.4, C 0.599999 [step.alternatives]"
      ]
    )
  }

  @Test func `a casemix in use has to add up to 1 in every guideline year in which it is used`() {
    let small = SmallPathway(
      steps: """
        step,payment,currency,guideline_from,guideline_to
        A,casemix,mix,2010,2020
        """,
      casemix: """
        casemix,currency,guideline_from,guideline_to,share
        mix,JA20E,2010,2014,0.25
        mix,JA20F,2010,2020,0.75
        mix,JA20E,2015,2020,0.26
        unused,JA21A,2010,2020,0.1
        """
    )
    #expect(
      refusal(small) == [
        "casemix.csv:3:21 found shares of the casemix mix that add up to 1.01 in 2015, expected 1"
          + " [casemix.shares]"
      ]
    )
  }

  @Test(
    arguments: [
      ("steps", "2013"), ("alternatives", "2013"), ("casemix", "2013"),
    ]
  )
  func `a year that falls between two rows is found`(what: String, year: String) {
    let small = SmallPathway(
      steps: what == "steps"
        ? """
        step,of_those_who,guideline_from,guideline_to
        A,,2010,2012
        A,,2014,2020
        B,A,2010,2020
        """
        : what == "alternatives"
          ? """
          step,alternatives,guideline_from,guideline_to,share
          A,way,2010,2020,0.5
          B,way,2010,2012,0.5
          B,way,2014,2020,0.5
          """
          : """
          step,payment,currency
          A,casemix,mix
          """,
      casemix: """
        casemix,currency,guideline_from,guideline_to,share
        mix,JA20F,2010,2012,1
        mix,JA20F,2014,2020,1
        """
    )
    let refused = refusal(small)
    #expect(refused.count == 1)
    #expect(refused.allSatisfy { $0.contains(year) })
  }

  @Test func `faults of every kind are reported at once, each where it stands`() {
    let small = SmallPathway(
      steps: """
        step,subtype,of_those_who,alternatives,payment,currency,stage,share
        A,,,,none,,1,1
        A,,,,none,,1 2,1
        B,,X,,none,,1,1
        C,,,,casemix,other,1,1
        D,other,,,none,,1,1
        E,,F,,none,,1,1
        F,,E,,none,,1,1
        G,,A,,none,,3,1
        H,,,way,none,,1,0.5
        I,,,,casemix,mix,1,1
        """,
      casemix: """
        casemix,currency,share
        mix,JA20F,0.9
        """
    )
    let lines = errors(small).map { "\($0.position?.file ?? ""):\($0.position?.line ?? 0) \($0.code)" }
    #expect(
      lines.sorted() == [
        "casemix.csv:2 casemix.shares", "steps.csv:10 step.alternatives", "steps.csv:3 step.overlap",
        "steps.csv:4 step.unknown-parent", "steps.csv:5 step.unknown-casemix",
        "steps.csv:6 step.unknown-subtype", "steps.csv:7 step.cycle", "steps.csv:8 step.cycle",
        "steps.csv:9 step.unreachable",
      ]
    )
    #expect(errors(small).allSatisfy { !$0.fix.isEmpty && $0.severity == .error })
  }

  @Test func `a row with two faults has both reported`() {
    let small = SmallPathway(
      steps: """
        step,of_those_who,alternatives,stage,share
        A,,,1,1
        B,A,way,2,0.5
        """
    )
    #expect(
      errors(small).map { "\($0.position?.line ?? 0) \($0.code)" } == [
        "3 step.unreachable", "3 step.alternatives",
      ]
    )
  }

  @Test func `a fault that holds for many people is reported once`() {
    let small = SmallPathway(
      steps: """
        step,alternatives,share
        A,way,0.5
        B,way,0.4
        """,
      subtypes: """
        subtype,stage,share
        one,all,0.5
        two,all,0.5
        """
    )
    #expect(errors(small).map(\.code) == ["step.alternatives"])
  }

  @Test func `a pathway without faults is accepted`() throws {
    let small = SmallPathway(
      steps: """
        step,stage,subtype,of_those_who,alternatives,payment,currency,share
        A,all,,,route,none,,0.25
        B,all,,,route,none,,0.75
        C,1 2 3,one,B,way,casemix,mix,0.4
        C,1 2 3,two,B,way,casemix,mix,0.5
        D,1 2 3,one,B,way,bundled,,0.6
        D,1 2 3,two,B,way,gap,,0.5
        E,ruled-out,,,,none,,0.1
        """,
      casemix: """
        casemix,currency,share
        mix,JA20F,0.3
        mix,JA20E,0.7
        """,
      subtypes: """
        subtype,stage,share
        one,all,0.5
        two,all,0.5
        """
    )
    #expect(try small.pathway().steps.map(\.id) == ["A", "B", "C", "C", "D", "D", "E"])
  }

  private func refusal(_ small: SmallPathway) -> [String] {
    faults(small.pathway)
  }

  private func errors(_ small: SmallPathway) -> [Diagnostic] {
    do throws(DiagnosticList) {
      _ = try small.pathway()
      return []
    } catch {
      return error.errors
    }
  }
}
