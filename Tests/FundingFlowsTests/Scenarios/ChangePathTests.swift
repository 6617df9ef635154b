import Diagnostics
import Populations
import Quantities
import Testing

@testable import FundingFlows

struct ChangePathTests {
  static let paths = [
    "population", "incidence.ratio.breast", "incidence.ratio.breast.female", "incidence.forecast.lung",
    "stage.breast", "stage.breast.1", "stage.breast.not-staged", "stage.breast.early", "survival.lung.4",
    "pathway.breast.B-T01.share", "pathway.breast.B-T01.quantity", "casemix.breast.breast-surgery.DC",
    "referrals.lung", "guideline.year", "tariff.year", "tariff.basis", "price", "price.JA20F",
    "price.JA20F.DC", "provider.share.R1H", "provider.share.R1H.breast",
    "provider.share.R1H.breast.treatment",
  ]

  @Test(arguments: paths)
  func `a path is read and written alike`(text: String) throws {
    let path = try #require(ChangePath(text))
    #expect(path.description == text)
    #expect(ChangePath(path.description) == path)
  }

  @Test(arguments: [
    "", ".", "populations", "population.", ".population", "population.E01", "incidence", "incidence.ratio",
    "incidence.ratio.breast.5", "incidence.rate.breast", "stage", "stage.breast.5", "stage.breast.recurrent",
    "stage.breast.ruled-out", "stage..1", "survival.breast", "survival.breast.early",
    "survival.breast.recurrent",
    "pathway.breast.B-T01", "pathway.breast.B-T01.price", "casemix.breast.DC", "casemix.breast.mix.XX",
    "tariff",
    "guideline", "referrals", "price.JA20F.XX", "price.JA20F.DC.x", "provider.R1H",
    "provider.share", "provider.share.r1h", "provider.share.R1H.breast.surgery", "Population", "price..DC",
  ])
  func `what is no path is none`(text: String) {
    #expect(ChangePath(text) == nil)
  }

  @Test(arguments: [
    ("stage.x", "stage.x.1"), ("stage.x", "stage.x.early"), ("stage.x.early", "stage.x.3"),
    ("price", "price.JA20F"),
    ("price", "price.JA20F.DC"), ("price.JA20F", "price.JA20F.DC"),
    ("incidence.ratio.x", "incidence.ratio.x.male"),
    ("provider.share.R1H", "provider.share.R1H.x"), ("provider.share.R1H", "provider.share.R1H.x.treatment"),
    ("population", "population"), ("survival.x.1", "survival.x.1"),
  ])
  func `paths touch the same input when one is the other or leads to it`(one: String, other: String) throws {
    let (one, other) = (try #require(ChangePath(one)), try #require(ChangePath(other)))
    #expect(one.overlaps(other))
    #expect(other.overlaps(one))
  }

  @Test(arguments: [
    ("stage.x.1", "stage.x.2"), ("stage.x", "stage.y"), ("stage.x.early", "stage.y.1"),
    ("price.JA20F", "price.JA20E"),
    ("price.JA20F.DC", "price.JA20F.EL"), ("incidence.ratio.x", "incidence.forecast.x"),
    ("provider.share.R1H.x", "provider.share.RF4.x"), ("pathway.x.A.share", "pathway.x.A.quantity"),
    ("tariff.year", "tariff.basis"), ("survival.x.1", "stage.x.1"),
    ("provider.share.R1H.x", "provider.share.R1H.y"),
  ])
  func `paths beside one another do not`(one: String, other: String) throws {
    let (one, other) = (try #require(ChangePath(one)), try #require(ChangePath(other)))
    #expect(!one.overlaps(other))
    #expect(!other.overlaps(one))
  }

  @Test func `prices at a point of delivery touch those of any currency`() {
    let atPoint = ChangePath.price(nil, .dayCase)
    let code = CurrencyCode("JA20F")
    #expect(atPoint.overlaps(.price(code, nil)))
    #expect(atPoint.overlaps(.price(code, .dayCase)))
    #expect(!atPoint.overlaps(.population))
    #expect(ChangePath.price(nil, nil).overlaps(atPoint))
  }
}
