import Quantities

/// Which files must agree.
public enum BalanceCheck: String, Sendable, CaseIterable {
  /// The drugs file equals the drugs of the aggregate file.
  case drugs
  /// The devices file equals the devices of the aggregate file.
  case devices
  /// The patient-level file equals the rest of the aggregate file.
  case patients
  /// The aggregate file equals the three together.
  case total

  /// The two sides in words.
  var name: String {
    switch self {
    case .drugs: "ACM drugs against DrPLCM"
    case .devices: "ACM devices against DePLCM"
    case .patients: "ACM without drugs and devices against PLCM"
    case .total: "ACM against PLCM, DrPLCM and DePLCM"
    }
  }

  /// What the other side is called.
  var other: String {
    switch self {
    case .drugs: "DrPLCM"
    case .devices: "DePLCM"
    case .patients: "PLCM"
    case .total: "patient-level"
    }
  }

  /// Whether a row of the aggregate file belongs to it.
  func includes(_ pointOfDelivery: PointOfDelivery?) -> Bool {
    switch self {
    case .drugs: pointOfDelivery == .drug
    case .devices: pointOfDelivery == .device
    case .patients: pointOfDelivery != .drug && pointOfDelivery != .device
    case .total: true
    }
  }
}
