import Diagnostics
import Quantities
import Tables

extension UncertaintyPlan {
  /// Reads the key `uncertainty` of a scenario; nothing is uncertain when it is left out.
  ///
  /// Faults: `uncertainty.distribution` when a distribution does not suit its path or lacks a width,
  /// `uncertainty.twice` for a path that comes twice or overlaps another, `uncertainty.correlation`.
  init(_ root: JSONObject, _ faults: inout DiagnosticList) {
    self.init()
    guard root.has("uncertainty"), let object = root.object("uncertainty", &faults) else { return }
    object.refuseOthers(than: ["inputs", "correlations", "design", "note"], &faults)
    let _: String? = object.optional("note", &faults)
    let design = object.choice("design", of: ["independent", "latin-hypercube"], &faults)
    let read = object.objects("inputs", &faults).map { Self.input($0, &faults) }
    let inputs = read.compactMap { $0 }
    var earlier = OverlappingPaths()
    for (index, input) in inputs.enumerated() {
      guard let other = earlier.insert(input.path, at: index).map({ inputs[$0] }) else { continue }
      faults.append(
        Diagnostic(
          "uncertainty.twice",
          at: input.position,
          "found \(input.path) beside \(other.path), which is about the same input",
          fix: "keep one of the two"
        )
      )
    }
    let correlations = object.objects("correlations", &faults).map { Self.correlation($0, &faults) }
    self.init(
      inputs: inputs,
      correlations: correlations.compactMap { $0 },
      isLatinHypercube: design == "latin-hypercube"
    )
  }

  private static func input(_ object: JSONObject, _ faults: inout DiagnosticList) -> Input? {
    object.refuseOthers(
      than: [
        "path", "distribution", "mean", "sd", "cv", "size", "low", "high", "evidence", "source", "note",
      ],
      &faults
    )
    let path: ChangePath? = object.value("path", &faults)
    let evidence: Evidence? = object.optional("evidence", &faults)
    let source: FilledText? = object.optional("source", &faults)
    let _: String? = object.optional("note", &faults)
    guard let path, let spread = spread(object, path, &faults) else { return nil }
    return Input(
      path: path,
      spread: spread,
      evidence: evidence ?? .unverified,
      source: source?.text ?? "",
      position: object.position
    )
  }

  private static func spread(_ object: JSONObject, _ path: ChangePath, _ faults: inout DiagnosticList)
    -> Spread?
  {
    let kinds = path.distributions
    guard !kinds.isEmpty else {
      faults.append(
        Diagnostic(
          "uncertainty.distribution",
          at: object.position,
          "found a distribution of \(path), which is no number",
          fix: "remove it, or compare two scenarios"
        )
      )
      return nil
    }
    guard object.has("distribution") else {
      let _: String? = object.value("distribution", &faults)
      return nil
    }
    let word = object.choice("distribution", of: kinds.map(\.rawValue), &faults)
    let mean = object.optionalNumber("mean", &faults)
    guard let kind = word.flatMap({ Kind(rawValue: $0) }) else { return nil }
    guard let width = width(object, kind, &faults) else { return nil }
    return Spread(kind: kind, mean: mean, width: width)
  }

  private static func width(_ object: JSONObject, _ kind: Kind, _ faults: inout DiagnosticList) -> Width? {
    let keys = ["sd", "cv", "size", "low", "high"]
    let numbers = Dictionary(
      keys.compactMap { key in object.optionalNumber(key, &faults).map { (key, $0) } },
      uniquingKeysWith: { first, _ in first }
    )
    let width: Width? =
      switch (kind, Set(keys.filter(object.has))) {
      case (.forecast, []): .ofForecast
      case (.dirichlet, ["size"]), (.beta, ["size"]): numbers["size"].map { .size($0) }
      case (.beta, ["sd"]), (.gamma, ["sd"]), (.logNormal, ["sd"]), (.normal, ["sd"]):
        numbers["sd"].map { .standardDeviation($0) }
      case (.beta, ["cv"]), (.gamma, ["cv"]), (.logNormal, ["cv"]), (.normal, ["cv"]):
        numbers["cv"].map { .variation($0) }
      case (.logNormal, ["low", "high"]), (.normal, ["low", "high"]), (.beta, ["low", "high"]),
        (.gamma, ["low", "high"]):
        interval(numbers["low"], numbers["high"])
      default: nil
      }
    if width == nil || numbers.values.contains(where: { $0 <= 0 }) {
      let expected =
        switch kind {
        case .forecast: "nothing more: it is as wide as the forecast's own intervals"
        case .dirichlet: "size, as if so many patients had been counted, above 0"
        case .beta: "size, sd, cv, or low and high of 95 %, above 0"
        case .gamma, .logNormal, .normal: "sd, cv, or low and high of 95 %, above 0"
        }
      faults.append(
        Diagnostic(
          "uncertainty.distribution",
          at: object.position,
          "found a \(kind.rawValue) distribution of no known width, expected \(expected)",
          fix: "give one width"
        )
      )
      return nil
    }
    return width
  }

  private static func interval(_ low: Double?, _ high: Double?) -> Width? {
    guard let low, let high, low < high else { return nil }
    return .interval(low: low, high: high)
  }

  private static func correlation(_ object: JSONObject, _ faults: inout DiagnosticList) -> Correlation? {
    object.refuseOthers(than: ["between", "rank", "source", "note"], &faults)
    let paths = object.texts("between", &faults)
    let rank = object.optionalNumber("rank", isSigned: true, &faults)
    guard let paths, paths.count == 2, let rank, abs(rank) < 1 else {
      faults.append(
        Diagnostic(
          "uncertainty.correlation",
          at: object.position,
          "found no rank correlation between two paths, expected \"between\": [\"…\", \"…\"] and \"rank\" from -1 to 1, "
            + "neither included",
          fix: "name two uncertain paths and a rank correlation"
        )
      )
      return nil
    }
    return Correlation(paths: (paths[0], paths[1]), rank: rank, position: object.position)
  }
}

extension ChangePath {
  /// The distributions that suit it; none when it is no number.
  fileprivate var distributions: [UncertaintyPlan.Kind] {
    switch self {
    case .guidelineYear, .tariffYear, .tariffBasis: []
    case .stages: [.dirichlet]
    case .stage, .earlyStages, .survival, .stepShare, .casemix, .providerShare: [.beta]
    case .incidenceForecast: [.forecast, .logNormal, .gamma, .normal]
    case .population, .incidenceRatio, .stepQuantity, .referrals, .price: [.gamma, .logNormal, .normal]
    }
  }
}

extension JSONObject {
  /// A number that may be left out.
  func optionalNumber(_ key: String, isSigned: Bool = false, _ faults: inout DiagnosticList) -> Double? {
    guard has(key) else { return nil }
    if isSigned {
      let number: SignedNumber? = number(key, &faults)
      return number?.value
    }
    let number: ChangedNumber? = number(key, &faults)
    return number?.value
  }
}

/// A number of either sign.
private struct SignedNumber: ParsedValue {
  let value: Double

  init?(_ text: String) {
    let isNegative = text.hasPrefix("-")
    guard let number = ChangedNumber(isNegative ? String(text.dropFirst()) : text) else { return nil }
    value = isNegative ? -number.value : number.value
  }

  static var expectation: String { "a number with up to nine decimals, such as -0.3" }
}
