public import Diagnostics
import Quantities
public import Tables

/// Local rates over the rates of the registrations, by area, site and sex.
///
/// A ratio is stated, or follows from the cases of some years that were observed in the area and those expected
/// there at the rates of the registrations. Counts of small areas say little, so such a ratio is shrunk towards
/// 1 by what its count is worth (empirical Bayes, with the prior mean at 1):
///
///     variance between areas A = max(0, Σ E·(O ÷ E − 1)² ÷ Σ E − n ÷ Σ E), over the n areas of a site and sex
///     ratio = 1 + A·E ÷ (A·E + 1) × (O ÷ E − 1)
///
/// Fewer than three areas say nothing of how far areas differ: then A is that of all counts of the table, and when
/// they are fewer than three too the ratios must be stated.
///
/// Source of the estimator: Marshall, Mapping disease and mortality rates using empirical Bayes estimators,
/// Applied Statistics 40 (1991) 283.
public struct LocalRatios: Sendable {
  /// The table that was read.
  public let file: FileStamp
  /// Whether any ratio follows from counts and was shrunk.
  public let areShrunk: Bool
  private let ratios: [Key: Double]

  private struct Key: Hashable {
    let site: String
    let sex: Sex
    /// Blank for all areas that have no row of their own.
    let area: String
  }

  private struct Row {
    let key: Key
    let stated: Double?
    let counts: (observed: Double, expected: Double)?
    let position: Position
  }

  /// What a row is about and where it stands, to be checked against what there is.
  package struct Place: Sendable {
    package let site: String
    package let area: String
    package let sitePosition: Position
    package let areaPosition: Position
  }

  /// The rows, as they stand in the table.
  package let places: [Place]

  private static let fewestAreas = 3

  /// Reads a table of ratios: each row has a ratio, or observed and expected cases.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let (rows, places) = try Self.rows(of: input)
    let all = rows.compactMap(\.counts)
    if !all.isEmpty, all.count < Self.fewestAreas {
      let position = rows.first { $0.counts != nil }?.position
      throw DiagnosticList(
        Diagnostic(
          "ratio.few",
          at: position,
          "found counts on \(all.count) \(all.count == 1 ? "row" : "rows"), which say nothing of how far areas differ, "
            + "expected \(Self.fewestAreas) or more",
          fix: "give the counts of more areas, sites or sexes, or state the ratio instead"
        )
      )
    }
    var ratios: [Key: Double] = [:]
    struct Group: Hashable { let site: String, sex: Sex }
    for (_, own) in Dictionary(grouping: rows, by: { Group(site: $0.key.site, sex: $0.key.sex) }) {
      let counts = own.compactMap(\.counts)
      let between = Self.variance(between: counts.count < Self.fewestAreas ? all : counts)
      for row in own {
        ratios[row.key] = row.stated ?? row.counts.map { Self.shrunk($0.observed, $0.expected, between) } ?? 1
      }
    }
    self.ratios = ratios
    areShrunk = !all.isEmpty
    self.places = places
    file = input.stamp
  }

  private static func rows(of input: InputFile) throws(DiagnosticList) -> ([Row], [Place]) {
    let reader = try TableReader(
      input,
      columns: [
        .optional("area", "area code; blank for all areas without a row of their own"),
        Column("site", "breast, lung, or another cancer"),
        Column("sex", "female or male"),
        .optional("ratio", "local rate over the rate of the registrations; or give observed and expected"),
        .optional("observed", "cases of the area in some years"),
        .optional("expected", "cases there would have been at the rates of the registrations"),
        .optional("evidence", "evidence grade"),
        .optional("source", "publication"),
        .optional("note", "what a reader must know"),
      ]
    )
    var keys = UniqueKeys<Key>()
    var places: [Place] = []
    let rows = try reader.rows { row -> Row? in
      let site: String? = row.required("site")
      let sex: Sex? = row.required("sex")
      let ratio: Factor? = row.optional("ratio", atMost: Factor(millionths: 100_000_000))
      let observed = row.optional("observed", in: 0...10_000_000)
      let expected: Persons? = row.optional("expected", atMost: .largest)
      guard let site, let sex else { return nil }
      let key = Key(site: site, sex: sex, area: row.text("area") ?? "")
      keys.note(key, "site", of: "area, site and sex", in: &row)
      places.append(
        Place(
          site: site,
          area: key.area,
          sitePosition: row.position(of: "site"),
          areaPosition: row.position(of: "area")
        )
      )
      let stated = ratio.map { Double($0.millionths) / 1e6 }
      let position = row.position(of: "observed")
      if stated != nil, row.text("observed") != nil || row.text("expected") != nil {
        row.report(
          "ratio.twice",
          in: "ratio",
          "found a ratio and counts from which another one follows",
          fix: "give the ratio, or observed and expected, and leave the other blank"
        )
      }
      guard stated == nil else { return Row(key: key, stated: stated, counts: nil, position: position) }
      guard row.text("ratio") == nil, let observed, let expected, expected.count > 0 else {
        if row.text("ratio") == nil, (observed == nil) == (row.text("observed") == nil) {
          row.report(
            "value.missing",
            in: "ratio",
            "found no ratio, and not both observed and expected cases above 0",
            fix: "give the ratio, or the two counts from which it follows"
          )
        }
        return nil
      }
      return Row(key: key, stated: nil, counts: (Double(observed), expected.count), position: position)
    }
    return (rows, places)
  }

  /// How much the true ratios of areas vary, beyond chance.
  static func variance(between counts: [(observed: Double, expected: Double)]) -> Double {
    let expected = counts.reduce(0) { $0 + $1.expected }
    guard expected > 0 else { return 0 }
    let squares = counts.reduce(0) {
      $0 + $1.expected * ($1.observed / $1.expected - 1) * ($1.observed / $1.expected - 1)
    }
    return max(0, (squares - Double(counts.count)) / expected)
  }

  /// A ratio shrunk towards 1 by what its count is worth.
  static func shrunk(_ observed: Double, _ expected: Double, _ between: Double) -> Double {
    let weight = between * expected / (between * expected + 1)
    return 1 + weight * (observed / expected - 1)
  }

  /// The ratio of an area; of all areas where it has no row; 1 where the table has none.
  public func ratio(of site: String, _ sex: Sex, area: String) -> Double {
    ratios[Key(site: site, sex: sex, area: area)] ?? ratios[Key(site: site, sex: sex, area: "")] ?? 1
  }
}
