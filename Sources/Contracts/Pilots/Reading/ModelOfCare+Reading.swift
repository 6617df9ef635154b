import Diagnostics
import Quantities
import Tables

extension ModelOfCare {
  init?(_ object: JSONObject, _ faults: inout DiagnosticList) {
    object.refuseOthers(
      than: ["name", "patients", "spells", "price", "marketForces", "costPerPatient"]
        + JSONObject.supportKeys,
      of: "a model of care",
      &faults
    )
    let name: Words? = object.value("name", &faults)
    let patients: Activity? = object.number("patients", &faults)
    let spells: Activity? = object.numberIfAny("spells", &faults) ?? patients
    let price: UnitPrice? = object.number("price", &faults)
    let factor: Factor? = object.numberIfAny("marketForces", &faults)
    let cost: UnitPrice? = object.number("costPerPatient", &faults)
    let (evidence, source) = object.support(&faults)
    guard let name, let patients, let spells, let price, let cost else { return nil }
    self.init(
      name: name.text,
      patients: patients,
      spells: spells,
      price: price,
      marketForces: factor ?? .one,
      costPerPatient: cost,
      evidence: evidence,
      source: source,
      position: object.position
    )
  }
}
