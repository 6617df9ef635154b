public import Diagnostics
public import Quantities
import Tables

/// Whether a code map leaves the cost of a year's activity as it is: what the activity of mapped codes cost at
/// the year's own unit costs, and what at those of the earlier codes they are made of.
///
/// Formula: own value = activity × own unit cost; mapped value = activity × Σ(share × earlier unit cost); the
/// ratio is mapped ÷ own, and the neutral factor, own ÷ mapped, is what mapped costs would be multiplied by so
/// that the totals agree. Both are rounded half up once to six decimals. Prices also rose between the years, and
/// the ways of collecting costs changed: without the deflator a ratio holds all of that.
/// Source: a code means something only together with its year; the map and the costs name their own sources.
public struct CodeMapNeutrality: Sendable {
  /// Activity that was compared.
  public struct Row: Sendable {
    /// The activity, by codes of the later year.
    public let line: CountedActivity
    /// How many units.
    public let activity: Activity
    /// What a unit cost in the later year.
    public let own: UnitValue
    /// What a unit cost in the earlier year, by the map.
    public let mapped: UnitValue
    /// The activity at the one.
    public let ownValue: ExactPounds
    /// The activity at the other.
    public let mappedValue: ExactPounds
    /// How well the comparison is supported.
    public var evidence: Evidence { own.evidence.weaker(mapped.evidence) }
    /// Mapped ÷ own; nil when the activity cost nothing.
    public var ratio: Factor? { CodeMapNeutrality.factor(mappedValue, ownValue) }
  }

  /// Activity that was not compared.
  public struct Gap: Sendable {
    /// The code, in its meaning of the later year.
    public let currency: CurrencyCode
    /// The activity; nil when there is none of the code.
    public let line: CountedActivity?
    /// Why not.
    public let reason: String
  }

  /// The year of the activity.
  public let year: FinancialYear
  /// The year whose codes the map makes its codes of.
  public let earlierYear: FinancialYear
  /// Whether earlier costs were brought to the year of the activity by the deflator.
  public let isDeflated: Bool
  /// What was compared, by currency and point of delivery.
  public let rows: [Row]
  /// Mapped codes whose activity was not compared, and why.
  public let gaps: [Gap]
  /// Activity of codes that changed their meaning between the years and that no row of the map covers.
  public let uncovered: [Gap]
  /// What all that was compared cost at the year's own unit costs.
  public let ownValue: ExactPounds
  /// What it cost at the mapped ones.
  public let mappedValue: ExactPounds

  /// Mapped ÷ own of all that was compared; nil when it cost nothing.
  public var ratio: Factor? { Self.factor(mappedValue, ownValue) }
  /// What multiplies mapped costs so that the totals agree; nil when they are nothing.
  public var neutralFactor: Factor? { Self.factor(ownValue, mappedValue) }
  /// The weakest of what was compared.
  public var evidence: Evidence { CostArithmetic.weakest(rows.map(\.evidence), from: .derived) }

  private static func factor(_ one: ExactPounds, _ other: ExactPounds) -> Factor? {
    one.ratio(to: other, decimals: 6).map { Factor(millionths: $0) }
  }

  /// Compares the costs of a year's activity.
  ///
  /// - Parameters:
  ///   - map: what codes of the later year are made of in the earlier.
  ///   - later: the average costs of the later year.
  ///   - earlier: those of the earlier year.
  ///   - changes: the codes that changed their meaning.
  ///   - deflators: brings earlier costs to the later year; nil to leave them as published.
  ///   - activity: by codes of the later year; nil for what the later year counted nationally.
  /// - Throws: `code-map.no-rows` when the map has none of these years; `tariff.no-deflator`;
  ///   `price.carried-too-far`; `cost.too-large`.
  public init(
    of map: CodeMap,
    later: AverageCosts,
    earlier: AverageCosts,
    changes: CodeChanges,
    deflators: Deflators? = nil,
    activity: [CountedActivity]? = nil
  ) throws(DiagnosticList) {
    let codes = Set(
      map.keys.filter { $0.year == later.year && $0.earlierYear == earlier.year }.map(\.currency)
    )
    guard !codes.isEmpty else { throw Self.noRows(map, later.year, earlier.year) }
    let lines = { (currency: CurrencyCode) in
      activity?.filter { $0.currency == currency } ?? later.activity(of: currency)
    }
    var deflation: Conversion?
    if let deflators { deflation = try deflators.conversion(from: earlier.year, to: later.year) }
    var rows: [Row] = []
    var gaps: [Gap] = []
    var totals = (own: ExactPounds.zero, mapped: ExactPounds.zero)
    for code in codes.sorted() {
      let own = lines(code)
      if own.isEmpty { gaps.append(Gap(currency: code, line: nil, reason: "there is no activity of it")) }
      let parts = map.parts(of: code, in: later.year, from: earlier.year) ?? []
      for line in own {
        let costs = (later.value(of: line), Self.mapped(line, parts, earlier, deflation))
        guard let units = line.activity, case (.priced(let own), .priced(let mapped)) = costs else {
          let reason = costs.0.reason ?? costs.1.reason ?? "its activity is not published"
          gaps.append(Gap(currency: code, line: line, reason: reason))
          continue
        }
        let row = try Row(line, units, own, mapped)
        totals.own = try CostArithmetic.within(totals.own + row.ownValue, "the total")
        totals.mapped = try CostArithmetic.within(totals.mapped + row.mappedValue, "the total")
        rows.append(row)
      }
    }
    let changed = changes.all.filter { change in
      let isChanged = changes.changedMeaning(of: change.new, between: earlier.year, and: later.year) != nil
      return !change.isRenaming && isChanged && !codes.contains(change.new)
    }
    uncovered = Dictionary(changed.map { ($0.new, $0.note) }, uniquingKeysWith: { first, _ in first })
      .sorted { $0.key < $1.key }
      .flatMap { code, note in lines(code).map { Gap(currency: code, line: $0, reason: note) } }
    year = later.year
    earlierYear = earlier.year
    isDeflated = deflators != nil
    self.rows = rows
    self.gaps = gaps
    ownValue = totals.own
    mappedValue = totals.mapped
  }

  private static func noRows(
    _ map: CodeMap,
    _ year: FinancialYear,
    _ earlier: FinancialYear
  ) -> DiagnosticList {
    let known = Set(map.keys.map { "\($0.year) from \($0.earlierYear)" }).sorted()
    return CostArithmetic.fault(
      "code-map.no-rows",
      at: Position(file: map.file.path),
      "found no row that says what a code of \(year) is made of in \(earlier)",
      fix: "add rows of these years" + (known.isEmpty ? "" : ", or choose \(known.joined(separator: ", "))")
    )
  }

  /// What a unit cost in the earlier year by its parts there, or why that is not known.
  private static func mapped(
    _ line: CountedActivity,
    _ parts: [CodeMap.Part],
    _ earlier: AverageCosts,
    _ deflation: Conversion?
  ) -> Valuation {
    var values: [(part: CodeMap.Part, value: UnitValue)] = []
    for part in parts {
      let found = earlier.value(
        of: part.earlier,
        at: line.pointOfDelivery,
        setting: line.setting,
        treatmentFunction: line.treatmentFunction
      )
      guard case .priced(let value) = found else { return .unpriced("mapped, but \(found.reason ?? "")") }
      values.append((part, value))
    }
    guard let mapped = UnitValue(mixing: values, as: line.currency) else {
      return .unpriced("nothing to map")
    }
    return .priced(deflation.map { mapped.converted(by: $0) } ?? mapped)
  }
}

extension CodeMapNeutrality.Row {
  fileprivate init(
    _ line: CountedActivity,
    _ units: Activity,
    _ own: UnitValue,
    _ mapped: UnitValue
  ) throws(DiagnosticList) {
    self.line = line
    activity = units
    self.own = own
    self.mapped = mapped
    let what = "the cost of \(line.name)"
    ownValue = try CostArithmetic.value(units, at: ExactPounds(own.price), what, at: own.position)
    mappedValue = try CostArithmetic.value(units, at: ExactPounds(mapped.price), what, at: mapped.position)
  }
}
