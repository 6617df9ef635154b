public import Diagnostics
import FundingFlows
import Quantities

extension ActivityPlan {
  /// The lines of an Indicative Activity Plan: those with a point of delivery, which it must have.
  public var deliveredLines: [Line] { lines.filter { $0.pointOfDelivery != nil } }

  /// The lines that an Indicative Activity Plan has no room for: activity without point of delivery and value.
  public var leftOut: [Line] { lines.filter { $0.pointOfDelivery == nil } }

  /// A warning of the lines that the Indicative Activity Plan leaves out, where there are any.
  ///
  /// - Parameter file: the path of the schedule.
  public func remarks(on file: String) -> DiagnosticList {
    var remarks = DiagnosticList()
    guard let first = leftOut.first else { return remarks }
    remarks.append(
      Diagnostic(
        "plan.left-out",
        at: Position(file: file),
        "found \(leftOutWords), such as \(first.line.lineID), expected a point of delivery on each line of an "
          + "Indicative Activity Plan: it leaves them out",
        fix:
          "fill in point_of_delivery where the activity is to be monitored; plan-by-month.csv has it as it is",
        severity: .warning
      )
    )
    return remarks
  }

  /// How many lines are left out, of how much activity: a value never is.
  var leftOutWords: String {
    let left = leftOut
    let activity = left.compactMap(\.line.plannedActivity).reduce(.zero, +)
    let units = TextTable.separated(activity.description)
    return
      "\(left.count == 1 ? "1 line" : "\(left.count) lines") without point of delivery, \(units) units of "
      + "activity and no value"
  }
}
