import Diagnostics
import Pathways
import Quantities
import Tables

extension LineScope {
  static let keys = [
    "pathways", "phases", "steps", "stages", "currencies", "pointsOfDelivery", "treatmentFunctions", "bases",
    "serviceCategories", "providers", "commissioners",
  ]

  /// Reads a scope: lists of what a line's properties may be; all lines when it is left out.
  init(_ root: JSONObject, _ key: String, _ faults: inout DiagnosticList) {
    self.init()
    guard root.has(key), let object = root.object(key, &faults) else { return }
    self.init(object, &faults)
  }

  /// Reads a scope.
  init(_ object: JSONObject, _ faults: inout DiagnosticList) {
    object.refuseOthers(than: Self.keys + ["except"], of: "a scope", &faults)
    self.init(
      pointsOfDelivery: Self.set(object, "pointsOfDelivery", &faults),
      currencies: Self.words(object, "currencies", &faults),
      treatmentFunctions: Self.set(object, "treatmentFunctions", &faults),
      serviceCategories: Self.words(object, "serviceCategories", &faults),
      bases: Self.set(object, "bases", &faults),
      providers: Self.set(object, "providers", &faults),
      commissioners: Self.set(object, "commissioners", &faults),
      pathways: Self.words(object, "pathways", &faults),
      phases: Self.set(object, "phases", &faults),
      steps: Self.words(object, "steps", &faults),
      stages: Self.set(object, "stages", &faults)
    )
    for other in object.objects("except", &faults) { self = except(LineScope(other, &faults)) }
  }

  private static func set<Value: ParsedValue & Hashable>(
    _ object: JSONObject,
    _ key: String,
    _ faults: inout DiagnosticList
  ) -> Set<Value>? {
    guard object.has(key) else { return nil }
    return object.oneOrMore(key, as: Value.self, &faults).map { Set($0.map(\.value)) } ?? []
  }

  private static func words(_ object: JSONObject, _ key: String, _ faults: inout DiagnosticList) -> Set<
    String
  >? {
    guard object.has(key) else { return nil }
    return object.oneOrMore(key, as: Words.self, &faults).map { Set($0.map(\.value.text)) } ?? []
  }

  /// Whether it asks for phases, here or in an exception.
  var asksForPhases: Bool { phases != nil || exceptions.contains(where: \.asksForPhases) }
}
