import Quantities

extension MonitoringLayout {
  /// Patient Level Contract Monitoring, DCB3003: the detail behind the aggregate file, without drugs and devices.
  ///
  /// Two elements were read; the rest of the list is unverified. What else a file holds is kept.
  public static let patients = MonitoringLayout(
    name: "PLCM",
    title: "Patient Level Contract Monitoring (DCB3003)",
    isPatientLevel: true,
    elements: unverifiedHeader + [
      .required("NHS NUMBER", .healthServiceNumber, nil, .unverified),
      .required("HOSPITAL PROVIDER SPELL IDENTIFIER", .anyText, nil, .unverified),
      .required("OUTPATIENT ATTENDANCE IDENTIFIER", .anyText, nil, .unverified),
      .required("ACTIVITY START DATE", .day, nil, .unverified),
      .required("ACTIVITY END DATE", .day, nil, .unverified),
      .required("ACTIVITY TREATMENT FUNCTION CODE", .treatmentFunction, nil, .unverified),
      .required("NHS SERVICE AGREEMENT LINE NUMBER", .text(10)),
      .required("PROVIDER REFERENCE NUMBER", .text(17)),
    ] + unverifiedService + [
      .required(
        "ACTIVITY COUNT",
        .activity,
        .activity,
        .unverified,
        otherNames: ["CONTRACT MONITORING ACTUAL ACTIVITY"]
      )
    ] + unverifiedCost,
    marks: [
      "NHS NUMBER", "HOSPITAL PROVIDER SPELL IDENTIFIER", "OUTPATIENT ATTENDANCE IDENTIFIER", "TOTAL COST",
      "PROVIDER REFERENCE NUMBER",
    ]
  )

  /// Drugs Patient Level Contract Monitoring, DCB2212; the list that was read ends at the service agreement.
  public static let drugs = MonitoringLayout(
    name: "DrPLCM",
    title: "Drugs Patient Level Contract Monitoring (DCB2212)",
    isPatientLevel: true,
    elements: drugHeader + people + drugCare + unverifiedService + unverifiedCost + [
      .optional("VALUE ADDED TAX", .actualPrice, nil, .unverified),
      .optional("HOMECARE CHARGE", .actualPrice, nil, .unverified),
    ],
    marks: [
      "DRUG NAME", "HIGH COST TARIFF EXCLUDED DRUG CODE (SNOMED CT DM+D)", "DM+D TAXONOMY CODE",
      "DRUG STRENGTH",
      "DRUG VOLUME", "DISPENSING ROUTE", "CLINICAL INTERVENTION DATE (DRUG DISPENSED)",
      "DRUG QUANTITY OR WEIGHT PROPORTION", "DRUG NAME (HIGH COST TARIFF EXCLUDED DRUG)",
    ]
  )

  /// Devices Patient Level Contract Monitoring, DCB3002; its list was not read, so that all of it is unverified.
  public static let devices = MonitoringLayout(
    name: "DePLCM",
    title: "Devices Patient Level Contract Monitoring (DCB3002)",
    isPatientLevel: true,
    elements: unverifiedHeader + [
      .required("NHS NUMBER", .healthServiceNumber, nil, .unverified),
      .required("DEVICE NAME", .anyText, nil, .unverified),
      .required("DEVICE QUANTITY", .anyText, nil, .unverified),
    ] + unverifiedService + unverifiedCost,
    marks: ["DEVICE NAME", "DEVICE QUANTITY", "HIGH COST TARIFF EXCLUDED DEVICE CODE"]
  )

  private static let unverifiedHeader: [MonitoringElement] = [
    .mandatory("FINANCIAL MONTH", .month, .month, .unverified),
    .mandatory("FINANCIAL YEAR", .year, .year, .unverified),
    .required("DATE AND TIME DATA SET CREATED", .time, .created, .unverified),
    .optional("REPORTING TYPE INDICATOR", .text(20), .reportingType, .unverified),
    .mandatory("ORGANISATION IDENTIFIER (CODE OF PROVIDER)", .provider, .provider, .unverified),
    .mandatory("ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)", .commissioner, .commissioner, .unverified),
    .required("GENERAL MEDICAL PRACTICE CODE (PATIENT REGISTRATION)", .practice, nil, .unverified),
  ]

  private static let unverifiedService: [MonitoringElement] = [
    .optional("COMMISSIONED SERVICE CATEGORY CODE", .category, .category, .unverified),
    .optional("SERVICE CODE", .serviceCode, .serviceCode, .unverified),
    .optional("POINT OF DELIVERY CODE", .pointOfDelivery, .pointOfDelivery, .unverified),
    .optional("TARIFF CODE", .tariffCode, .tariffCode, .unverified),
  ]

  private static let unverifiedCost: [MonitoringElement] = [
    .required("UNIT PRICE", .actualPrice, nil, .unverified),
    .mandatory(
      "TOTAL COST",
      .actualPrice,
      .price,
      .unverified,
      otherNames: ["CONTRACT MONITORING ACTUAL PRICE", "TOTAL PRICE"]
    ),
  ]

  private static let drugHeader: [MonitoringElement] = [
    .mandatory("FINANCIAL MONTH", .month, .month),
    .mandatory("FINANCIAL YEAR", .year, .year),
    .mandatory("DATE AND TIME DATA SET CREATED", .time, .created),
    .mandatory("REPORTING TYPE INDICATOR", .text(20), .reportingType),
    .mandatory("ORGANISATION IDENTIFIER (CODE OF PROVIDER)", .provider, .provider),
    .required("ORGANISATION SITE IDENTIFIER (OF TREATMENT)", .site),
    .mandatory("ORGANISATION IDENTIFIER (GP PRACTICE RESPONSIBILITY)", .responsibleOrganisation),
    .required("ORGANISATION IDENTIFIER (RESIDENCE RESPONSIBILITY)", .responsibleOrganisation),
    .mandatory("ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)", .commissioner, .commissioner),
    .mandatory("GENERAL MEDICAL PRACTICE CODE (PATIENT REGISTRATION)", .practice),
  ]

  private static let people: [MonitoringElement] = [
    .required("WITHHELD IDENTITY REASON", .anyText),
    .required("NHS NUMBER", .healthServiceNumber),
    .required("LOCAL PATIENT IDENTIFIER (EXTENDED)", .anyText),
    .required("POSTCODE OF USUAL ADDRESS", .anyText),
    .required("PERSON BIRTH DATE", .day, nil, .unverified),
    .required("AGE AT ACTIVITY DATE (CONTRACT MONITORING)", .anyText),
    .required("PERSON STATED GENDER CODE", .anyText),
    .required("ETHNIC CATEGORY", .anyText),
  ]

  private static let drugCare: [MonitoringElement] = [
    .required("ACTIVITY TREATMENT FUNCTION CODE", .treatmentFunction),
    .required("HOSPITAL PROVIDER SPELL IDENTIFIER", .anyText),
    .required("OUTPATIENT ATTENDANCE IDENTIFIER", .anyText),
    .required("CLINICAL INTERVENTION DATE (DRUG DISPENSED)", .day, nil, .unverified),
    .required("THERAPEUTIC INDICATION CODE (SNOMED CT)", .anyText),
    .optional("HIGH COST TARIFF EXCLUDED DRUG CODE (SNOMED CT DM+D)", .anyText),
    ofDrug("DM+D TAXONOMY CODE", isOptional: true),
    ofDrug("DRUG NAME"),
    .required("ROUTE OF ADMINISTRATION", .anyText, otherNames: ["ROUTE OF ADMINISTRATION (SNOMED CT DM+D)"]),
    ofDrug("DRUG STRENGTH"),
    ofDrug("DRUG VOLUME"),
    ofDrug("DRUG PACK SIZE", isOptional: true),
    ofDrug("DRUG QUANTITY OR WEIGHT PROPORTION"),
    .required("UNIT OF MEASUREMENT", .anyText, otherNames: ["UNIT OF MEASUREMENT (SNOMED CT DM+D)"]),
    ofDrug("DISPENSING ROUTE"),
  ]

  /// The data dictionary's names of these end in words that the list leaves out.
  private static func ofDrug(_ name: String, isOptional: Bool = false) -> MonitoringElement {
    let whole = ["\(name) (HIGH COST TARIFF EXCLUDED DRUG)"]
    return isOptional
      ? .optional(name, .anyText, otherNames: whole) : .required(name, .anyText, otherNames: whole)
  }
}
