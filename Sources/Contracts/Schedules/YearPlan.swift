import FundingFlows
import Quantities

/// What a ledger plans for one year, by line of a schedule.
struct YearPlan {
  /// One line of the schedule, without the figures of the year before.
  struct Line {
    let lineID: String
    let service: ServiceLine
    let price: Price
    let sum: Sum

    /// Activity × price × factor, rounded once.
    var value: Pence? {
      price.unitPrice.map { (sum.activity * $0 * price.marketForces).rounded(.penceHalfUp) }
    }
  }

  /// What a unit is paid by.
  struct Price: Hashable {
    let unitPrice: UnitPrice?
    let marketForces: Factor

    /// The dearest first: of the settings in which the same is delivered, that order outlasts a year and a rerun.
    static func isFirst(_ one: Price, _ other: Price) -> Bool {
      (one.unitPrice?.nanopounds ?? -1, one.marketForces) > (
        other.unitPrice?.nanopounds ?? -1, other.marketForces
      )
    }
  }

  /// The lines of a ledger that are one line of the schedule, added up.
  struct Sum {
    var activity = Activity.zero
    var evidence = Evidence.seen
    var sources: Set<String> = []
  }

  /// Who pays whom.
  struct Parties: Hashable, Comparable {
    let commissioner: CommissionerCode
    let provider: ProviderCode

    static func < (one: Parties, other: Parties) -> Bool {
      (one.commissioner, one.provider) < (other.commissioner, other.provider)
    }
  }

  /// By who pays, who is paid, what for, and price.
  let lines: [Line]
  /// What the ledger's own lines, each rounded, come to beyond the schedule's; no zeros among them.
  let roundings: [Parties: Pence]

  private struct PricedService: Hashable {
    let service: ServiceLine
    let price: Price
  }

  /// Adds up a ledger's lines of a year.
  init(_ ledger: Ledger, in year: FinancialYear) {
    let ofYear = ledger.lines.filter { $0.financialYear == year }
    var sums: [PricedService: Sum] = [:]
    var roundings: [Parties: Pence] = [:]
    for line in ofYear {
      let price = Price(unitPrice: line.unitPrice, marketForces: line.marketForces)
      let key = PricedService(service: line.service, price: price)
      sums[key, default: Sum()].add(line)
      let parties = Parties(commissioner: line.commissioner, provider: line.provider)
      roundings[parties, default: .zero] += line.value ?? .zero
    }
    let lines = Self.named(sums)
    for line in lines {
      let parties = Parties(commissioner: line.service.commissioner, provider: line.service.provider)
      roundings[parties, default: .zero] += .zero - (line.value ?? .zero)
    }
    self.lines = lines
    self.roundings = roundings.filter { $0.value != .zero }
  }

  /// Names the lines; those of several prices, and any whose names are alike by chance, get a letter more.
  private static func named(_ sums: [PricedService: Sum]) -> [Line] {
    let ordered = sums.sorted { one, other in
      one.key.service == other.key.service
        ? Price.isFirst(one.key.price, other.key.price) : one.key.service < other.key.service
    }
    var used: [String: Int] = [:]
    return ordered.map { key, sum in
      let lineID = key.service.lineID
      let number = used[lineID, default: 0]
      used[lineID] = number + 1
      return Line(
        lineID: ServiceLine.lineID(lineID, number: number),
        service: key.service,
        price: key.price,
        sum: sum
      )
    }
  }
}

extension YearPlan.Sum {
  fileprivate mutating func add(_ line: LedgerLine) {
    activity = activity + line.activity
    evidence = evidence.weaker(line.evidence)
    sources.insert(line.source)
  }

  /// Where the price is from, or why there is none.
  var note: String { plainText(sources.sorted().joined(separator: "; ")) }
}

/// A text of the run without the sign of multiplication, so that a table of names in ASCII stays ASCII.
func plainText(_ text: String) -> String { String(text.map { $0 == "×" ? "x" : $0 }) }
