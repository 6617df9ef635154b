import CostedPathways
import Tables

/// The command line: each verb reads its arguments, calls the library and prints.
@main
enum Commission {
  static func main() {
    StopSignals.endProcess()
    let words = Array(CommandLine.arguments.dropFirst())
    exit(with: run(words))
  }

  /// All verbs, in the order of the help page.
  static var verbs: [any Verb.Type] {
    [
      RunVerb.self, CompareVerb.self, ForecastVerb.self, PathwayVerb.self, MapVerb.self, PriceVerb.self,
      RateCardVerb.self, NegotiateVerb.self, ScheduleVerb.self, PlanVerb.self, MonitorVerb.self,
      PilotVerb.self, CheckVerb.self, ReplayVerb.self,
    ]
  }

  private static func run(_ words: [String]) -> ExitStatus {
    if words.count > 1, words[0] == "help", let asked = verbs.first(where: { $0.name == words[1] }) {
      return status { () throws(Failure) in try Console.print(asked.help) }
    }
    guard let name = words.first, !["--help", "-h", "help"].contains(name) else {
      return status { () throws(Failure) in try Console.print(help) }
    }
    guard let verb = verbs.first(where: { $0.name == name }) else {
      let meant = Suggestion.closest(to: name, among: verbs.map { $0.name })
      let fix = meant.map { "did you mean commission \($0)?" } ?? "commission --help lists the verbs"
      Console.complain(Diagnostic("usage.verb", "found no verb \"\(name)\"", fix: fix))
      return .usage
    }
    return status { () throws(Failure) in
      if words.contains("--help") || words.contains("-h") { return try Console.print(verb.help) }
      try verb.perform(Arguments(Array(words.dropFirst()), for: verb))
    }
  }

  /// What the process returns for some work; its faults are printed.
  private static func status(of work: () throws(Failure) -> Void) -> ExitStatus {
    do throws(Failure) {
      try work()
      return .done
    } catch {
      switch error {
      case .usage(let diagnostic):
        Console.complain(diagnostic)
        return .usage
      case .input(let faults):
        Console.complain(faults)
        let isFile = faults.errors.allSatisfy { $0.code.hasPrefix("file.") }
        return isFile ? .unreadable : .inputAtFault
      }
    }
  }

  private static var help: String {
    let lines = verbs.map { "  commission \($0.usage)\n      \($0.summary)" }
    return """
      Costs breast and lung cancer pathways and predicts what commissioners will have to fund.

      \(lines.joined(separator: "\n"))

      commission VERB --help says more. Every verb takes --tariffs DIR, the folder of price tables
      (else the environment's COSTED_PATHWAYS_TARIFFS, else ./tariffs, else one above the input).
      Exit: 0 done, 1 the inputs are at fault, 2 the command line is at fault, 3 a file could not be
      read or written.
      """
  }
}
