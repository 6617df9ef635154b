import Quantities

/// Adds what a specialist service is paid on top, as a share of the price.
///
/// Whether it is taken on the long-stay payment too is a row of `rules.csv`; a re-pricing of 2019/20 did so,
/// official guidance was not read, so a line on which it matters says that it is unverified.
///
/// Years: 2010/11 children's 78 %, orthopaedic 30 %; 2011/12 children's 60 %, orthopaedic 24 %, spinal 32 %,
/// neurosciences 28 %; later by prescribed specialised service. Source: payment by results, introduction 2011.
/// Example: £4,404 with 60 %: £7,046.40.
struct TopUp: PaymentRule {
  func apply(to working: inout Working) {
    guard working.isAdjustable, working.line.topUp.millionths > 0 else { return }
    let factor = working.line.topUp.added
    let figure = working.tables.figures.topUpOnLongStay
    let toppedUp = figure.value ? working.payable : working.adjusted
    guard let product = toppedUp.multiplied(by: factor) else {
      working.unpriced = LinePricer.tooLarge
      return
    }
    working.payable = figure.value ? product : product + working.longStay
    working.note(.topUp, "top-up × \(factor)")
    guard working.excessBedDays > 0 else { return }
    let words = figure.value ? "top-up taken on the long stay too" : "top-up not taken on the long stay"
    working.note(
      figure.value ? .topUpOnLongStay : .topUpNotOnLongStay,
      words,
      at: figure.position,
      evidence: figure.evidence
    )
  }
}
