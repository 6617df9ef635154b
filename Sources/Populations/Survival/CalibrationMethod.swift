public import Quantities

/// How modelled cancer deaths are brought to registered or forecast ones.
public enum CalibrationMethod: String, Hashable, Sendable, CaseIterable {
  /// Survivors stay those of net survival. Of the excess deaths, as many as were registered count as deaths from
  /// the cancer, at most all of them, and the rest as deaths from other causes.
  ///
  /// Excess deaths are those beyond the general population's, whatever is written on the certificate: people with
  /// lung cancer smoked more than others, and also die of that.
  case causeOfDeath = "cause-of-death"
  /// The excess hazard of each year is scaled until the deaths are met: fewer deaths mean more survivors than
  /// published net survival has. England's women with lung cancer of 2014 would have a net survival of 29.7 % at five
  /// years, where 19.8 % were published for 2014-2018.
  case excessHazard = "excess-hazard"
}

extension CalibrationMethod: ParsedValue, CustomStringConvertible {
  /// Reads `cause-of-death` or `excess-hazard`.
  public init?(_ text: String) { self.init(rawValue: text) }

  /// What a method looks like.
  public static var expectation: String { "cause-of-death or excess-hazard" }

  /// The method as written in files.
  public var description: String { rawValue }
}
