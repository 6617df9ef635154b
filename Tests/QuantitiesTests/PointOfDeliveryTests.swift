import Quantities
import Testing

struct PointOfDeliveryTests {
  /// The national list of point of delivery codes, in text order.
  private static let national = """
    ADJUSTMENT AE AMBHTR AMBOTHER AMBSTC AMBSTR AMBUE ARD BLOCK CCTRANS COMM COMMINIT COMMSUB CQUIN CRD
    DAIMG DALAB DAOTHER DC DCRE DEVICE DRUG EL ELOBD ELXBD IPFCE IPOBD IPSPECIAL IVF LAC MAINT MATPATHAN
    MATPATHPN MDT NAOTHER NEL NELNE NELNEOBD NELNEXBD NELOBD NELST NELXBD NF2FFA NF2FFUP OPFA OPFAHOME
    OPFAMPCL OPFAMPNCL OPFAPREOP OPFASPCL OPFASPNCL OPFUP OPFUPHOME OPFUPMPCL OPFUPMPNCL OPFUPPREOP
    OPFUPSPCL OPFUPSPNCL OPPROC OPPROCFA OPPROCFUP OTHER PATIENT POC PTSTRANS RADAY RANIGHT SCREEN TEST
    UNBACC UNBCHEMO UNBNCC UNBOTHER UNBPALL UNBPCC UNBRAD UNBREHAB UNBRTHPY WAFA WAFUP YOC
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  @Test func `the codes are the 81 of the national list`() {
    #expect(Self.national.count == 81)
    #expect(PointOfDelivery.allCases.map(\.description).sorted() == Self.national)
  }

  @Test func `codes are ordered as text`() {
    #expect(PointOfDelivery.allCases.sorted().map(\.description) == Self.national)
  }

  @Test func `every code reads back as it was written`() {
    for code in Self.national { #expect(PointOfDelivery(code)?.description == code) }
  }

  @Test(arguments: ["", "dc", "DC ", "DAYCASE", "XX"])
  func `a code that is not on the list is refused`(text: String) {
    #expect(PointOfDelivery(text) == nil)
  }

  @Test func `admissions and outpatient procedures are told apart`() {
    #expect(PointOfDelivery.allCases.filter(\.isElectiveAdmission).map(\.description) == ["DC", "EL"])
    #expect(
      PointOfDelivery.allCases.filter(\.isNonElectiveAdmission).map(\.description) == [
        "NEL", "NELNE", "NELST",
      ]
    )
    #expect(
      PointOfDelivery.allCases.filter(\.isOutpatientProcedure).map(\.description)
        == ["OPPROC", "OPPROCFA", "OPPROCFUP"]
    )
  }
}
