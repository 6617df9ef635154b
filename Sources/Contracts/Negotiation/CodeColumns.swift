import Quantities

/// The codes of two schedules, column by column.
struct CodeColumns {
  let financialYear: RankedCodes
  let commissioner: RankedCodes
  let provider: RankedCodes
  let pathway: RankedCodes
  let step: RankedCodes
  let currency: RankedCodes
  let pointOfDelivery: RankedCodes
  let treatmentFunction: RankedCodes
  let evidence: RankedCodes

  init(_ offer: [ScheduleLine], _ counter: [ScheduleLine]) {
    let count = (offer.count, counter.count)
    financialYear = RankedCodes(count, { offer[$0].financialYear }, { counter[$0].financialYear })
    commissioner = RankedCodes(count, { offer[$0].commissioner }, { counter[$0].commissioner })
    provider = RankedCodes(count, { offer[$0].provider }, { counter[$0].provider })
    pathway = RankedCodes(count, { offer[$0].pathway }, { counter[$0].pathway })
    step = RankedCodes(count, { offer[$0].step }, { counter[$0].step })
    currency = RankedCodes(count, { offer[$0].currency }, { counter[$0].currency })
    pointOfDelivery = RankedCodes(count, { offer[$0].pointOfDelivery }, { counter[$0].pointOfDelivery })
    treatmentFunction = RankedCodes(count, { offer[$0].treatmentFunction }, { counter[$0].treatmentFunction })
    evidence = RankedCodes(count, { offer[$0].evidence }, { counter[$0].evidence })
  }

  /// Where a line stands: its year, commissioner, provider, pathway and step as one number, which orders lines as
  /// those do and is equal for lines of one comparable group.
  func place(of match: LineMatching.Match) -> UInt128 {
    let years = UInt128(financialYear.number(of: match))
    let payers = (years << 25) | UInt128(commissioner.number(of: match))
    let places = (payers << 25) | UInt128(provider.number(of: match))
    let pathways = (places << 25) | UInt128(pathway.number(of: match))
    return (pathways << 25) | UInt128(step.number(of: match))
  }

  /// Whether a line is comparable with others: both sides have it at the same step.
  func isComparable(_ match: LineMatching.Match) -> Bool {
    match.offer >= 0 && match.counter >= 0 && !step.names[Int(step.offer[match.offer])].isEmpty
      && commissioner.isSame(match) && provider.isSame(match) && pathway.isSame(match) && step.isSame(match)
  }

  /// The codes that two sides say otherwise of a line, and the evidence.
  func differences(_ match: LineMatching.Match) -> LineDifferences {
    var found: LineDifferences = []
    if !commissioner.isSame(match) { found.insert(.commissioner) }
    if !provider.isSame(match) { found.insert(.provider) }
    if !pathway.isSame(match) { found.insert(.pathway) }
    if !step.isSame(match) { found.insert(.step) }
    if !currency.isSame(match) { found.insert(.currency) }
    if !pointOfDelivery.isSame(match) { found.insert(.pointOfDelivery) }
    if !treatmentFunction.isSame(match) { found.insert(.treatmentFunction) }
    if !evidence.isSame(match) { found.insert(.evidence) }
    return found
  }
}
