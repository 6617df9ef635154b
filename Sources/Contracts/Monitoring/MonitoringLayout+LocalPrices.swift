import Quantities

extension MonitoringLayout {
  /// The local price grid: the prices that the parties agreed, one row for each service.
  public static let localPrices = MonitoringLayout(
    name: "Local Prices",
    title: "Local Prices",
    isPatientLevel: false,
    elements: [
      .mandatory("FINANCIAL YEAR", .year, .year),
      .mandatory("DATE AND TIME DATA SET CREATED", .time, .created),
      .mandatory("ORGANISATION IDENTIFIER (CODE OF PROVIDER)", .provider, .provider),
      .required("ORGANISATION SITE IDENTIFIER (OF TREATMENT)", .site),
      .mandatory("ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)", .commissioner, .commissioner),
      .required("ACTIVITY TREATMENT FUNCTION CODE", .treatmentFunction, .treatmentFunction),
      .optional("LOCAL SUB-SPECIALTY CODE", .text(8)),
      .optional("COMMISSIONING SERIAL NUMBER", .text(6)),
      .optional("PROVIDER REFERENCE IDENTIFIER", .text(20)),
      .optional("NHS SERVICE AGREEMENT LINE NUMBER", .text(10)),
      .mandatory("COMMISSIONED SERVICE CATEGORY CODE", .category, .category),
      .required("SERVICE CODE", .serviceCode, .serviceCode),
      .mandatory("POINT OF DELIVERY CODE", .pointOfDelivery, .pointOfDelivery),
      .required("POINT OF DELIVERY FURTHER DETAIL CODE", .text(10)),
      .required("POINT OF DELIVERY FURTHER DETAIL DESCRIPTION", .text(100)),
      .optional("LOCAL POINT OF DELIVERY CODE", .text(50)),
      .optional("LOCAL POINT OF DELIVERY DESCRIPTION", .text(100)),
      .required("TARIFF CODE", .tariffCode, .tariffCode),
      .mandatory("LOCAL PRICE", .localPrice, .localPrice),
    ],
    marks: ["LOCAL PRICE"]
  )
}
