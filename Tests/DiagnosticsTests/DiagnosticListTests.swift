import Diagnostics
import Testing

struct DiagnosticListTests {
  @Test func `a new list is clean and prints nothing`() throws {
    let list = DiagnosticList()
    #expect(list.isClean)
    #expect(list.description == "")
    try list.throwIfFaulty()
  }

  @Test func `an error stops the work and a warning does not`() throws {
    var list = DiagnosticList()
    list.append(numbered(1, .warning))
    #expect(list.isClean)
    try list.throwIfFaulty()

    list.append(numbered(2, .error))
    #expect(!list.isClean)
    #expect(throws: DiagnosticList.self) { try list.throwIfFaulty() }
  }

  @Test func `warnings print before errors, each in the order found`() {
    var list = DiagnosticList(numbered(1, .error))
    list.append(numbered(2, .warning))
    list.append(numbered(3, .error))
    list.append(numbered(4, .warning))
    #expect(
      list.description == """
        warning: fault 2 [a.b]
          fix: mend 2
        warning: fault 4 [a.b]
          fix: mend 4
        error: fault 1 [a.b]
          fix: mend 1
        error: fault 3 [a.b]
          fix: mend 3
        """
    )
  }

  @Test(arguments: [99, 100, 101, 1000])
  func `the first hundred errors are kept and the rest are counted`(count: Int) {
    let list = many(count, .error)
    #expect(list.errors == (0..<min(count, 100)).map { numbered($0, .error) })
    #expect(list.errorCount == count)
    #expect(list.warningCount == 0)
  }

  @Test(arguments: [99, 100, 101, 1000])
  func `the first hundred warnings are kept and the rest are counted`(count: Int) {
    let list = many(count, .warning)
    #expect(list.warnings == (0..<min(count, 100)).map { numbered($0, .warning) })
    #expect(list.warningCount == count)
    #expect(list.isClean)
  }

  @Test func `warnings take no room from errors`() {
    var list = many(500, .warning)
    list.append(numbered(7, .error))
    #expect(list.errors == [numbered(7, .error)])
  }

  @Test(
    arguments: [(100, nil), (101, "… and 1 more error"), (250, "… and 150 more errors")] as [(Int, String?)]
  )
  func `the print ends with how many more errors there were`(count: Int, ending: String?) {
    #expect(lineAfterFaults(of: many(count, .error)) == ending)
  }

  @Test(
    arguments: [(100, nil), (101, "… and 1 more warning"), (250, "… and 150 more warnings")]
      as [(Int, String?)]
  )
  func `the print says how many more warnings there were`(count: Int, ending: String?) {
    #expect(lineAfterFaults(of: many(count, .warning)) == ending)
  }

  @Test func `a list added to another keeps the count of what neither kept`() {
    var list = many(60, .error)
    list.append(contentsOf: many(130, .error))
    list.append(contentsOf: many(120, .warning))
    #expect(list.errors.count == DiagnosticList.limit)
    #expect(list.errors[59] == numbered(59, .error))
    #expect(list.errors[60] == numbered(0, .error))
    #expect(list.errorCount == 190)
    #expect(list.warnings.count == DiagnosticList.limit)
    #expect(list.warningCount == 120)
  }

  @Test func `every step reports its own faults before the work stops`() {
    var list = DiagnosticList()
    let good = list.collect { () throws(DiagnosticList) in 42 }
    let bad: Int? = list.collect { () throws(DiagnosticList) in throw many(2, .error) }
    let worse: Int? = list.collect { () throws(DiagnosticList) in throw many(3, .error) }
    #expect(good == 42)
    #expect(bad == nil)
    #expect(worse == nil)
    #expect(list.errorCount == 5)
  }

  @Test func `a step about a place gives it to the faults that name none`() {
    let (here, there) = (Position(file: "here", line: 2), Position(file: "there", line: 7))
    do throws(DiagnosticList) {
      try DiagnosticList.at(here) { () throws(DiagnosticList) in
        var list = many(DiagnosticList.limit, .warning)
        list.append(numbered(1, .warning))
        list.append(numbered(2, .error))
        list.append(Diagnostic("a.b", at: there, "fault 3", fix: "mend 3"))
        throw list
      }
      Issue.record("found no fault")
    } catch {
      #expect(error.errors.map(\.position) == [here, there])
      #expect(error.errors.map(\.message) == ["fault 2", "fault 3"])
      #expect(error.warnings.allSatisfy { $0.position == here })
      #expect(error.warningCount == DiagnosticList.limit + 1)
    }
  }

  private func numbered(_ number: Int, _ severity: Diagnostic.Severity) -> Diagnostic {
    Diagnostic("a.b", "fault \(number)", fix: "mend \(number)", severity: severity)
  }

  private func many(_ count: Int, _ severity: Diagnostic.Severity) -> DiagnosticList {
    var list = DiagnosticList()
    for number in 0..<count { list.append(numbered(number, severity)) }
    return list
  }

  /// The line after the last fix; nil when the last fix is the end.
  private func lineAfterFaults(of list: DiagnosticList) -> String? {
    let lines = list.description.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("  fix: ") } == DiagnosticList.limit)
    return lines.last.flatMap { $0.hasPrefix("  fix: ") ? nil : String($0) }
  }
}
