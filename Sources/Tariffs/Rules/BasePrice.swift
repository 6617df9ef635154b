import Quantities

/// Chooses the price of a spell by how the patient was admitted.
///
/// - A day case takes the day-case price where one is published, else the combined price; an ordinary
///   elective spell the elective price, else the combined price (rule P1).
/// - A non-elective spell takes the non-elective price (rule P2).
/// - A procedure in an outpatient clinic takes the outpatient procedure price (rule P3).
/// - A published £0 is a price (rule P5); an absent price is none.
///
/// Years: 2017/18 and 2018/19. Source: National Tariff 2017/19, Annex A, column headings.
/// Example: JA20F as day case in 2018/19, no day-case price published: combined, £1,979.
struct BasePrice {
  func apply(to working: inout Working) {
    switch working.list.value(
      of: working.line.currency,
      at: working.line.pointOfDelivery,
      setting: working.line.setting,
      treatmentFunction: working.line.treatmentFunction
    ) {
    case .priced(let value):
      working.basePrice = value.price
      working.basis = value.basis
      working.evidence = working.evidence.weaker(value.evidence)
      working.note("base price £\(value.price) (\(value.source))")
    case .unpriced(let reason):
      working.unpriced = reason
    }
  }
}
