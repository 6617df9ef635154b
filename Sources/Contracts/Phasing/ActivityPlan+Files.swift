import Quantities
import Tables

/// Who sends a monitoring file, and when it was made.
public struct SubmissionHeader: Sendable, Hashable {
  /// The name of the submitter, at most 100 characters.
  public let submitter: String
  /// When the data set was made.
  public let created: CreationTime

  /// Names a submitter and a time.
  public init(submitter: String, created: CreationTime) {
    self.submitter = submitter
    self.created = created
  }
}

extension ActivityPlan {
  /// The plan by month as the package's own table: each line twelve times.
  public var monthTable: [UInt8] {
    var writer = CSVWriter(header: [
      "line_id", "financial_year", "month", "commissioner", "provider", "pathway", "step", "currency",
      "point_of_delivery", "treatment_function", "planned_activity", "planned_value",
    ])
    for own in lines {
      for month in 1...12 {
        let line = own.line
        writer.text(line.lineID)
        writer.text(line.financialYear.description)
        writer.number(month)
        writer.text(line.commissioner.description)
        writer.text(line.provider.description)
        writer.text(line.pathway)
        writer.text(line.step)
        writer.text(line.currency?.description ?? "")
        writer.text(line.pointOfDelivery?.description ?? "")
        writer.text(line.treatmentFunction?.description ?? "")
        writer.number(own.activity?[month - 1])
        writer.number(own.value?[month - 1])
        writer.endRow()
      }
    }
    return writer.bytes
  }

  /// The Indicative Activity Plan: each line with a point of delivery twelve times. Activity has three decimals and adds up to the year's;
  /// prices are those of the row, market forces included, and add up to the line's value.
  public func activityPlanFile(_ header: SubmissionHeader) -> [UInt8] {
    let rows = deliveredLines.flatMap { own in
      (1...12).map { month in
        var cells = service(of: own, header)
        cells["FINANCIAL MONTH"] = "\(month)"
        cells["CONTRACT MONITORING PLANNED ACTIVITY"] =
          own.isWithoutActivity ? "0" : own.thousandths?[month - 1].description
        cells["CONTRACT MONITORING PLANNED PRICE"] = own.value?[month - 1].description
        cells["CONTRACT MONITORING PLANNED MARKET FORCES FACTOR"] = own.line.marketForces?.description
        cells["NATIONAL TARIFF INDICATOR"] = own.line.basis.map { $0 == .tariff ? "Y" : "N" }
        cells["NAME OF SUBMITTER"] = header.submitter
        cells["LOCAL CONTRACT MONITORING CODE"] = Self.kept(own.line.lineID, 30)
        let step = [own.line.pathway, own.line.step].filter { !$0.isEmpty }.joined(separator: " ")
        cells["LOCAL CONTRACT MONITORING DESCRIPTION"] = Self.kept(step, 100)
        return cells
      }
    }
    return MonitoringFile.bytes(of: .activityPlan, rows)
  }

  /// The Local Prices grid: the price of a unit, before market forces, of each line that is priced and not by the
  /// national tariff; the same service at the same price once.
  public func localPricesFile(_ header: SubmissionHeader) -> [UInt8] {
    var seen: Set<[String: String]> = []
    let rows = locallyPriced.compactMap { own -> [String: String]? in
      var cells = service(of: own, header)
      cells["LOCAL PRICE"] = own.line.unitPrice?.description
      cells["POINT OF DELIVERY FURTHER DETAIL DESCRIPTION"] =
        own.isWithoutActivity ? own.line.currency?.description : nil
      return seen.insert(cells).inserted ? cells : nil
    }
    return MonitoringFile.bytes(of: .localPrices, rows)
  }

  /// The lines whose price is one between the parties: priced, and by any other basis than the national tariff.
  public var locallyPriced: [Line] {
    lines.filter { own in
      guard own.line.unitPrice != nil, let basis = own.line.basis else { return false }
      return basis != .tariff && basis != .unpriced
    }
  }

  private func service(of own: Line, _ header: SubmissionHeader) -> [String: String] {
    let line = own.line
    var cells: [String: String] = [
      "FINANCIAL YEAR": String(line.financialYear.description.filter { $0 != "/" }),
      "DATE AND TIME DATA SET CREATED": header.created.description,
      "ORGANISATION IDENTIFIER (CODE OF PROVIDER)": line.provider.description,
      "ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)": line.commissioner.description,
      "COMMISSIONED SERVICE CATEGORY CODE": own.category,
    ]
    cells["POINT OF DELIVERY CODE"] = own.pointOfDelivery?.description
    cells["SERVICE CODE"] = own.serviceCode
    let currency = line.currency?.description
    if own.isWithoutActivity {
      cells["CONTRACT MONITORING ADDITIONAL DETAIL"] = currency
    } else {
      cells["TARIFF CODE"] = currency
      cells["ACTIVITY TREATMENT FUNCTION CODE"] = line.treatmentFunction?.description
    }
    return cells
  }

  /// A text that an element has room for; else none, so that no part of a name passes for the whole.
  private static func kept(_ text: String, _ longest: Int) -> String? {
    text.count <= longest ? text : nil
  }
}
