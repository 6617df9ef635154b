import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct CardPricerTests {
  @Test(arguments: 0..<80 as Range<UInt64>)
  func `the card prices a line as the rules do, whatever the line`(seed: UInt64) throws {
    var random = Seeded(seed)
    let rules = try Shipped.pricerOfManyYears()
    var card = CardPricer(rules)
    for _ in 0..<1_000 {
      let line = try RandomLine.any(&random)
      #expect(card.price(line) == rules.price(line, explains: false).price, "\(line)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `so it does with short stays, best practice and other figures of the rules`(seed: UInt64) throws {
    var random = Seeded(seed)
    let library = try RandomLine.library(&random)
    var options = LinePricer.Options()
    options.beyond = .uplift
    let rules = try LinePricer(
      library.library,
      years: ["2019/20", "2020/21"],
      localYears: ["2019/20", "2020/21", "2022/23"],
      options: options
    )
    var card = CardPricer(rules)
    for _ in 0..<1_000 {
      let line = RandomLine.synthetic(&random)
      #expect(card.price(line) == rules.price(line, explains: false).price, "\(line)")
    }
  }

  @Test func `values too large for the card are left to the rules`() throws {
    let rules = try Shipped.pricerOfManyYears()
    var card = CardPricer(rules)
    for quantity in [1, 1_000_000, 1_000_000_000] as [Int64] {
      for nights in [0, 10_000] {
        for factor in [Factor.one, Factor(millionths: 10_000_000)] {
          var line = ActivityLine(
            year: "2018/19",
            currency: "DZ02K",
            pointOfDelivery: .electiveInpatient
          )
          line.quantity = Activity(quantity)
          line.lengthOfStay = nights
          line.topUp = factor
          line.marketForcesFactor = factor
          line.unbundled = [UnbundledUnits("SB12Z", units: Activity(1_000_000))]
          #expect(card.price(line) == rules.price(line, explains: false).price)
          line.localPrice = .largest
          #expect(card.price(line) == rules.price(line, explains: false).price)
        }
      }
    }
  }
}

/// Lines of activity made up at random, of every kind that the rules know.
enum RandomLine {
  private static let currencies = Result { try Shipped.nationalTariff("2018/19")?.currencies ?? [] }

  /// A line of the shipped tables, with anything that a line can bring.
  static func any(_ random: inout Seeded) throws -> ActivityLine {
    let year: FinancialYear = random.pick(["2017/18", "2018/19", "2023/24", "2024/25"])
    let families: [CurrencyCode] = [
      "JA20F", "JA38C", "JA43B", "DZ02K", "DZ17S", "DZ17T", "CA11A", "SB97Z", "SC97Z", "UZ01Z", "WF01B",
      "SB12Z", "RD20A", "pembrolizumab", "CMDTB", "QQ99Z",
    ]
    let isFamily = Int.random(in: 0..<3, using: &random) > 0
    let currency = isFamily ? random.pick(families) : random.pick(try currencies.get())
    var line = ActivityLine(year: year, currency: currency)
    let places: [PointOfDelivery?] = [
      .dayCase, .electiveInpatient, .nonElectiveInpatient, .nonElectiveInpatient, .nonElectiveNonEmergency,
      .outpatientProcedure, .outpatientProcedureFirst, .regularDayAttender, .drug, .device,
      .unbundledChemotherapy, .firstSingleProfessionalConsultantLed, nil,
    ]
    line.pointOfDelivery = random.pick(places)
    line.provider = random.pick([nil, "R1H", "RJ7", "RRV"])
    line.setting = random.pick(["", "", "", "day case", "outpatient", "non-consultant-led"])
    line.treatmentFunction = random.pick([nil, nil, "103", "800"])
    line.attendance = random.pick([nil, nil, "WF01B", "WF02A", "WF01C", "XX"])
    line.patientClassification = random.pick([nil, "1", "2", "3", "4"])
    line.admissionMethod = random.pick([nil, "11", "21", "2a", "31", "81"])
    numbers(&line, &random)
    line.unbundled = unbundled(&random)
    line.bestPractice = random.pick([nil, nil, nil, "day-case"])
    return line
  }

  static func numbers(_ line: inout ActivityLine, _ random: inout Seeded) {
    line.age = random.pick([nil, 0, 18, 19, 20, 64, 90])
    line.lengthOfStay = random.pick([nil, 0, 1, 2, Int.random(in: 0...120, using: &random)])
    line.criticalCareDays = random.pick([0, 0, 0, 3, 50])
    line.rehabilitationDays = random.pick([0, 0, 0, 4])
    line.palliativeDays = random.pick([0, 0, 0, 5])
    line.quantity = Activity(millionths: random.pick([1_000_000, 1_000_000, 0, 333_333, 7_000_000]))
    line.topUp = Factor(millionths: random.pick([0, 0, 600_000, 123_456]))
    line.marketForcesFactor = random.pick([nil, nil, .one, "1.201694"])
    guard Int.random(in: 0..<5, using: &random) == 0 else { return }
    line.localPrice = random.pick(["0", "1957", "247.742114052", "10000000"])
    line.localPriceYear = random.pick([nil, "2014/15", "2016/17", "2018/19", "2030/31"])
  }

  private static func unbundled(_ random: inout Seeded) -> [UnbundledUnits] {
    guard Int.random(in: 0..<3, using: &random) == 0 else { return [] }
    let codes: [CurrencyCode] = [
      "SB12Z", "SB15Z", "SB03Z", "SC51Z", "SC23Z", "RD20A", "XC01Z", "JA20F", "SD02B",
    ]
    return (0..<Int.random(in: 1...3, using: &random)).map { _ in
      UnbundledUnits(
        random.pick(codes),
        units: Activity(millionths: random.pick([1_000_000, 15_000_000, 500_000, 0]))
      )
    }
  }

  /// A line of the made-up tables below.
  static func synthetic(_ random: inout Seeded) -> ActivityLine {
    var line = ActivityLine(
      year: random.pick(["2019/20", "2019/20", "2020/21", "2022/23"]),
      currency: random.pick(["SYN01", "SYN02", "SYN03", "SYN04", "UZ01Z"]),
      pointOfDelivery: random.pick([.nonElectiveInpatient, .nonElectiveInpatient, .electiveInpatient])
    )
    line.provider = random.pick([nil, "R1H", "RJ7"])
    line.admissionMethod = random.pick(["21", "21", "22", "81", nil])
    line.bestPractice = random.pick([nil, "flag", "plus", "path", "in", "none"])
    numbers(&line, &random)
    return line
  }

  /// Made-up tables of a year and the next, with figures of the rules set at random.
  static func library(_ random: inout Seeded) throws -> SyntheticLibrary {
    let rules = String(
      decoding: try InputFile(reading: Repository.path("tariffs/2018-19/rules.csv")).bytes,
      as: UTF8.self
    )
    let changed = rules.replacing(
      "short-stay-emergency,on-best-practice-price,no,",
      with: "short-stay-emergency,on-best-practice-price,\(random.pick(["yes", "no"])),"
    ).replacing(
      "top-up,on-long-stay,yes,unverified",
      with: random.pick([
        "top-up,on-long-stay,yes,unverified", "top-up,on-long-stay,no,unverified",
        "top-up,on-long-stay,no,seen",
      ])
    ).replacing("palliative,unverified", with: random.pick(["palliative,unverified", "palliative,seen"]))
      .replacing(
        "market-forces,local-prices,no",
        with: random.pick([
          "market-forces,local-prices,no", "market-forces,local-prices,yes",
        ])
      ).replacing(
        "rounding,line,pence half up",
        with: random.pick([
          "rounding,line,pence half up", "rounding,line,pence half up", "rounding,line,whole pound half up",
        ])
      )
    return try SyntheticLibrary([
      "2019-20/prices.csv": """
      \(SyntheticLibrary.pricesHeader)
      SYN01,Reduced,,,,900,5,1000,5,200,30,300,seen,
      SYN02,In full,,,,900,5,1000,7,200,100,,seen,
      SYN03,Nothing said,,,,900,,1000,5,,,,derived,
      SYN04,By percentage,,,,900.55,5,1000.25,5,200.1,45,,seen,
      """,
      "2019-20/best-practice.csv": """
      currency,point_of_delivery,best_practice,kind,price,evidence,source,note
      SYN01,NEL,flag,price,1234.5,seen,made up,
      SYN01,NEL,plus,addition,150,unverified,made up,
      SYN02,NEL,path,pathway,9000,seen,made up,
      SYN03,NEL,in,inside,,seen,made up,
      SYN04,EL,flag,price,800,derived,made up,
      """,
      "2019-20/market-forces.csv": "\(SyntheticLibrary.factorsHeader)\nR1H,Made up,1.201694,seen,made up",
      "2019-20/rules.csv": changed,
      "2020-21/rules.csv": rules,
      "2022-23/rules.csv": changed,
      "uplifts.csv": """
      \(SyntheticLibrary.upliftsHeader)
      2015/16,original,1.9,3.5,-1.6,seen,seen,seen,made up,
      2016/17,original,3.1,2,1.1,seen,seen,seen,made up,
      2017/18,original,2.1,2,0.1,unverified,seen,seen,made up,
      2018/19,original,2.1,2,0.1,seen,seen,seen,made up,
      2019/20,original,2.1,2,0.1,seen,seen,seen,made up,
      2020/21,original,,,1.4,,,seen,made up,
      """,
    ])
  }
}
