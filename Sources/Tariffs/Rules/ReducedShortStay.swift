import Diagnostics
import Quantities
import Tables

/// Pays a short emergency stay its reduced price.
///
/// It applies when the admission is an emergency, the stay is under two nights and the patient is 19 or
/// over, and the tariff publishes a reduced price for the group, or the percentage that makes it (rule P4).
/// Price and percentage are read from the table, never made up; the age, the nights and the methods are rows of
/// `rules.csv`. What a best practice price does to it, ``BestPractice`` says.
///
/// Years: the whole tariff era. Source: payment by results, introduction 2011; National Tariff Annex A.
/// Example: reduced price £300 beside £1,000, admission method 21, age 70, one night: £300.
struct ReducedShortStay: PaymentRule {
  func apply(to working: inout Working) {
    guard working.isAdjustable, Self.covers(working) else { return }
    let figures = working.tables.figures
    guard let prices = working.tariffPrices, let tariff = working.tables.tariff else { return }
    guard let reduced = prices.reducedShortStay(besides: prices.nonElective) else {
      guard !prices.isShortStayInFull else { return }
      working.note(
        .shortStayUnpublished,
        "reduced short stay: the table holds no reduced price, so the full price stands",
        evidence: .unverified
      )
      return
    }
    let price = working.tables.carriedPrice(reduced)
    working.isShortStay = true
    working.fullPrice = working.basePrice
    working.basePrice = price
    working.adjusted = ExactPounds(price)
    working.payable = working.adjusted
    working.note(
      .shortStay,
      "reduced short stay £\(price)",
      at: Position(file: tariff.file.path, line: prices.line),
      publication: tariff.publication,
      evidence: figures.shortStayWeakest
    )
  }

  private static func covers(_ working: Working) -> Bool {
    let figures = working.tables.figures
    guard working.basis == .tariff, working.pointOfDelivery == .nonElectiveInpatient,
      let method = working.line.admissionMethod, let nights = working.line.lengthOfStay,
      let age = working.line.age
    else { return false }
    return figures.shortStayMethods.value.contains(method.uppercased())
      && nights < figures.shortStayNightsBelow.value && age >= figures.shortStayMinimumAge.value
  }
}

extension PricingFigures {
  /// The evidence of what decides a short stay: unverified when one of its figures is.
  var shortStayWeakest: Evidence {
    let all = [shortStayMinimumAge.evidence, shortStayNightsBelow.evidence, shortStayMethods.evidence]
    return all.contains(.unverified) ? .unverified : .seen
  }
}

extension NationalTariff.Prices {
  /// Whether the table says that a short stay is paid in full.
  var isShortStayInFull: Bool {
    isShortStayApplicable == false || (shortStayPercent?.millionths ?? 0) >= 1_000_000
  }

  /// The reduced price as published, else the published percentage of a price; nil when neither is there, or
  /// when the table says that it does not apply.
  func reducedShortStay(besides price: UnitPrice?) -> UnitPrice? {
    guard isShortStayApplicable != false else { return nil }
    if let shortStayEmergency { return shortStayEmergency }
    guard let percent = shortStayPercent, percent.millionths < 1_000_000, let price else { return nil }
    return price.converted(by: Factor(millionths: percent.millionths))
  }
}
