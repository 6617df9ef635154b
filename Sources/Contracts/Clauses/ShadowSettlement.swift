public import Diagnostics
public import FundingFlows
public import Quantities
public import Tariffs

/// What a bundle would have paid each provider, beside what they were paid for their activity. No money moves.
///
/// Years: those of a pilot. Formula: the lead provider has the bundle's price for each patient, and pays others
/// the value of the components that they deliver × their own market forces factor, each payment rounded once.
/// For each patient, the bundle is compared with all its components at the factors of those who deliver them.
/// Source: this package's design, after the payments between providers in maternity care, HFMA, 5 March 2014.
///
/// Example: of a bundle of £5,892.06, a provider that delivers radiotherapy at £1,799.92 before rounding and a
/// factor of 1.1 has £1,979.91 for one patient; the lead has the rest.
public struct ShadowSettlement: Sendable {
  /// A component delivered by another provider than the lead.
  public struct Delivery: Sendable {
    /// The component's name.
    public let component: String
    /// Who delivers it.
    public let provider: ProviderCode
    /// For what share of the patients.
    public let share: Share
    /// The provider's market forces factor.
    public let marketForces: Figure<Factor>

    /// Says who delivers a component.
    public init(
      _ component: String,
      by provider: ProviderCode,
      share: Share = .all,
      marketForces: Figure<Factor> = Figure(.one)
    ) {
      self.component = component
      self.provider = provider
      self.share = share
      self.marketForces = marketForces
    }
  }

  /// What one provider would have had, and had.
  public struct Result: Hashable, Sendable {
    /// The provider.
    public let provider: ProviderCode
    /// What the bundle leaves it.
    public let fromBundle: Pence
    /// The value of its own activity inside the bundle.
    public let fromActivity: Pence
    /// What it would gain; negative when it would lose.
    public var gain: Pence { fromBundle - fromActivity }
  }

  /// Each provider's result, in order of their codes; what they have from the bundle adds up to its payment.
  public let results: [Result]
  /// The bundle's price for all patients.
  public let bundlePayment: Pence
  /// The bundle's price less its components at the factors of those who deliver them, for each patient.
  public let differencePerPatient: ExactPounds

  /// Settles in shadow.
  ///
  /// - Parameters:
  ///   - bundle: the bundle.
  ///   - patients: the patients who began the module.
  ///   - lead: who has the bundle's price, and delivers what no other does.
  ///   - leadMarketForces: the lead's market forces factor.
  ///   - deliveries: what others deliver.
  ///   - activity: the ledger of what happened.
  ///   - scope: the lines inside the bundle.
  /// - Throws: `contract.unknown-component`, `contract.component-shares`, `contract.amount-too-large`.
  public init(
    _ bundle: BundlePrice,
    patients: Activity,
    lead: ProviderCode,
    leadMarketForces: Figure<Factor> = Figure(.one),
    deliveries: [Delivery],
    activity: Ledger,
    scope: LineScope
  ) throws(DiagnosticList) {
    let what = "a payment of \(bundle.name)"
    try Self.check(deliveries, bundle)
    bundlePayment = try Amounts.product(ExactPounds(bundle.price), Factor(patients), what: what)
      .rounded(.penceHalfUp)
    var income: [ProviderCode: Pence] = [lead: bundlePayment]
    var perPatient = ExactPounds.zero
    for component in bundle.components {
      var own = Factor.one
      for delivery in deliveries where delivery.component == component.name {
        let factor = delivery.marketForces.value
        let part = try Amounts.product(component.exact, factor, Factor(delivery.share), what: what)
        let payment = try Amounts.product(part, Factor(patients), what: what).rounded(.penceHalfUp)
        income[delivery.provider, default: .zero] += payment
        income[lead, default: .zero] += .zero - payment
        perPatient = try Amounts.within(perPatient + part, what)
        own.millionths -= delivery.share.millionths
      }
      let part = try Amounts.product(component.exact, leadMarketForces.value, own, what: what)
      perPatient = try Amounts.within(perPatient + part, what)
    }
    differencePerPatient = ExactPounds(bundle.price) - perPatient
    let lines = activity.lines.filter(scope.contains)
    _ = try Amounts.total(lines.compactMap(\.value), "the value of the activity")
    let paid = Ledger(lines).totals { $0.provider }
    results = Set(income.keys).union(paid.keys).sorted().map { provider in
      Result(
        provider: provider,
        fromBundle: income[provider] ?? .zero,
        fromActivity: paid[provider] ?? .zero
      )
    }
  }

  private static func check(_ deliveries: [Delivery], _ bundle: BundlePrice) throws(DiagnosticList) {
    var faults = DiagnosticList()
    let names = bundle.components.map(\.name)
    for delivery in deliveries where !names.contains(delivery.component) {
      faults.append(
        Diagnostic(
          "contract.unknown-component",
          "found the component \(delivery.component) delivered by \(delivery.provider), "
            + "expected one of \(names.joined(separator: ", "))",
          fix: Suggestion.closest(to: delivery.component, among: names).map { "did you mean \($0)?" }
            ?? "name a component of \(bundle.name)"
        )
      )
    }
    for name in names {
      let shares = deliveries.filter { $0.component == name }.map(\.share.millionths).reduce(0, +)
      guard shares > Share.all.millionths else { continue }
      faults.append(
        Diagnostic(
          "contract.component-shares",
          "found shares of \(name) that add up to \(Factor(millionths: shares)), expected at most 1",
          fix: "lower them; the lead delivers the rest"
        )
      )
    }
    try faults.throwIfFaulty()
  }
}
