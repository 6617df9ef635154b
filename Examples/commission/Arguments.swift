import CostedPathways

/// One thing that the executable can do.
protocol Verb {
  /// The word that calls it.
  static var name: String { get }
  /// The verb with its arguments.
  static var usage: String { get }
  /// What it does, on one line.
  static var summary: String { get }
  /// Its options that take a value.
  static var options: Set<String> { get }
  /// Its options that take none.
  static var flags: Set<String> { get }
  /// What it does, in full.
  static var details: String { get }
  /// Does it.
  static func perform(_ arguments: Arguments) throws(Failure)
}

extension Verb {
  static var help: String {
    """
    commission \(usage)

    \(summary)

    \(details)

    --tariffs DIR  the folder of price tables; else the environment's COSTED_PATHWAYS_TARIFFS, else ./tariffs,
                   else one above the input
    """
  }
}

/// Why a verb stopped.
enum Failure: Error {
  /// The command line is at fault.
  case usage(Diagnostic)
  /// The inputs are at fault.
  case input(DiagnosticList)
}

/// What the process returns.
enum ExitStatus: Int32 {
  case done = 0
  case inputAtFault = 1
  case usage = 2
  case unreadable = 3
}

/// The words of a command line, sorted into options and files.
struct Arguments {
  let verb: any Verb.Type
  let files: [String]
  private let values: [String: [String]]
  private let flags: Set<String>

  init(_ words: [String], for verb: any Verb.Type) throws(Failure) {
    self.verb = verb
    var files: [String] = []
    var values: [String: [String]] = [:]
    var flags: Set<String> = []
    let withValue = verb.options.union(["--tariffs"])
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      if !word.hasPrefix("-") || word == "-" {
        files.append(word)
      } else if verb.flags.contains(word) {
        flags.insert(word)
      } else if withValue.contains(word) {
        guard index < words.count, words[index] == "-" || !words[index].hasPrefix("--") else {
          throw .usage(Self.fault("found no value after \(word)", verb))
        }
        values[word, default: []].append(words[index])
        index += 1
      } else {
        throw .usage(Self.unknown(word, verb))
      }
    }
    self.files = files
    self.values = values
    self.flags = flags
  }

  private static func unknown(_ word: String, _ verb: any Verb.Type) -> Diagnostic {
    let known = verb.options.union(verb.flags).union(["--tariffs"]).sorted()
    let name = word.split(separator: "=", maxSplits: 1).first.map(String.init) ?? word
    let meant = Suggestion.closest(to: name, among: known)
    return Diagnostic(
      "usage.option",
      "found an option \(word) that commission \(verb.name) does not have",
      fix: meant.map { name == word ? "did you mean \($0)?" : "write a blank after it: \($0) VALUE" }
        ?? "commission \(verb.name) --help lists the options"
    )
  }

  static func fault(_ message: String, _ verb: any Verb.Type) -> Diagnostic {
    Diagnostic("usage.arguments", message, fix: "write it as: commission \(verb.usage)")
  }

  /// The one file that the verb works on.
  func onlyFile(_ what: String) throws(Failure) -> String {
    guard files.count == 1, let file = files.first else {
      let found = files.isEmpty ? "nothing" : files.joined(separator: " ")
      throw .usage(Self.fault("found \(found), expected one word: \(what)", verb))
    }
    return file
  }

  /// The words that make the same outputs again, in an order of their own: without where the outputs go, where the
  /// price tables are, and how many threads work.
  var command: [String] {
    let named = values.keys.sorted().filter { !["--out", "--tariffs", "--threads"].contains($0) }
    let pairs = named.flatMap { option in (values[option] ?? []).flatMap { [option, $0] } }
    return [verb.name] + files + pairs + flags.sorted()
  }

  func has(_ flag: String) -> Bool { flags.contains(flag) }

  func value(_ option: String) throws(Failure) -> String? {
    let given = values[option] ?? []
    guard given.count <= 1 else { throw .usage(Self.fault("found \(option) more than once", verb)) }
    return given.first
  }

  /// The value of an option, parsed.
  func parsed<Value: ParsedValue>(_ option: String, as type: Value.Type = Value.self) throws(Failure)
    -> Value?
  {
    guard let text = try value(option) else { return nil }
    return try parse(text, of: option)
  }

  /// The values of an option that may be given several times, parsed.
  func all<Value: ParsedValue>(_ option: String, as type: Value.Type = Value.self) throws(Failure) -> [Value]
  {
    var parsed: [Value] = []
    for text in values[option] ?? [] { parsed.append(try parse(text, of: option)) }
    return parsed
  }

  private func parse<Value: ParsedValue>(_ text: String, of option: String) throws(Failure) -> Value {
    guard let value = Value(text) else {
      throw .usage(
        Diagnostic(
          "usage.value",
          "found \"\(text)\" after \(option), expected \(Value.expectation)",
          fix: "correct the value; commission \(verb.name) --help says more"
        )
      )
    }
    return value
  }

  /// The value of an option that must be given, parsed.
  func required<Value: ParsedValue>(_ option: String, as type: Value.Type = Value.self) throws(Failure)
    -> Value
  {
    guard let value: Value = try parsed(option) else {
      throw .usage(Self.fault("found no \(option), expected \(Value.expectation)", verb))
    }
    return value
  }

  /// The table of a year: the named one, else the tariff where the year has one, else average costs.
  func priceSource(_ year: FinancialYear, _ basis: CostBasis?, near input: String? = nil) throws(Failure)
    -> PriceSource
  {
    guard basis == nil || basis == .tariff || basis == .averageCost else {
      throw .usage(Self.fault("found a basis that no table has, expected tariff or cost", verb))
    }
    let hasTariff = try tariffs(near: input).years(having: "prices.csv").contains(year)
    return PriceSource(year: year, basis: basis ?? (hasTariff ? .tariff : .averageCost))
  }

  /// The folder of price tables: named, else from the environment, else here, else above the input.
  func tariffs(near input: String? = nil) throws(Failure) -> TariffLibrary {
    if let named = try value("--tariffs") { return TariffLibrary(directory: named) }
    return TariffLibrary(directory: Surroundings.tariffFolder(near: input))
  }
}

/// Runs library code and turns its faults into the verb's failure.
func library<Value>(_ work: () throws(DiagnosticList) -> Value) throws(Failure) -> Value {
  do throws(DiagnosticList) {
    return try work()
  } catch {
    throw .input(error)
  }
}
