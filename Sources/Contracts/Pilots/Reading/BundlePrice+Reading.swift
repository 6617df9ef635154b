import Diagnostics
import Quantities
import Tables

extension Bundle.Price {
  init?(_ object: JSONObject, _ faults: inout DiagnosticList) {
    let own = JSONObject.supportKeys + ["kind"]
    guard object.has("kind") else {
      let _: Words? = object.value("kind", &faults)
      return nil
    }
    switch object.choice("kind", of: ["expected-use", "stated", "components"], &faults) {
    case "expected-use":
      object.refuseOthers(than: own + ["reduction"], &faults)
      self = .expectedUse(reduction: Self.reduction(object, &faults))
    case "stated":
      object.refuseOthers(than: own + ["amount", "amounts"], &faults)
      guard let stated = Self.stated(object, &faults) else { return nil }
      self = .stated(stated)
    case "components":
      object.refuseOthers(than: own + ["components", "reduction"], &faults)
      let read = object.someObjects("components", &faults).map { Bundle.Component($0, &faults) }
      guard read.allSatisfy({ $0 != nil }) else { return nil }
      self = .components(read.compactMap { $0 }, reduction: Self.reduction(object, &faults))
    default: return nil
    }
  }

  private static func reduction(_ object: JSONObject, _ faults: inout DiagnosticList) -> Figured<Share> {
    let share: Share? = object.numberIfAny("reduction", &faults)
    let (evidence, source) = object.support(&faults)
    let isNothing = share == nil || share == Share.none
    return Figured(value: share ?? .none, evidence: isNothing ? .definition : evidence, source: source)
  }

  private static func stated(_ object: JSONObject, _ faults: inout DiagnosticList) -> [Bundle.StatedPrice]? {
    let (evidence, source) = object.support(&faults)
    guard object.has("amounts") else {
      let amount: StatedPounds? = object.number("amount", &faults)
      return amount.map {
        [
          Bundle.StatedPrice(
            stage: nil,
            subtype: nil,
            amount: $0.pence,
            evidence: evidence,
            source: source
          )
        ]
      }
    }
    if object.has("amount") {
      faults.append(
        Diagnostic(
          "pilot.price",
          at: object.position(of: "amount"),
          "found amount beside amounts, expected one of the two",
          fix: "remove one of them"
        )
      )
    }
    let read = object.someObjects("amounts", &faults).map { row -> Bundle.StatedPrice? in
      row.refuseOthers(than: ["stage", "subtype", "amount"] + JSONObject.supportKeys, &faults)
      let stage: Stage? = row.optional("stage", &faults)
      let subtype: Words? = row.optional("subtype", &faults)
      let amount: StatedPounds? = row.number("amount", &faults)
      let own = row.support(&faults)
      guard let amount else { return nil }
      return Bundle.StatedPrice(
        stage: stage,
        subtype: subtype?.text,
        amount: amount.pence,
        evidence: row.has("evidence") ? own.evidence : evidence,
        source: own.source.isEmpty ? source : own.source
      )
    }
    return read.allSatisfy { $0 != nil } && !read.isEmpty ? read.compactMap { $0 } : nil
  }
}

extension Bundle.Component {
  init?(_ object: JSONObject, _ faults: inout DiagnosticList) {
    object.refuseOthers(
      than: ["name", "currency", "pointOfDelivery", "activity", "unitPrice"] + JSONObject.supportKeys,
      &faults
    )
    let name: Words? = object.value("name", &faults)
    let currency: CurrencyCode? = object.value("currency", &faults)
    let point: PointOfDelivery? = object.optional("pointOfDelivery", &faults)
    let activity: Activity? = object.number("activity", &faults)
    let price: UnitPrice? = object.number("unitPrice", &faults)
    let (evidence, source) = object.support(&faults)
    guard let name, let currency, let activity, let price else { return nil }
    self.init(
      name: name.text,
      currency: currency,
      pointOfDelivery: point,
      activity: activity,
      unitPrice: price,
      evidence: evidence,
      source: source
    )
  }
}
