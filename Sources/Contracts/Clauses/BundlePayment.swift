public import Diagnostics
import FundingFlows
public import Quantities
import Tariffs

/// Pays a bundle's price for each patient; the activity inside it is paid by nothing else.
///
/// Years and source: see `BundlePrice`. Formula: price, rounded to pence, × patients, rounded once.
///
/// Example: 100 patients at £5,892.06 are £589,206.00.
public struct BundlePayment: Clause {
  /// What the contract calls it.
  public let name: String
  /// The lines inside the bundle.
  public let scope: LineScope
  /// The bundle.
  public let bundle: BundlePrice
  /// The patients who began the module.
  public let patients: Activity

  /// It pays for lines.
  public var role: ClauseRole { .payment }

  /// Pays for patients instead of lines; the scope is the published list of what is inside.
  public init(_ bundle: BundlePrice, patients: Activity, scope: LineScope, name: String? = nil) {
    self.bundle = bundle
    self.patients = patients
    self.scope = scope
    self.name = name ?? bundle.name
  }

  /// The price of all patients.
  public func payment(in account: Account) throws(DiagnosticList) -> ClausePayment {
    let price = ExactPounds(bundle.price)
    var explanation = Explanation()
    explanation.note(
      name,
      "\(patients) patients at £\(bundle.price), for \(counted(account.lines(in: scope).count, "line"))",
      to: try Amounts.product(price, Factor(patients), what: "the payment of \(name)"),
      evidence: bundle.evidence
    )
    return try ClausePayment(name, explanation: explanation)
  }
}
