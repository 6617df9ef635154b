/// What two sides say otherwise of a line without moving its value.
public struct LineDifferences: OptionSet, Hashable, Sendable {
  /// One bit for each thing.
  public let rawValue: UInt16

  /// The things of these bits.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// Who pays.
  public static let commissioner = LineDifferences(rawValue: 1)
  /// Who is paid.
  public static let provider = LineDifferences(rawValue: 2)
  /// The pathway.
  public static let pathway = LineDifferences(rawValue: 4)
  /// The step.
  public static let step = LineDifferences(rawValue: 8)
  /// What it is paid by.
  public static let currency = LineDifferences(rawValue: 16)
  /// How it is delivered.
  public static let pointOfDelivery = LineDifferences(rawValue: 32)
  /// The specialty.
  public static let treatmentFunction = LineDifferences(rawValue: 64)
  /// What the price is a price of.
  public static let basis = LineDifferences(rawValue: 128)
  /// The evidence.
  public static let evidence = LineDifferences(rawValue: 256)
  /// The figures of the year before.
  public static let lastYear = LineDifferences(rawValue: 512)
  /// The note.
  public static let note = LineDifferences(rawValue: 1024)

  /// How many decimals activity, price or factor are shown with, the value being the same.
  public static let decimals = LineDifferences(rawValue: 2048)

  /// The codes: a line that keeps its id and changes one of them may not be the same service any more.
  public static let codes: LineDifferences = [
    .commissioner, .provider, .pathway, .step, .currency, .pointOfDelivery, .treatmentFunction,
  ]

  /// What differs, as columns are named.
  static let names: [(LineDifferences, String)] = [
    (.commissioner, "commissioner"), (.provider, "provider"), (.pathway, "pathway"), (.step, "step"),
    (.currency, "currency"), (.pointOfDelivery, "point_of_delivery"),
    (.treatmentFunction, "treatment_function"), (.basis, "basis"), (.evidence, "evidence"),
    (.lastYear, "last year's figures"), (.note, "note"),
    (.decimals, "decimals shown"),
  ]
}

extension LineDifferences {
  /// What differs in words, each code with what it was and what it became.
  func told(_ offer: ScheduleLine, _ counter: ScheduleLine) -> String {
    let shown = { (value: (any CustomStringConvertible)?) -> String in
      let text = value?.description ?? ""
      return text.isEmpty ? "blank" : text
    }
    let told = Self.names.filter { contains($0.0) }.map { difference, name -> String in
      let pair: ((any CustomStringConvertible)?, (any CustomStringConvertible)?)
      switch difference {
      case .commissioner: pair = (offer.commissioner, counter.commissioner)
      case .provider: pair = (offer.provider, counter.provider)
      case .pathway: pair = (offer.pathway, counter.pathway)
      case .step: pair = (offer.step, counter.step)
      case .currency: pair = (offer.currency, counter.currency)
      case .pointOfDelivery: pair = (offer.pointOfDelivery, counter.pointOfDelivery)
      case .treatmentFunction: pair = (offer.treatmentFunction, counter.treatmentFunction)
      case .basis: pair = (offer.basis, counter.basis)
      case .evidence: pair = (offer.evidence, counter.evidence)
      default: return name
      }
      return "\(name) \(shown(pair.0)) to \(shown(pair.1))"
    }
    return told.joined(separator: "; ")
  }
}
