#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Timed runs of the library's kernels, to be set beside other programs on the same machine.
///
///     swift run -c release Benchmarks psa DATADIR OUT.csv 10000
///
/// `apc.py`, `psa.py` and `negotiate.py` run them beside other programs.
@main
enum Benchmarks {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    guard let done = run(words) else {
      print(usage)
      exit(2)
    }
    exit(done ? 0 : 1)
  }

  private static let usage = """
    usage: Benchmarks apc DATADIR OUT.csv
           Benchmarks psa DATADIR OUT.csv {NDRAWS|fixed} [THREADS] [total|step]
           Benchmarks markov {NDRAWS|fixed FILE} OUT.csv [THREADS]
           Benchmarks negotiate LINES FOLDER
    """

  /// Whether a benchmark could be run; nil if none is so asked for.
  private static func run(_ words: [String]) -> Bool? {
    switch (words.first, words.count) {
    case ("apc", 3): AgePeriodCohortBenchmark.run(data: words[1], output: words[2])
    case ("psa", 4...6):
      FundingFlowBenchmark.run(
        data: words[1],
        output: words[2],
        draws: words[3],
        threads: words.count > 4 ? max(1, Int(words[4]) ?? 1) : 2,
        bySteps: words.last == "step"
      )
    case ("markov", 3...5):
      markov(Array(words.dropFirst()))
    case ("negotiate", 3):
      NegotiationBenchmark.run(lines: max(1, Int(words[1]) ?? 1), folder: words[2])
    default: nil
    }
  }

  private static func markov(_ words: [String]) -> Bool {
    let stored = words[0] == "fixed" ? words[1] : nil
    let rest = words.dropFirst(stored == nil ? 1 : 2)
    guard let output = rest.first, let draws = stored == nil ? Int(words[0]) : 1, draws > 0 else {
      return false
    }
    let threads = rest.dropFirst().first.flatMap { Int($0) } ?? 2
    return MarkovBenchmark.run(draws: draws, stored: stored, output: output, threads: max(1, threads))
  }
}
