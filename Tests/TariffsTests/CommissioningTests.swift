import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct CommissioningTests {
  @Test(
    arguments: [
      // Chemotherapy and radiotherapy are delegated from April 2025.
      ("SB12Z", .unbundledChemotherapy, nil, "2012/13", .integratedCareBoard),
      ("SB12Z", .unbundledChemotherapy, nil, "2013/14", .nhsEngland),
      ("SB12Z", .unbundledChemotherapy, nil, "2024/25", .nhsEngland),
      ("SB12Z", .unbundledChemotherapy, nil, "2025/26", .delegated),
      ("SB12Z", .unbundledChemotherapy, nil, "2035/36", .delegated),
      ("SB97Z", .dayCase, nil, "2025/26", .delegated),
      ("SC23Z", .unbundledRadiotherapy, nil, "2024/25", .nhsEngland),
      ("SC51Z", .unbundledRadiotherapy, nil, "2025/26", .delegated),
      ("SCRT", .community, nil, "2025/26", .integratedCareBoard),
      // PET-CT stays with NHS England, and so does breast screening.
      ("RN01A", .unbundledDiagnosticImaging, nil, "2017/18", .nhsEngland),
      ("RN01A", .unbundledDiagnosticImaging, nil, "2025/26", .nhsEngland),
      ("RN01A", .unbundledDiagnosticImaging, nil, "2030/31", .nhsEngland),
      ("RN16A", .unbundledDiagnosticImaging, nil, "2025/26", .integratedCareBoard),
      ("NSP002", .screening, nil, "2025/26", .nhsEngland),
      // Complex thoracic surgery and its clinics are delegated from April 2025.
      ("DZ02K", .electiveInpatient, nil, "2024/25", .nhsEngland),
      ("DZ02K", .electiveInpatient, nil, "2025/26", .delegated),
      ("WF01A", .followUpSingleProfessionalConsultantLed, "173", "2024/25", .nhsEngland),
      ("WF01A", .followUpSingleProfessionalConsultantLed, "173", "2025/26", .delegated),
      ("WF01A", .followUpSingleProfessionalConsultantLed, "103", "2025/26", .integratedCareBoard),
      ("WF01A", .followUpSingleProfessionalConsultantLed, nil, "2025/26", .integratedCareBoard),
      // High-cost drugs go with chemotherapy, in every dose; generic ones and other places do not.
      ("trastuzumab", .drug, nil, "2024/25", .nhsEngland),
      ("nivolumab-480", .drug, nil, "2025/26", .delegated),
      ("anastrozole", .drug, nil, "2025/26", .integratedCareBoard),
      ("trastuzumab", .community, nil, "2025/26", .integratedCareBoard),
      // Everything else is the board's.
      ("JA20F", .dayCase, nil, "2025/26", .integratedCareBoard),
      ("DZ17T", .nonElectiveInpatient, nil, "2017/18", .integratedCareBoard),
      ("CMDTB", .multidisciplinaryTeamMeeting, nil, "2024/25", .integratedCareBoard),
    ] as [(CurrencyCode, PointOfDelivery, TreatmentFunction?, FinancialYear, Commissioning.Responsibility)]
  )
  func `each service is paid by who is responsible for it in the year`(
    currency: CurrencyCode,
    pointOfDelivery: PointOfDelivery,
    treatmentFunction: TreatmentFunction?,
    year: FinancialYear,
    responsibility: Commissioning.Responsibility
  ) throws {
    let found = try Shipped.library.commissioning().responsibility(
      for: currency,
      at: pointOfDelivery,
      treatmentFunction: treatmentFunction,
      in: year
    )
    #expect(found == responsibility)
  }

  @Test(arguments: ["2018/19", "2026/27"] as [FinancialYear])
  func `of the priced groups only chemotherapy, radiotherapy and thoracic surgery are not the board's`(
    year: FinancialYear
  ) throws {
    let commissioning = try Shipped.library.commissioning()
    let tariff = try #require(try Shipped.nationalTariff("2018/19"))
    let specialised = tariff.currencies.filter { currency in
      commissioning.responsibility(for: currency, at: .dayCase, treatmentFunction: nil, in: year)
        != .integratedCareBoard
    }
    #expect(!specialised.isEmpty)
    #expect(
      specialised.allSatisfy { currency in
        ["SB97Z", "SC97Z"].contains(currency) || currency.description.hasPrefix("DZ02")
          || currency.description.hasPrefix("DZ63")
      }
    )
  }

  @Test func `the first row that claims a service counts`() throws {
    let commissioning = try Commissioning(
      InputFile(
        path: "c.csv",
        text: """
          \(SyntheticLibrary.commissioningHeader)
          A,One,AA01 AB,DC,,2020/21,2021/22,delegated,seen,made up,
          B,Two,AA,,,2021/22,,nhs-england,seen,made up,
          C,Three,AA01A,,,2010/11,,icb,seen,made up,
          """
      )
    )
    let responsibility = { (currency: CurrencyCode, pointOfDelivery: PointOfDelivery, year: FinancialYear) in
      commissioning.responsibility(for: currency, at: pointOfDelivery, treatmentFunction: nil, in: year)
    }
    #expect(responsibility("AA01A", .dayCase, "2020/21") == .delegated)
    #expect(responsibility("AA01A", .dayCase, "2021/22") == .delegated)
    #expect(responsibility("AA01A", .dayCase, "2022/23") == .nhsEngland)
    #expect(responsibility("AA01A", .electiveInpatient, "2021/22") == .nhsEngland)
    #expect(responsibility("AA01A", .electiveInpatient, "2020/21") == .integratedCareBoard)
    #expect(responsibility("AB77Z", .dayCase, "2020/21") == .delegated)
    #expect(responsibility("AC77Z", .dayCase, "2020/21") == .integratedCareBoard)
  }

  @Test(
    arguments: [
      ("icb", .integratedCareBoard, "12"), ("nhs-england", .nhsEngland, "21"),
      ("delegated", .delegated, "25"),
    ] as [(String, Commissioning.Responsibility, String)]
  )
  func `each responsibility has its national category`(
    text: String,
    responsibility: Commissioning.Responsibility,
    category: String
  ) {
    #expect(Commissioning.Responsibility(text) == responsibility)
    #expect(responsibility.categoryCode == category)
  }

  @Test func `every fault of a table is told at once`() {
    let text = """
      \(SyntheticLibrary.commissioningHeader)
      A,One,AA,day,1,2020,2021,board,seen,made up,
      B,Two,AA,,,,,,seen,made up,
      """
    #expect(
      places { () throws(DiagnosticList) in try Commissioning(InputFile(path: "c.csv", text: text)) }
        .sorted().map(\.description) == [
          "c.csv:2:10", "c.csv:2:14", "c.csv:2:16", "c.csv:2:21", "c.csv:2:26", "c.csv:3:12", "c.csv:3:14",
        ]
    )
  }
}
