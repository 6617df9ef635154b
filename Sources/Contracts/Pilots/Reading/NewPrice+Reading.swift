import Diagnostics
import Quantities
import Tables

extension NewPrice {
  init?(_ object: JSONObject, _ faults: inout DiagnosticList) {
    object.refuseOthers(
      than: ["currency", "pointOfDelivery", "price", "factor", "as"] + JSONObject.supportKeys,
      of: "a price",
      &faults
    )
    let currency: Words? = object.value("currency", &faults)
    let point: PointOfDelivery? = object.optional("pointOfDelivery", &faults)
    let price: UnitPrice? = object.numberIfAny("price", &faults)
    let factor: Factor? = object.numberIfAny("factor", &faults)
    let other: PointOfDelivery? = object.optional("as", &faults)
    let (evidence, source) = object.support(&faults)
    let given = ["price", "factor", "as"].filter(object.has)
    guard given.count == 1 else {
      faults.append(
        Diagnostic(
          "pilot.price",
          at: object.position,
          "found \(given.isEmpty ? "no new price" : given.joined(separator: " and ")), expected one of price, "
            + "factor and as",
          fix: "write \"price\": 1125, \"factor\": 1.1 or \"as\": \"DC\""
        )
      )
      return nil
    }
    let change = price.map(Change.to) ?? factor.map(Change.by) ?? other.map(Change.asAt)
    guard let currency, let change else { return nil }
    self.init(
      currency: currency.text,
      pointOfDelivery: point,
      change: change,
      evidence: evidence,
      source: source,
      position: object.position
    )
  }
}
