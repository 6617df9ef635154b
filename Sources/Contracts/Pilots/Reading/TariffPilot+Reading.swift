public import Diagnostics
import FundingFlows
import Quantities
public import Tables

extension TariffPilot {
  static let keys = [
    "name", "description", "activity", "payment", "quality", "clauses", "chanceOfLoss", "note",
  ]

  /// Whether a file is meant as a pilot: a JSON object that says what is paid.
  public static func recognises(_ input: InputFile) -> Bool {
    guard let document = try? JSONDocument(input), case .object(let members) = document.root.value else {
      return false
    }
    return members.contains { $0.key == "payment" }
  }

  /// Reads a pilot; its faults are thrown all at once.
  ///
  /// - Throws: `json.syntax`, `pilot.unknown-key`, `pilot.missing-key`, `pilot.type`, `pilot.activity`,
  ///   `pilot.repeated-bundle`, `pilot.price`, `pilot.ages`, `pilot.clause`, `pilot.transition`,
  ///   `pilot.unused`, `pilot.quality`.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let document = try JSONDocument(input)
    var faults = DiagnosticList()
    guard let root = JSONObject(document.root, path: "$", codes: .pilot, &faults) else { throw faults }
    root.refuseOthers(than: Self.keys, &faults)
    let folder = Scenario.folder(of: input.path)
    let name: Words? = root.value("name", &faults)
    let description: String? = root.optional("description", &faults)
    let _: String? = root.optional("note", &faults)
    let activity = Self.activity(root, folder, &faults)
    let payment = root.object("payment", &faults).flatMap { Self.payment($0, folder, &faults) }
    let quality = root.objects("quality", &faults).compactMap { QualityCondition($0, &faults) }
    var clauses: [PilotClause] = []
    var transitions: [Transition] = []
    for object in root.objects("clauses", &faults) {
      switch PilotClause.kind(of: object, &faults) {
      case "transition": if let read = Transition(object, &faults) { transitions.append(read) }
      case let kind?: if let read = PilotClause(object, kind, &faults) { clauses.append(read) }
      case nil: break
      }
    }
    Self.refuseRepeats(clauses, transitions, &faults)
    let chance = ChancePlan(root, &faults)
    if let payment {
      Self.check(payment, activity, root, &faults)
      Self.refuseUnused(payment, transitions.first, root, &faults)
      Self.check(quality, of: payment, root, &faults)
    }
    try faults.throwIfFaulty()
    guard let name, let payment else { throw faults }
    self.file = input.stamp
    self.name = name.text
    self.description = description ?? ""
    self.activity = activity
    self.payment = payment
    self.quality = quality
    self.clauses = clauses
    transition = transitions.first
    self.chance = chance
  }

  private static func activity(_ root: JSONObject, _ folder: String, _ faults: inout DiagnosticList)
    -> ActivitySource?
  {
    guard root.has("activity"), let object = root.object("activity", &faults) else { return nil }
    object.refuseOthers(than: ["scenario", "schedule", "lines", "patients", "year"], &faults)
    let year: FinancialYear? = object.optional("year", &faults)
    let scenario = place(object, "scenario", folder, &faults)
    let schedule = place(object, "schedule", folder, &faults)
    let lines = place(object, "lines", folder, &faults)
    let patients = place(object, "patients", folder, &faults)
    let planned = [scenario, schedule, lines].compactMap { $0 }
    guard planned.count <= 1, !planned.isEmpty || patients != nil else {
      faults.append(
        Diagnostic(
          "pilot.activity",
          at: object.position,
          "found \(planned.isEmpty ? "no activity" : "\(planned.count) kinds of planned activity"), "
            + "expected one of scenario, schedule and lines, or patients, or one of them and patients",
          fix: planned.isEmpty ? "name one: \"scenario\": \"scenario.json\"" : "keep one of them"
        )
      )
      return nil
    }
    if scenario != nil, year == nil {
      let _: FinancialYear? = object.value("year", &faults)
    }
    return ActivitySource(
      scenario: scenario,
      lines: schedule ?? lines,
      patients: patients,
      year: year,
      yearPosition: object.position(of: "year")
    )
  }

  /// A file that is named, as seen from the folder of the pilot.
  static func place(_ object: JSONObject, _ key: String, _ folder: String, _ faults: inout DiagnosticList)
    -> PlacedFile?
  {
    guard object.has(key), let text: Words = object.value(key, &faults) else { return nil }
    let path = text.text.hasPrefix("/") ? text.text : folder + text.text
    return PlacedFile(path: path, position: object.position(of: key))
  }

  private static func payment(_ object: JSONObject, _ folder: String, _ faults: inout DiagnosticList)
    -> Payment?
  {
    let kinds = ["bundle", "prices", "budget", "activity", "models"]
    guard object.has("kind") else {
      let _: Words? = object.value("kind", &faults)
      return nil
    }
    let note: [String] = ["kind", "note"]
    switch object.choice("kind", of: kinds, &faults) {
    case "bundle":
      object.refuseOthers(than: note + ["bundles"], &faults)
      let read = object.someObjects("bundles", &faults).map { Bundle($0, &faults) }
      let bundles = read.compactMap { $0 }
      var ids: Set<String> = []
      for bundle in bundles where !ids.insert(bundle.id).inserted {
        faults.append(
          Diagnostic(
            "pilot.repeated-bundle",
            at: bundle.position,
            "found two bundles with the id \(bundle.id), expected an id for each",
            fix: "name one of them otherwise"
          )
        )
      }
      return read.count == bundles.count ? .bundles(bundles) : nil
    case "prices":
      object.refuseOthers(than: note + ["prices"], &faults)
      let read = object.someObjects("prices", &faults).map { NewPrice($0, &faults) }
      return read.allSatisfy { $0 != nil } ? .prices(read.compactMap { $0 }) : nil
    case "budget": return PopulationBudget(object, folder, &faults).map { .budget($0) }
    case "activity":
      object.refuseOthers(than: note, &faults)
      return .activity
    case "models":
      object.refuseOthers(than: note + ["models"], &faults)
      let read = object.someObjects("models", &faults).map { ModelOfCare($0, &faults) }
      return read.allSatisfy { $0 != nil } ? .models(read.compactMap { $0 }) : nil
    default: return nil
    }
  }

  private static func refuseRepeats(
    _ clauses: [PilotClause],
    _ transitions: [Transition],
    _ faults: inout DiagnosticList
  ) {
    var names: Set<String> = []
    for clause in clauses where !names.insert(clause.name).inserted {
      faults.append(
        Diagnostic(
          "pilot.clause",
          at: clause.position,
          "found two clauses named \(clause.name), expected a name for each",
          fix: "give one of them another \"name\""
        )
      )
    }
    for other in transitions.dropFirst() {
      faults.append(
        Diagnostic(
          "pilot.transition",
          at: other.position,
          "found a second transition, expected one at most",
          fix: "put its years into the first"
        )
      )
    }
  }

  /// Whether the payment has the activity that it needs.
  private static func check(
    _ payment: Payment,
    _ activity: ActivitySource?,
    _ root: JSONObject,
    _ faults: inout DiagnosticList
  ) {
    guard activity == nil, !root.has("activity") else { return }
    let isStated =
      switch payment {
      case .models, .activity: true
      case .bundles(let bundles): bundles.allSatisfy(\.isStated)
      case .prices: false
      case .budget(let budget): budget.isStated
      }
    guard !isStated else { return }
    faults.append(
      Diagnostic(
        "pilot.activity",
        at: root.position,
        "found no activity, which this payment is worked out from",
        fix: "add \"activity\": {\"scenario\": \"scenario.json\", \"year\": \"2026/27\"}"
      )
    )
  }
}
