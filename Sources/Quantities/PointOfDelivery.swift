/// How a unit of activity is delivered and paid: the national list of point of delivery codes.
///
/// Cases whose meaning is plain have their meaning as name; the others are named by their code. The meanings
/// of the codes are a reading of the codes themselves: the list that was published holds codes only.
public enum PointOfDelivery: String, Hashable, Sendable, CaseIterable {
  /// `ADJUSTMENT`.
  case adjustment = "ADJUSTMENT"
  /// `AE`.
  case accidentAndEmergency = "AE"
  /// `AMBHTR`.
  case ambhtr = "AMBHTR"
  /// `AMBOTHER`.
  case ambother = "AMBOTHER"
  /// `AMBSTC`.
  case ambstc = "AMBSTC"
  /// `AMBSTR`.
  case ambstr = "AMBSTR"
  /// `AMBUE`.
  case ambue = "AMBUE"
  /// `ARD`.
  case ard = "ARD"
  /// `BLOCK`.
  case block = "BLOCK"
  /// `CCTRANS`.
  case cctrans = "CCTRANS"
  /// `COMM`.
  case community = "COMM"
  /// `COMMINIT`.
  case comminit = "COMMINIT"
  /// `COMMSUB`.
  case commsub = "COMMSUB"
  /// `CQUIN`.
  case commissioningForQualityAndInnovation = "CQUIN"
  /// `CRD`.
  case crd = "CRD"
  /// `DAIMG`.
  case directAccessImaging = "DAIMG"
  /// `DALAB`.
  case directAccessLaboratory = "DALAB"
  /// `DAOTHER`.
  case directAccessOther = "DAOTHER"
  /// `DC`.
  case dayCase = "DC"
  /// `DCRE`.
  case dcre = "DCRE"
  /// `DEVICE`.
  case device = "DEVICE"
  /// `DRUG`.
  case drug = "DRUG"
  /// `EL`.
  case electiveInpatient = "EL"
  /// `ELOBD`.
  case elobd = "ELOBD"
  /// `ELXBD`.
  case electiveExcessBedDay = "ELXBD"
  /// `IPFCE`.
  case ipfce = "IPFCE"
  /// `IPOBD`.
  case ipobd = "IPOBD"
  /// `IPSPECIAL`.
  case ipspecial = "IPSPECIAL"
  /// `IVF`.
  case ivf = "IVF"
  /// `LAC`.
  case lac = "LAC"
  /// `MAINT`.
  case maint = "MAINT"
  /// `MATPATHAN`.
  case maternityPathwayAntenatal = "MATPATHAN"
  /// `MATPATHPN`.
  case maternityPathwayPostnatal = "MATPATHPN"
  /// `MDT`.
  case multidisciplinaryTeamMeeting = "MDT"
  /// `NAOTHER`.
  case notActivityOther = "NAOTHER"
  /// `NEL`.
  case nonElectiveInpatient = "NEL"
  /// `NELNE`.
  case nonElectiveNonEmergency = "NELNE"
  /// `NELNEOBD`.
  case nelneobd = "NELNEOBD"
  /// `NELNEXBD`.
  case nonElectiveNonEmergencyExcessBedDay = "NELNEXBD"
  /// `NELOBD`.
  case nelobd = "NELOBD"
  /// `NELST`.
  case nonElectiveShortStay = "NELST"
  /// `NELXBD`.
  case nonElectiveExcessBedDay = "NELXBD"
  /// `NF2FFA`.
  case nonFaceToFaceFirst = "NF2FFA"
  /// `NF2FFUP`.
  case nonFaceToFaceFollowUp = "NF2FFUP"
  /// `OPFA`.
  case opfa = "OPFA"
  /// `OPFAHOME`.
  case opfahome = "OPFAHOME"
  /// `OPFAMPCL`.
  case firstMultiProfessionalConsultantLed = "OPFAMPCL"
  /// `OPFAMPNCL`.
  case firstMultiProfessionalNonConsultantLed = "OPFAMPNCL"
  /// `OPFAPREOP`.
  case opfapreop = "OPFAPREOP"
  /// `OPFASPCL`.
  case firstSingleProfessionalConsultantLed = "OPFASPCL"
  /// `OPFASPNCL`.
  case firstSingleProfessionalNonConsultantLed = "OPFASPNCL"
  /// `OPFUP`.
  case opfup = "OPFUP"
  /// `OPFUPHOME`.
  case opfuphome = "OPFUPHOME"
  /// `OPFUPMPCL`.
  case followUpMultiProfessionalConsultantLed = "OPFUPMPCL"
  /// `OPFUPMPNCL`.
  case followUpMultiProfessionalNonConsultantLed = "OPFUPMPNCL"
  /// `OPFUPPREOP`.
  case opfuppreop = "OPFUPPREOP"
  /// `OPFUPSPCL`.
  case followUpSingleProfessionalConsultantLed = "OPFUPSPCL"
  /// `OPFUPSPNCL`.
  case followUpSingleProfessionalNonConsultantLed = "OPFUPSPNCL"
  /// `OPPROC`.
  case outpatientProcedure = "OPPROC"
  /// `OPPROCFA`.
  case outpatientProcedureFirst = "OPPROCFA"
  /// `OPPROCFUP`.
  case outpatientProcedureFollowUp = "OPPROCFUP"
  /// `OTHER`.
  case other = "OTHER"
  /// `PATIENT`.
  case patient = "PATIENT"
  /// `POC`.
  case poc = "POC"
  /// `PTSTRANS`.
  case ptstrans = "PTSTRANS"
  /// `RADAY`.
  case regularDayAttender = "RADAY"
  /// `RANIGHT`.
  case regularNightAttender = "RANIGHT"
  /// `SCREEN`.
  case screening = "SCREEN"
  /// `TEST`.
  case test = "TEST"
  /// `UNBACC`.
  case unbundledAdultCriticalCare = "UNBACC"
  /// `UNBCHEMO`.
  case unbundledChemotherapy = "UNBCHEMO"
  /// `UNBNCC`.
  case unbundledNeonatalCriticalCare = "UNBNCC"
  /// `UNBOTHER`.
  case unbundledOther = "UNBOTHER"
  /// `UNBPALL`.
  case unbundledPalliativeCare = "UNBPALL"
  /// `UNBPCC`.
  case unbundledPaediatricCriticalCare = "UNBPCC"
  /// `UNBRAD`.
  case unbundledDiagnosticImaging = "UNBRAD"
  /// `UNBREHAB`.
  case unbundledRehabilitation = "UNBREHAB"
  /// `UNBRTHPY`.
  case unbundledRadiotherapy = "UNBRTHPY"
  /// `WAFA`.
  case wardAttenderFirst = "WAFA"
  /// `WAFUP`.
  case wardAttenderFollowUp = "WAFUP"
  /// `YOC`.
  case yearOfCare = "YOC"

  /// Whether a patient is admitted by plan: day case or elective inpatient.
  public var isElectiveAdmission: Bool { self == .dayCase || self == .electiveInpatient }

  /// Whether a patient is admitted without a plan.
  public var isNonElectiveAdmission: Bool {
    self == .nonElectiveInpatient || self == .nonElectiveShortStay || self == .nonElectiveNonEmergency
  }

  /// Whether it is a procedure in an outpatient clinic.
  public var isOutpatientProcedure: Bool {
    self == .outpatientProcedure || self == .outpatientProcedureFirst || self == .outpatientProcedureFollowUp
  }
}

extension PointOfDelivery: ParsedValue {
  /// Reads a national code, such as `DC`.
  public init?(_ text: String) { self.init(rawValue: text) }

  /// What a point of delivery looks like.
  public static var expectation: String { "a national point of delivery code such as DC, EL, NEL or OPPROC" }
}

extension PointOfDelivery: Comparable {
  /// Orders by code.
  public static func < (one: PointOfDelivery, other: PointOfDelivery) -> Bool {
    one.rawValue < other.rawValue
  }
}

extension PointOfDelivery: CustomStringConvertible {
  /// The national code.
  public var description: String { rawValue }
}
