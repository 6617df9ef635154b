public import Quantities

/// A picture of who gains and who loses by a new tariff: what each provider is paid now and would be, and a bar for
/// the difference.
public struct WinnersChart: Sendable {
  /// A provider with what it is paid under both tariffs.
  public struct Provider: Sendable {
    /// What it is called, such as its code and name.
    public let label: String
    /// What it is paid under the tariff in force.
    public let inForce: Pence
    /// What the new tariff would pay.
    public let pilot: Pence

    /// A provider with what it is paid under both tariffs.
    public init(_ label: String, inForce: Pence, pilot: Pence) {
      self.label = label
      self.inForce = inForce
      self.pilot = pilot
    }
  }

  /// The picture, as Scalable Vector Graphics.
  public let svg: String

  /// Draws the 20 providers who gain or lose most, from the largest gain to the largest loss.
  ///
  /// The scale is never shorter than 0.01 % of all that is paid, so that pence do not look like a fortune.
  ///
  /// - Parameters:
  ///   - title: which tariffs are compared, for the head of the picture.
  ///   - providers: the providers, in any order.
  ///   - source: where the figures are from, for the foot of the picture.
  public init(title: String, providers: [Provider], source: String) {
    let rows = WinnersRows(providers)
    let foot = (Self.notes(rows) + [source]).joined(separator: " ")
    let frame = ChartFrame(title: title, foot: foot, width: WinnersPlot.width + 2 * ChartFrame.margin)
    let plot = WinnersPlot(rows, at: (ChartFrame.margin, frame.top + 66))
    var drawing = frame.drawing(downTo: plot.bottom, description: Self.description(rows))
    drawing.text(Self.summary(rows), ChartFrame.margin, frame.top + 18, size: 14)
    plot.draw(in: &drawing)
    svg = drawing.svg
  }

  private static func summary(_ rows: WinnersRows) -> String {
    guard let largest = rows.largest else { return "No provider gains or loses anything." }
    let unit = MoneyUnit(for: largest)
    guard largest >= rows.least.amount.magnitude else {
      return "No provider gains or loses more than \(unit.pounds(Pence(Int64(clamping: largest))))."
    }
    let sums = [("gain", rows.gained), ("lose", rows.lost)].map { word, sum in
      let count = sum.count == 1 ? "1 provider \(word)s" : "\(sum.count) providers \(word)"
      return sum.count == 0 ? "none \(word)s" : "\(count) \(unit.pounds(sum.amount))"
    }
    return sums.joined(separator: ", ") + " in all."
  }

  private static func notes(_ rows: WinnersRows) -> [String] {
    var notes: [String] = []
    if rows.more.count > 0 {
      let amount = MoneyUnit(for: rows.more.amount.amount.magnitude).pounds(rows.more.amount, isSigned: true)
      notes.append("\(rows.more.count) more who gain or lose less are not shown: \(amount) in all.")
    }
    if let largest = rows.largest, largest < rows.least.amount.magnitude {
      notes.append("The scale is 0.01 % of all that is paid, either way: smaller differences are no bars.")
    }
    return notes + ["Figures are rounded."]
  }

  /// The picture in words.
  private static func description(_ rows: WinnersRows) -> String {
    let told = rows.shown.map { row in
      "\(row.label): \(row.inForce) in force, \(row.pilot) in the pilot, \(row.gain) difference"
    }
    return "In pounds. \(told.joined(separator: "; "))."
  }
}
