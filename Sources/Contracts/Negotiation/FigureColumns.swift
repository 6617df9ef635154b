import Quantities

/// The figures of a schedule, column by column; nil where a line has none.
struct FigureColumns {
  let activity: [Activity?]
  let price: [UnitPrice?]
  let factor: [Factor?]
  let value: [Pence?]

  init(_ lines: [ScheduleLine]) {
    activity = lines.indices.map { lines[$0].plannedActivity }
    price = lines.indices.map { lines[$0].unitPrice }
    factor = lines.indices.map { lines[$0].marketForces }
    value = lines.indices.map { lines[$0].plannedValue }
  }

  /// What the value of a line is made of; nil when the line does not say it.
  func figures(_ line: Int) -> LineFigures? { LineFigures(activity[line], price[line], factor[line]) }
}
