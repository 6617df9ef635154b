import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct PaymentRulesTests {
  @Test func `every year from 2010 has the rules that pricing needs`() throws {
    let years = Shipped.library.years(having: "rules.csv")
    #expect(years == (2010...2026).map { FinancialYear(start: $0) })
    for year in years {
      let rules = try Shipped.library.paymentRules(for: year)
      #expect(rules.rounding?.value == .penceHalfUp)
      #expect(rules.words(.ungroupedCurrency)?.value == ["UZ01Z"])
      #expect(rules.count(.shortStayMinimumAge)?.value == 19)
    }
  }

  @Test(arguments: Shipped.library.years(having: "rules.csv"))
  func `what no document supports says that none was read`(year: FinancialYear) throws {
    let table = try CSVTable(
      InputFile(reading: Repository.path("tariffs/\(year.folderName)/rules.csv"))
    )
    for row in table.rows {
      let cells = row.fields.map(\.text)
      if cells[4] == "none read" { #expect(cells[3] == "unverified", "line \(row.line)") }
      #expect(!cells[4].isEmpty, "line \(row.line)")
    }
  }

  @Test func `a figure has its value, its grade and its row`() throws {
    let rows = try RuleRows([.topUpOnLongStay: "no"])
    let rules = try PaymentRules(InputFile(path: "rules.csv", text: rows.text), year: "2030/31")
    let figure = try #require(rules.flag(.topUpOnLongStay))
    #expect(!figure.value)
    #expect(figure.evidence == .unverified)
    #expect(figure.position.line == rows.line(of: .topUpOnLongStay))
    #expect(rules.factor(.yearOfCareParts)?.value == "12")
    #expect(rules.words(.radiotherapyPreparation)?.value == ["SC4", "SC5"])
    #expect(rules.price(.ungroupedPrice)?.value == "0")
  }

  @Test func `a figure that the year does not have is none`() throws {
    let rules = try Shipped.library.paymentRules(for: "2018/19")
    #expect(rules.factor(.alignedVariableRate) == nil)
    #expect(rules.price(.lowVolumeThreshold) == nil)
  }

  @Test(arguments: RuleParameter.allCases)
  func `a figure that pricing needs must be there`(parameter: RuleParameter) throws {
    let rows = try RuleRows()
    let words = parameter.rawValue.split(separator: "/")
    let text = rows.text.split(separator: "\n")
      .filter { !$0.hasPrefix("\(words[0]),\(words[1]),") }.joined(separator: "\n")
    let found = faults { () throws(DiagnosticList) in
      try PaymentRules(InputFile(path: "rules.csv", text: text), year: "2030/31")
    }
    let message =
      "rules.csv found no row of the rule \(words[0]) with the parameter \(words[1]), which pricing needs"
      + " [rules.missing]"
    let contracts = [
      "marginal-rate", "readmission", "cquin", "aligned-payment", "low-volume", "year-of-care",
    ]
    #expect(found == (contracts.contains(String(words[0])) ? [] : [message]))
  }
}
