import Diagnostics
import Testing

struct DiagnosticTests {
  @Test func `a fault prints its place, what is wrong, its code and how to mend it`() {
    let fault = Diagnostic(
      "value.out-of-range",
      at: Position(file: "lung-steps.csv", line: 7, column: 12),
      "found \"1.2\", expected a share from 0 to 1",
      fix: "write the share of those who had the step before, such as 0.85"
    )
    #expect(
      fault.description == """
        lung-steps.csv:7:12: error: found "1.2", expected a share from 0 to 1 [value.out-of-range]
          fix: write the share of those who had the step before, such as 0.85
        """
    )
  }

  @Test func `a warning says that it is one`() {
    let fault = Diagnostic(
      "plan.unpriced",
      at: Position(file: "plan.csv", line: 3),
      "found no price",
      fix: "name a tariff",
      severity: .warning
    )
    #expect(fault.description == "plan.csv:3: warning: found no price [plan.unpriced]\n  fix: name a tariff")
  }

  @Test func `a fault of no file prints no place`() {
    let fault = Diagnostic("usage.year", "found no year", fix: "add --year 2018/19")
    #expect(fault.position == nil)
    #expect(fault.description == "error: found no year [usage.year]\n  fix: add --year 2018/19")
  }

  @Test func `a fault is an error unless told otherwise`() {
    #expect(Diagnostic("a.b", "c", fix: "d").severity == .error)
  }
}
