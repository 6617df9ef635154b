#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Timed runs of the library's kernels, to be set beside other programs on the same machine.
///
///     swift run -c release Benchmarks apc DATADIR OUT.csv
@main
enum Benchmarks {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    switch (words.first, words.count) {
    case ("apc", 3): exit(AgePeriodCohortBenchmark.run(data: words[1], output: words[2]) ? 0 : 1)
    default:
      print("usage: Benchmarks apc DATADIR OUT.csv")
      exit(2)
    }
  }
}
