import Diagnostics
import Quantities

/// Pays for care that met a best practice.
///
/// The line names the best practice that it met; the table of the year says what it is worth: a price in
/// place of the group's (also for a flagged part of a group), an addition to it, a price for a whole pathway on
/// the line that begins it, or nothing for a line inside a pathway that is paid already. The best practice
/// tariff by setting is in the prices themselves (see ``BasePrice``). Whether a short emergency stay keeps its
/// reduced price where a best practice price is paid is a row of `rules.csv` (unverified: it does not).
///
/// Years: from 2010/11. Source: National Tariff, best practice annexes. No price of a best practice by flag was
/// read, so the shipped tables have none.
/// Example: price £1,000, addition £150 met: £1,150.
struct BestPractice: PaymentRule {
  func apply(to working: inout Working) {
    guard working.isAdjustable, let flag = working.line.bestPractice, working.basis == .tariff,
      let pointOfDelivery = working.pointOfDelivery
    else { return }
    let row = working.tables.bestPractice?.row(
      of: working.line.currency,
      at: pointOfDelivery,
      meeting: flag
    )
    guard let row else {
      working.note(
        .noBestPractice,
        "best practice \(flag): no price of it is published here, so the price stands",
        evidence: .unverified
      )
      return
    }
    let price = working.tables.carriedPrice(row.price)
    working.evidence = working.evidence.weaker(row.evidence)
    switch row.kind {
    case .price:
      if working.isShortStay, keepsReducedPrice(&working) { return }
      working.adjusted = ExactPounds(price)
      finish(.bestPracticePrice, "best practice price £\(price) for \(flag)", row, &working)
    case .addition:
      working.adjusted = working.adjusted + ExactPounds(price)
      finish(.bestPracticeAddition, "best practice addition £\(price) for \(flag)", row, &working)
    case .pathway:
      working.adjusted = ExactPounds(price)
      working.isSettled = true
      finish(.pathwayPrice, "price £\(price) of the pathway \(flag)", row, &working)
    case .inside:
      working.adjusted = .zero
      working.isSettled = true
      finish(.insidePathway, "paid inside the pathway \(flag)", row, &working)
    }
  }

  /// Whether a short stay keeps its reduced price; else the best practice price takes its place.
  private func keepsReducedPrice(_ working: inout Working) -> Bool {
    let figure = working.tables.figures.shortStayOnBestPractice
    let outcome = figure.value ? RuleOutcome.shortStay : .bestPracticePrice
    if !figure.value {
      working.isShortStay = false
      working.basePrice = working.fullPrice
      working.trace.remove(.shortStay)
    }
    working.note(
      outcome,
      figure.value
        ? "reduced short stay kept beside best practice" : "best practice in place of the reduced short stay",
      at: figure.position,
      evidence: figure.evidence
    )
    return figure.value
  }

  private func finish(
    _ outcome: RuleOutcome,
    _ text: String,
    _ row: BestPracticePrices.Row,
    _ working: inout Working
  ) {
    working.payable = working.adjusted
    working.note(outcome, text, at: row.position, publication: row.source, evidence: row.evidence)
  }
}
