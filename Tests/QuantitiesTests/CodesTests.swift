import Quantities
import TestSupport
import Testing

private let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

struct CurrencyCodeTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `codes are ordered as text and read back as they were written`(seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<20 {
      let one = random.word(of: "AaBbYyZz019-_", length: 1...15)
      let other = random.word(of: "AaBbYyZz019-_", length: 1...15)
      let (code, second) = (try #require(CurrencyCode(one)), try #require(CurrencyCode(other)))
      #expect((code < second) == (one < other))
      #expect((code == second) == (one == other))
      #expect(code.description == one)
    }
  }

  @Test(arguments: [
    "JA20F", "WF01B", "CMDTB", "CMDT_B", "HCDr", "pertuzumab", "A", "TC-99", "123456789012345",
  ])
  func `a code is 1 to 15 letters, digits, hyphens or underscores`(text: String) {
    #expect(CurrencyCode(text)?.description == text)
  }

  @Test(arguments: [
    "", "1234567890123456", "trastuzumab emtansine", "JA20F ", "JA20É", "JÄ20", "JA20F\0", "JA.20", "=1",
  ])
  func `anything else is refused`(text: String) {
    #expect(CurrencyCode(text) == nil)
  }

  @Test func `capitals matter`() {
    #expect(CurrencyCode("hcdr") != CurrencyCode("HCDr"))
  }

  @Test(arguments: ["JA20F", "WF01B", "AA00A", "ZZ99Z"])
  func `two letters, two digits and a letter are a healthcare resource group`(text: String) throws {
    #expect(try #require(CurrencyCode(text)).isHealthcareResourceGroup)
  }

  @Test(arguments: [
    "CMDTB", "JA20", "JA20FF", "ja20f", "JA20f", "J220F", "JAA0F", "JA2OF", "JA201", "A", "JA-0F",
  ])
  func `any other shape is not`(text: String) throws {
    #expect(try #require(CurrencyCode(text)).isHealthcareResourceGroup == false)
  }
}

struct ProviderCodeTests {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `codes are ordered as text and read back as they were written`(seed: UInt64) throws {
    var random = Seeded(seed)
    let one = random.word(of: capitals, length: 2...5) + "X"
    let other = random.word(of: capitals, length: 2...5) + "X"
    let (code, second) = (try #require(ProviderCode(one)), try #require(ProviderCode(other)))
    #expect((code < second) == (one < other))
    #expect((code == second) == (one == other))
    #expect(code.description == one)
  }

  @Test(arguments: ["R1H", "RJ7", "RJ701", "NT3X1A", "R0A"])
  func `a trust or a site is read`(text: String) {
    #expect(ProviderCode(text)?.description == text)
  }

  @Test(arguments: ["", "R1", "R1H00", "RJ7000", "R1H0123", "r1h", "R1h", "R1-H", "R1H ", "RÉ7"])
  func `anything else is refused`(text: String) {
    #expect(ProviderCode(text) == nil)
  }
}

struct CommissionerCodeTests {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `codes are ordered as text and read back as they were written`(seed: UInt64) throws {
    var random = Seeded(seed)
    let one = random.word(of: capitals, length: 3...5)
    let other = random.word(of: capitals, length: 3...5)
    let (code, second) = (try #require(CommissionerCode(one)), try #require(CommissionerCode(other)))
    #expect((code < second) == (one < other))
    #expect((code == second) == (one == other))
    #expect(code.description == one)
  }

  @Test(arguments: ["QMF", "13Q", "08H", "A3A8R"])
  func `a board or a group is read`(text: String) {
    #expect(CommissionerCode(text)?.description == text)
  }

  @Test(arguments: ["", "QM", "QMF123", "qmf", "QMf", "Q-F", "QMF ", "QÉF"])
  func `anything else is refused`(text: String) {
    #expect(CommissionerCode(text) == nil)
  }
}

struct TreatmentFunctionTests {
  @Test func `every three-digit number from 100 reads back as it was written`() {
    for number in 100...999 {
      #expect(TreatmentFunction(String(number))?.description == String(number))
    }
  }

  @Test(arguments: ["", "99", "099", "1000", "1O3", "+10", "-10", "10 ", "1.0", "٣"])
  func `anything else is refused`(text: String) {
    #expect(TreatmentFunction(text) == nil)
  }

  @Test func `functions are ordered by code`() throws {
    let general = try #require(TreatmentFunction("100"))
    let breast = try #require(TreatmentFunction("103"))
    #expect(general < breast)
    #expect(breast.number == 103)
  }
}
