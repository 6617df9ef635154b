import Quantities

/// Chooses the price of a spell by how the patient was admitted.
///
/// - A day case takes the day-case price where one is published, else the combined price; an ordinary
///   elective spell the elective price, else the combined price (rule P1). Where the two differ, that is the
///   best practice tariff by setting: the day case is paid more.
/// - A non-elective spell takes the non-elective price (rule P2).
/// - A procedure in an outpatient clinic takes the outpatient procedure price (rule P3).
/// - A published £0 is a price (rule P5); an absent price is none.
///
/// Years: 2017/18 and 2018/19 by tariff, others by average cost. Source: National Tariff 2017/19, Annex A.
/// Example: JA20F as day case in 2018/19, no day-case price published: combined, £1,979. CA11A in 2018/19:
/// £1,243 as day case, £1,125 with a night in hospital.
struct BasePrice: PaymentRule {
  func apply(to working: inout Working) {
    guard working.isOpen, let pointOfDelivery = working.pointOfDelivery else { return }
    let found = working.tables.value(
      of: working.line.currency,
      at: pointOfDelivery,
      setting: working.line.setting,
      treatmentFunction: working.line.treatmentFunction
    )
    switch found {
    case .priced(let value):
      working.take(value, as: value.isFallback ? .fallbackPrice : .basePrice, "base price")
    case .unpriced(let reason):
      working.unpriced = reason
    }
  }
}
