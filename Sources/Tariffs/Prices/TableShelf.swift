import Diagnostics
import Dispatch
import Quantities
import Synchronization

/// The tables that have been read, so that several years that need one read it once.
struct TableShelf {
  private struct TariffKey: Hashable {
    let year: FinancialYear
    let version: PriceBookVersion?
  }

  let library: TariffLibrary
  private var tariffs: [TariffKey: NationalTariff] = [:]
  private var costs: [FinancialYear: AverageCosts] = [:]
  private var drugs: DrugPrices?
  private var codeChanges: CodeChanges?
  private var deflators: Deflators?

  init(_ library: TariffLibrary) {
    self.library = library
  }

  private enum Read: Sendable {
    case tariff(NationalTariff)
    case costs(AverageCosts)
  }

  /// Reads several tables at once; one that has a fault is left to be read when it is asked for.
  mutating func readTogether(_ sources: Set<PriceSource>) {
    let wanted = Array(sources)
    guard wanted.count > 1 else { return }
    let library = library
    let found = Mutex<[Int: Read]>([:])
    DispatchQueue.concurrentPerform(iterations: wanted.count) { index in
      let source = wanted[index]
      let read: Read?
      if source.basis == .tariff {
        read = (try? library.nationalTariff(for: source.year, version: source.version)).map { .tariff($0) }
      } else {
        read = (try? library.averageCosts(for: source.year)).map { .costs($0) }
      }
      if let read { found.withLock { $0[index] = read } }
    }
    for (index, read) in found.withLock({ $0 }) {
      switch read {
      case .tariff(let tariff):
        tariffs[TariffKey(year: wanted[index].year, version: wanted[index].version)] = tariff
      case .costs(let read): costs[wanted[index].year] = read
      }
    }
  }

  mutating func nationalTariff(
    for year: FinancialYear,
    version: PriceBookVersion?
  ) throws(DiagnosticList) -> NationalTariff {
    let key = TariffKey(year: year, version: version)
    if let known = tariffs[key] { return known }
    let read = try library.nationalTariff(for: year, version: version)
    tariffs[key] = read
    return read
  }

  mutating func averageCosts(for year: FinancialYear) throws(DiagnosticList) -> AverageCosts {
    if let known = costs[year] { return known }
    let read = try library.averageCosts(for: year)
    costs[year] = read
    return read
  }

  mutating func drugPrices() throws(DiagnosticList) -> DrugPrices {
    if let drugs { return drugs }
    let read = try library.drugPrices()
    drugs = read
    return read
  }

  mutating func changes() throws(DiagnosticList) -> CodeChanges {
    if let codeChanges { return codeChanges }
    let read = try library.codeChanges()
    codeChanges = read
    return read
  }

  mutating func indices() throws(DiagnosticList) -> Deflators {
    if let deflators { return deflators }
    let read = try library.deflators()
    deflators = read
    return read
  }
}
