import Quantities
import TestSupport
import Testing

/// Decimal numbers as files spell them, seen through the quantities that read them.
struct DecimalTextTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a price reads back as it was written`(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<50 {
      let price = UnitPrice(nanopounds: random.magnitude())
      #expect(UnitPrice(price.description) == price)
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a factor, an activity and a share read back as they were written`(seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<50 {
      let factor = Factor(millionths: random.magnitude())
      let activity = Activity(millionths: random.magnitude())
      let share = try #require(Share(millionths: random.magnitude(upTo: 1_000_000)))
      #expect(Factor(factor.description) == factor)
      #expect(Activity(activity.description) == activity)
      #expect(Share(share.description) == share)
    }
  }

  @Test(
    arguments: [
      ("0", 0), ("1", 1_000_000_000), ("1979", 1_979_000_000_000), ("247.742114052", 247_742_114_052),
      ("0.000000001", 1), ("0.1", 100_000_000), ("007", 7_000_000_000), ("9223372036.854775807", .max),
    ] as [(String, Int64)]
  )
  func `a plain decimal number is read exactly`(text: String, nanopounds: Int64) {
    #expect(UnitPrice(text)?.nanopounds == nanopounds)
  }

  @Test(arguments: [
    "1.0000000001", "0.1234567891", "0.00000000001", "1979.0000000000000000001",
  ])
  func `more decimals than a value has are refused`(text: String) {
    #expect(UnitPrice(text) == nil)
    #expect(Factor(text) == nil)
  }

  @Test func `each quantity has its own number of decimals`() {
    #expect(UnitPrice("0.123456789") != nil)
    #expect(UnitPrice("0.1234567891") == nil)
    #expect(Factor("0.123456") != nil)
    #expect(Factor("0.1234567") == nil)
    #expect(Activity("0.123456") != nil)
    #expect(Activity("0.1234567") == nil)
    #expect(Share("0.123456") != nil)
    #expect(Share("0.1234567") == nil)
  }

  @Test func `trailing zeros are accepted, however many`() {
    #expect(UnitPrice("1979.00") == UnitPrice(pounds: 1979))
    #expect(UnitPrice("1.50000000000000000000000000") == UnitPrice("1.5"))
    #expect(Factor("1.0000000000") == .one)
    #expect(Share("1.0000000000") == .all)
    #expect(Share("0.0000000000") == Share.none)
  }

  @Test func `trailing zeros are not written`() {
    #expect(UnitPrice(pounds: 1979).description == "1979")
    #expect(UnitPrice("247.740")?.description == "247.74")
    #expect(Factor(millionths: 500_000).description == "0.5")
    #expect(UnitPrice(nanopounds: 1).description == "0.000000001")
    #expect(UnitPrice(nanopounds: 0).description == "0")
  }

  @Test func `a negative number is written with its sign, also below one`() {
    #expect(UnitPrice(nanopounds: -1_500_000_000).description == "-1.5")
    #expect(Factor(millionths: -1).description == "-0.000001")
    #expect(UnitPrice(nanopounds: .min).description == "-9223372036.854775808")
  }

  @Test(arguments: [
    "9223372036.854775808", "9223372037", "10000000000", "99999999999999999999", "9223372036854775808",
  ])
  func `a number that does not fit is refused`(text: String) {
    #expect(UnitPrice(text) == nil)
  }

  @Test(arguments: [
    "", "-", ".", "-.", "+1", "--1", "1-", "1.2.3", "1,000", "1 000", " 1", "1 ", "£1", "1e3", "0x10", "NaN",
    "inf",
    "one", "١", "½", "1\u{301}", "1\0",
  ])
  func `what is no plain decimal number is refused`(text: String) {
    #expect(UnitPrice(text) == nil)
    #expect(Factor(text) == nil)
    #expect(Activity(text) == nil)
    #expect(Share(text) == nil)
  }

  @Test func `quantities read from files are never negative`() {
    #expect(UnitPrice("-1") == nil)
    #expect(UnitPrice("-0.000000001") == nil)
    #expect(Factor("-0.5") == nil)
    #expect(Activity("-3") == nil)
    #expect(Share("-0.1") == nil)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `random text is read or refused but never stops the program`(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<50 {
      let text = random.word(of: "0123456789012345678901234567890123456789.-+ eE,é", length: 0...24)
      if let price = UnitPrice(text) { #expect(UnitPrice(price.description) == price) }
      if let share = Share(text) { #expect(Share(share.description) == share) }
    }
  }
}
