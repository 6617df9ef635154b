import Diagnostics
import Pathways
import Quantities
import Tables
import TestSupport
import Testing

struct PathwayTablesTests {
  @Test func `a step is read with everything it says`() throws {
    let small = SmallPathway(
      steps: """
        step,name,phase,activity,subtype,stage,of_those_who,per,share,quantity,day,over_days,years,payment,currency,\
        point_of_delivery,setting,treatment_function,guideline_from,guideline_to,share_evidence,\
        quantity_evidence
        B-K01,Chemotherapy,follow-up,A dose,one two,2 recurrent,B-T01,survivor-year,0.25,3.5,60,90,1-5,currency,\
        SB12Z,UNBCHEMO,day case,370,2014,2019,seen,unverified
        """
    )
    let steps = try PathwayTables.steps(small.stepsFile)
    let step = try #require(steps.first)
    #expect(steps.count == 1)
    #expect(step.id == "B-K01" && step.name == "Chemotherapy" && step.activity == "A dose")
    #expect(step.phase == .followUp && step.occurrence == .survivorYear)
    #expect(step.subtypes == ["one", "two"] && step.stages == [.two, .recurrent])
    #expect(step.parent == "B-T01" && step.alternatives == nil)
    #expect(step.share == Share("0.25") && step.quantity == Activity("3.5"))
    #expect(step.day == 60 && step.overDays == 90 && step.years == 1...5)
    #expect(step.payment == .currency && step.currency == CurrencyCode("SB12Z") && step.casemix == nil)
    #expect(step.pointOfDelivery == .unbundledChemotherapy && step.setting == "day case")
    #expect(step.treatmentFunction == TreatmentFunction("370") && step.guidelineYears == 2014...2019)
    #expect(step.evidence == .unverified)
    #expect(step.position == Position(file: "steps.csv", line: 2, column: 77))
  }

  @Test func `all stages are those at diagnosis, not people ruled out or with a recurrence`() throws {
    let steps = try PathwayTables.steps(SmallPathway(steps: "step,stage\nA,all\nB,ruled-out").stepsFile)
    #expect(steps[0].stages == [.one, .two, .three, .four, .notStaged])
    #expect(steps[1].stages == [.ruledOut])
  }

  @Test func `a step without a name for its activity is called as it is`() throws {
    let steps = try PathwayTables.steps(SmallPathway(steps: "step,name,activity\nA,Scan,").stepsFile)
    #expect(steps[0].activity == "Scan")
  }

  @Test(
    arguments: [
      ("casemix,mix,", nil, "mix", nil), ("currency,JA20F,DC", "JA20F", nil, .dayCase),
      ("bundled,,", nil, nil, nil), ("none,,", nil, nil, nil), ("gap,,", nil, nil, nil),
    ] as [(String, String?, String?, PointOfDelivery?)]
  )
  func `a step is paid by a currency, by a casemix, or not by itself`(
    row: String,
    currency: String?,
    casemix: String?,
    pointOfDelivery: PointOfDelivery?
  ) throws {
    let text = "step,payment,currency,point_of_delivery\nA,\(row)"
    let step = try #require(try PathwayTables.steps(SmallPathway(steps: text).stepsFile).first)
    #expect(step.currency?.description == currency)
    #expect(step.casemix == casemix)
    #expect(step.pointOfDelivery == pointOfDelivery)
  }

  @Test func `what survivors have each year needs to say in which years`() {
    let small = SmallPathway(
      steps: """
        step,per,years
        A,case,
        B,survivor-year,
        C,survivor-year,0-4
        D,cancer-death,
        """
    )
    #expect(
      faults(small.pathway) == [
        "steps.csv:3:17 found no years for a step that survivors have each year [step.years]"
      ]
    )
    #expect(fixes(small.pathway) == ["write the years since diagnosis, such as 1-5"])
  }

  @Test func `guideline years stand in order`() {
    let small = SmallPathway(
      steps: """
        step,guideline_from,guideline_to
        A,2014,2014
        B,2015,2014
        """,
      casemix: """
        casemix,currency,share,guideline_from,guideline_to
        mix,JA20F,1,2020,2010
        """
    )
    #expect(
      faults(small.pathway) == [
        "steps.csv:3:8 found guideline years from 2015 to 2014, expected them in order [step.guideline-years]",
        "casemix.csv:2:18 found guideline years from 2020 to 2010, expected them in order"
          + " [step.guideline-years]",
      ]
    )
    #expect(fixes(small.pathway) == ["exchange the two years", "exchange the two years"])
  }

  @Test func `the subtypes of every stage at diagnosis add up to 1`() {
    let small = SmallPathway(
      subtypes: """
        subtype,stage,share
        one,1 2,0.98
        two,1 2,0.02
        one,3,0.5
        one,4,1
        one,not-staged,0.600001
        two,not-staged,0.4
        """
    )
    #expect(
      faults(small.pathway) == [
        "subtypes.csv found subtypes of stage 3 that add up to 0.5, expected 1 [subtype.shares]",
        "subtypes.csv found subtypes of stage not-staged that add up to 1.000001, expected 1 [subtype.shares]",
      ]
    )
  }

  @Test func `the subtypes of a recurrence add up to 1 when there are any`() {
    let small = SmallPathway(
      subtypes: """
        subtype,stage,share
        one,1 2 3 4 not-staged,1
        one,recurrent,0.95
        two,recurrent,0.06
        """
    )
    #expect(
      faults(small.pathway) == [
        "subtypes.csv found subtypes of stage recurrent that add up to 1.01, expected 1 [subtype.shares]"
      ]
    )
  }

  @Test func `a subtype has one share of a stage`() {
    let small = SmallPathway(
      subtypes: """
        stage,subtype,share
        all,one,1
        1 2,one,0.5
        """
    )
    #expect(
      faults(small.pathway) == [
        "subtypes.csv:3:1 found a second share of one at stage 1, first on line 2 [table.repeated-row]",
        "subtypes.csv:3:1 found a second share of one at stage 2, first on line 2 [table.repeated-row]",
      ]
    )
  }

  @Test func `subtypes are read in the order of the table, with the weakest evidence of their rows`() throws {
    let subtypes = try PathwayTables.subtypes(
      SmallPathway(
        subtypes: """
          subtype,stage,share,evidence
          two,1 2 3 4,0.4,seen
          one,all,0.6,derived
          two,not-staged ruled-out recurrent,0.4,unverified
          """
      ).subtypesFile
    )
    #expect(subtypes.map(\.name) == ["two", "one"])
    #expect(subtypes.map(\.evidence) == [.unverified, .derived])
    #expect(subtypes.allSatisfy { $0.shares.count == Stage.allCases.count })
  }

  @Test(arguments: [("", 0), ("\n1\n2", 2)])
  func `the people ruled out are one row`(rows: String, count: Int) {
    let small = SmallPathway(referrals: "ruled_out_per_case\(rows)")
    #expect(faults(small.pathway) == ["referrals.csv found \(count) rows, expected one [referrals.rows]"])
    #expect(fixes(small.pathway) == ["keep one row for the pathway"])
  }

  @Test func `the people ruled out are read with their evidence`() throws {
    let small = SmallPathway(referrals: "ruled_out_per_case,evidence\n8.808153,derived")
    let ruledOut = try small.pathway().ruledOut
    #expect(ruledOut.perCase == Activity("8.808153"))
    #expect(ruledOut.evidence == .derived)
    #expect(ruledOut.source == "made up")
  }

  @Test func `every malformed value of a row is told at once`() {
    let small = SmallPathway(
      steps: """
        step,phase,stage,per,share,quantity,day,over_days,years,payment,guideline_from,guideline_to,share_evidence,\
        quantity_evidence,evidence,treatment_function
        ,late,5,time,1.1,-1,-1,7301,5-1,cash,,2200,good,good,good,1
        """
    )
    #expect(
      places(small.pathway).map(\.column).sorted() == [
        1, 2, 7, 9, 14, 18, 21, 24, 29, 33, 38, 39, 44, 49, 54, 59,
      ]
    )
    #expect(places(small.pathway).allSatisfy { $0.line == 2 })
  }

  @Test func `the faults of all four tables are told at once`() {
    let small = SmallPathway(
      steps: "step,share\nA,2",
      casemix: "casemix,currency,share\nmix,JA 20,1",
      subtypes: "subtype,stage,share\none,none,1",
      referrals: "ruled_out_per_case\nmany"
    )
    #expect(
      places(small.pathway).map(\.description) == [
        "steps.csv:2:3", "casemix.csv:2:5", "subtypes.csv:2:5", "referrals.csv:2:1",
      ]
    )
  }

  @Test(arguments: ["steps", "casemix", "subtypes", "referrals"])
  func `each table has all its columns`(table: String) {
    let empty = InputFile(path: "\(table).csv", text: "other\n")
    let small = SmallPathway()
    let refused = faults { () throws(DiagnosticList) in
      try Pathway(
        "small",
        steps: table == "steps" ? empty : small.stepsFile,
        casemix: table == "casemix" ? empty : small.casemixFile,
        subtypes: table == "subtypes" ? empty : small.subtypesFile,
        referrals: table == "referrals" ? empty : small.referralsFile
      )
    }
    let missing = ["steps": 26, "casemix": 10, "subtypes": 7, "referrals": 5]
    #expect(refused.count { $0.hasSuffix("[table.missing-column]") } == missing[table])
    #expect(refused.last?.hasSuffix("[table.unknown-column]") == true)
  }

  @Test(
    arguments: [
      ("1-5", 1...5), ("3", 3...3), ("0-0", 0...0), ("0-50", 0...50), ("5-1", nil), ("0-51", nil),
      ("-1", nil),
      ("1-", nil), ("-", nil), ("", nil), ("1-2-3", nil), ("one", nil),
    ] as [(String, ClosedRange<Int>?)]
  )
  func `years since diagnosis are one or a range`(text: String, range: ClosedRange<Int>?) {
    #expect(YearsSinceDiagnosis(text)?.range == range)
  }

  @Test func `phases are ordered along the pathway and read back as they were written`() {
    #expect(
      Phase.allCases.sorted().map(\.description) == [
        "referral", "diagnosis", "staging", "decision", "treatment", "follow-up", "recurrence", "palliative",
        "end-of-life",
      ]
    )
    for phase in Phase.allCases { #expect(Phase(phase.description) == phase) }
    #expect(Phase("Treatment") == nil)
  }
}
