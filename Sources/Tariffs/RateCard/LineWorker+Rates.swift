import Diagnostics
import Quantities
import Tables

/// Compiles the rates that rows need.
extension LineWorker {
  /// The number of a reason.
  mutating func reason(_ text: String) -> Int {
    if let known = reasons[text] { return known }
    reasons[text] = gaps.count
    gaps.append((text, PriceTotals.Gap()))
    return gaps.count - 1
  }

  func entry(for line: ActivityLine) throws(Stop) -> (Rate, RateMemo.Entry) {
    guard let tables = pricer.rules.years[line.year], tables.list != nil || line.localPrice != nil else {
      throw .year(line.year, isLocal: line.localPrice != nil)
    }
    if line.localPrice != nil, tables.uplifts == nil { throw .year(line.year, isLocal: true) }
    let (rate, text) = Rate.compiled(line, tables)
    let entry = RateMemo.Entry(
      year: line.year,
      tables: tables,
      text: text,
      unpriced: rate.isUnpriced ? Self.unpricedCells(text.unpriced) : [],
      counted: CourseCounting.units(of: line, tables.figures)
    )
    return (rate, entry)
  }

  /// The cells of a line without a price, up to its exceptions.
  static func unpricedCells(_ reason: String) -> [UInt8] {
    Array(",,,,,,,,,,\(CostBasis.unpriced.rawValue),,,".utf8) + Tariffs.cell("unpriced: \(reason)")
      + [UInt8(ascii: ",")]
  }

  /// What the row counts towards: its provider's course and cycle.
  func counted(
    by index: Int,
    _ piece: UnsafeBufferPointer<UInt8>,
    _ quantity: Int64
  ) -> [(key: UInt128, exception: LineExceptions, units: Int64)] {
    memo.entries[index].counted.compactMap { item in
      if item.usesCycle, !hasValue(layout.cycle) { return nil }
      var bytes = layout.provider.map { unsafe Array(cell(piece, $0)) } ?? []
      bytes.append(0x1F)
      if let column = layout.course { bytes += unsafe Array(cell(piece, column)) }
      bytes.append(0x1F)
      if item.usesCycle, let column = layout.cycle,
        let cycle = unsafe Self.scaled(cell(piece, column), decimals: 0, largest: 10_000)
      {
        bytes += Array(String(cycle).utf8)
      }
      return (
        CourseKeys.key(bytes, item.exception), item.exception, CourseCounting.units(item.units, quantity)
      )
    }
  }

  /// What lines of the row's rate share; nil when a cell is not as it should be.
  func line(_ piece: UnsafeBufferPointer<UInt8>, _ hasLocalPrice: Bool) -> ActivityLine? {
    let terms = layout.terms
    func text(_ column: Int?) -> String? {
      guard let column, hasValue(column) else { return nil }
      return unsafe String(decoding: cell(piece, column), as: UTF8.self)
    }
    var isGood = true
    func value<Value: ParsedValue>(_ column: Int?) -> Value? {
      guard let text = text(column) else { return nil }
      let value = Value(text)
      if value == nil { isGood = false }
      return value
    }
    let year: FinancialYear? = value(terms.year)
    let currency: CurrencyCode? = value(terms.currency)
    guard let year, let currency else { return nil }
    var line = ActivityLine(year: year, currency: currency, pointOfDelivery: value(terms.pointOfDelivery))
    line.setting = text(terms.setting) ?? ""
    line.treatmentFunction = value(terms.treatmentFunction)
    line.attendance = value(terms.attendance)
    line.patientClassification = text(terms.patientClassification)
    line.admissionMethod = text(terms.admissionMethod)
    line.bestPractice = text(terms.bestPractice)
    for word in text(terms.unbundled)?.split(separator: " ") ?? [] {
      guard let units = UnbundledUnits(String(word)) else { return nil }
      line.unbundled.append(units)
    }
    line.localPrice = hasLocalPrice ? UnitPrice(pounds: 0) : nil
    line.localPriceYear = value(terms.localPriceYear)
    let isPlaced =
      line.pointOfDelivery != nil || line.patientClassification != nil || line.admissionMethod != nil
    return isGood && isPlaced ? line : nil
  }
}
