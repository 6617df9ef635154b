public import Quantities

/// What is bought of whom: the level at which a plan and what happened are set side by side.
///
/// Money without activity (drugs, devices, blocks, adjustments) has no specialty and no tariff code in a
/// monitoring file, so that a provider's drugs are one service.
public struct MonitoredService: Hashable, Sendable {
  /// Who pays.
  public let commissioner: CommissionerCode
  /// Who is paid.
  public let provider: ProviderCode
  /// How it is delivered.
  public let pointOfDelivery: PointOfDelivery?
  /// The specialty; nil in a plan that does not tell specialties apart.
  public let treatmentFunction: TreatmentFunction?
  /// What it is paid by.
  public let tariffCode: String?

  /// Names a service, without specialty and tariff code where it carries no activity.
  public init(
    commissioner: CommissionerCode,
    provider: ProviderCode,
    pointOfDelivery: PointOfDelivery?,
    treatmentFunction: TreatmentFunction?,
    tariffCode: String?
  ) {
    let isWithoutActivity = pointOfDelivery.map(MonitoringCodes.withoutActivity.contains) ?? false
    self.commissioner = commissioner
    self.provider = provider
    self.pointOfDelivery = pointOfDelivery
    self.treatmentFunction = isWithoutActivity ? nil : treatmentFunction
    self.tariffCode = isWithoutActivity ? nil : tariffCode
  }

  /// The service of a row of a monitoring file.
  init(_ row: MonitoringRow) {
    self.init(
      commissioner: row.commissioner,
      provider: row.provider,
      pointOfDelivery: row.pointOfDelivery,
      treatmentFunction: row.treatmentFunction,
      tariffCode: row.tariffCode
    )
  }

  /// The services under which a plan may hold this one, the closest first: as it is; without its specialty; by
  /// the healthcare resource group with which its tariff code begins.
  var candidates: [MonitoredService] {
    var codes = [tariffCode]
    if let tariffCode, tariffCode.count > 5, let group = CurrencyCode(String(tariffCode.prefix(5))),
      group.isHealthcareResourceGroup
    {
      codes.append(group.description)
    }
    return codes.flatMap { code in
      [treatmentFunction, nil].map { function in
        MonitoredService(
          commissioner: commissioner,
          provider: provider,
          pointOfDelivery: pointOfDelivery,
          treatmentFunction: function,
          tariffCode: code
        )
      }
    }
  }
}

extension MonitoredService: Comparable {
  /// Orders by commissioner, provider, point of delivery, specialty, tariff code; blank first.
  public static func < (one: MonitoredService, other: MonitoredService) -> Bool {
    one.words.lexicographicallyPrecedes(other.words)
  }

  /// Its parts as a table shows them.
  var words: [String] {
    [
      commissioner.description, provider.description, pointOfDelivery?.description ?? "",
      treatmentFunction?.description ?? "", tariffCode ?? "",
    ]
  }
}
