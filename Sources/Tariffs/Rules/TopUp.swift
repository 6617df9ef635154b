import Quantities

/// Adds what a specialist service is paid on top, as a share of the price.
///
/// It is taken on the long-stay payment too; a re-pricing of 2019/20 did so, official guidance was not read,
/// so a line on which it matters says that it is unverified.
///
/// Example: £4,404 with 60 %: £7,046.40.
struct TopUp {
  func apply(to working: inout Working) {
    guard working.line.topUp.millionths > 0 else { return }
    working.topUp = working.line.topUp.added
    working.note("top-up × \(working.topUp)")
    if working.excessBedDays > 0 {
      working.evidence = .unverified
      working.note("top-up taken on the long stay too [unverified]")
    }
  }
}
