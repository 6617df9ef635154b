import Quantities

extension MonitoringLayout {
  /// Aggregate Contract Monitoring, DCB2050: what was charged for a month, and what was planned for it.
  ///
  /// The actual side follows the planned one with PLANNED made ACTUAL: derived from the names of the elements;
  /// that a file may hold both sides was seen in a warehouse that loads it.
  public static let aggregate = MonitoringLayout(
    name: "ACM",
    title: "Aggregate Contract Monitoring (DCB2050)",
    isPatientLevel: false,
    elements: Array(header[0..<3])
      + [.required("REPORTING TYPE INDICATOR", .text(20), .reportingType, .derived)]
      + Array(header[3...]) + service + planned + actual + [submitter],
    marks: [
      "CONTRACT MONITORING ACTUAL PRICE", "CONTRACT MONITORING ACTUAL ACTIVITY",
      "CONTRACT MONITORING ACTUAL MARKET FORCES FACTOR",
    ]
  )

  /// The Indicative Activity Plan: what is planned for a month.
  public static let activityPlan = MonitoringLayout(
    name: "IAP",
    title: "Indicative Activity Plan",
    isPatientLevel: false,
    elements: header + service + planned + [submitter],
    marks: ["CONTRACT MONITORING PLANNED PRICE", "CONTRACT MONITORING PLANNED ACTIVITY"]
  )

  private static let header: [MonitoringElement] = [
    .mandatory("FINANCIAL MONTH", .month, .month, .unverified),
    .mandatory("FINANCIAL YEAR", .year, .year),
    .mandatory("DATE AND TIME DATA SET CREATED", .time, .created),
    .mandatory("ORGANISATION IDENTIFIER (CODE OF PROVIDER)", .provider, .provider),
    .required("ORGANISATION SITE IDENTIFIER (OF TREATMENT)", .site),
    .optional("ORGANISATION IDENTIFIER (GP PRACTICE RESPONSIBILITY)", .responsibleOrganisation),
    .optional("ORGANISATION IDENTIFIER (RESIDENCE RESPONSIBILITY)", .responsibleOrganisation),
    .mandatory("ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)", .commissioner, .commissioner),
    .optional("GENERAL MEDICAL PRACTICE (PATIENT REGISTRATION)", .practice),
    .required("ACTIVITY TREATMENT FUNCTION CODE", .treatmentFunction, .treatmentFunction),
    .optional("LOCAL SUB-SPECIALTY CODE", .text(8)),
    .required("WARD CODE", .anyText),
  ]

  private static let service: [MonitoringElement] = [
    .mandatory("COMMISSIONED SERVICE CATEGORY CODE", .category, .category),
    .required("SERVICE CODE", .serviceCode, .serviceCode),
    .required("SPECIALISED MENTAL HEALTH SERVICE CATEGORY CODE", .anyText),
    .mandatory("POINT OF DELIVERY CODE", .pointOfDelivery, .pointOfDelivery),
    .required("POINT OF DELIVERY FURTHER DETAIL CODE", .text(10)),
    .required("POINT OF DELIVERY FURTHER DETAIL DESCRIPTION", .text(100)),
    .optional("LOCAL POINT OF DELIVERY CODE", .text(50)),
    .optional("LOCAL POINT OF DELIVERY DESCRIPTION", .text(100)),
    .optional("LOCAL CONTRACT CODE", .text(20)),
    .optional("LOCAL CONTRACT CODE DESCRIPTION", .text(100)),
    .optional("LOCAL CONTRACT MONITORING CODE", .text(30)),
    .optional("LOCAL CONTRACT MONITORING DESCRIPTION", .text(100)),
    .optional("CONTRACT MONITORING ADDITIONAL DETAIL", .text(50)),
    .optional("CONTRACT MONITORING ADDITIONAL DESCRIPTION", .text(100)),
    .required("TARIFF CODE", .tariffCode, .tariffCode),
    .required("NATIONAL TARIFF INDICATOR", .yesOrNo),
  ]

  private static let planned: [MonitoringElement] = [
    .optional("CONTRACT MONITORING PLANNED ACTIVITY", .activity, .plannedActivity),
    .required("CONTRACT MONITORING PLANNED PRICE", .plannedPrice, .plannedPrice),
    .required("CONTRACT MONITORING PLANNED MARKET FORCES FACTOR", .marketForces, .plannedMarketForces),
  ]

  private static let actual: [MonitoringElement] = [
    .required("CONTRACT MONITORING ACTUAL ACTIVITY", .activity, .activity, .unverified),
    .mandatory("CONTRACT MONITORING ACTUAL PRICE", .actualPrice, .price),
    .required("CONTRACT MONITORING ACTUAL MARKET FORCES FACTOR", .marketForces, .marketForces),
  ]

  private static let submitter = MonitoringElement.mandatory("NAME OF SUBMITTER", .text(100))
}
