import Diagnostics
import Pathways
import Tables

/// A pathway of a few rows, written in the test.
///
/// A test writes the columns that it speaks of; the others come after them with plain values, so that lines and
/// columns in messages are those of the text.
struct SmallPathway {
  var steps = "step\nA"
  var casemix = "casemix,currency,share"
  var subtypes = "subtype,stage,share\none,all,1"
  var referrals = "ruled_out_per_case\n0"

  static let stepDefaults: KeyValuePairs = [
    "name": "A step", "phase": "treatment", "activity": "", "subtype": "", "stage": "all", "of_those_who": "",
    "alternatives": "", "per": "case", "share": "1", "quantity": "1", "day": "0", "over_days": "0",
    "years": "",
    "payment": "none", "currency": "", "point_of_delivery": "", "setting": "", "treatment_function": "",
    "guideline_from": "2010", "guideline_to": "2020", "share_evidence": "seen", "quantity_evidence": "seen",
    "evidence": "seen", "source": "made up", "note": "",
  ]
  static let casemixDefaults: KeyValuePairs = [
    "point_of_delivery": "DC", "setting": "", "guideline_from": "2010", "guideline_to": "2020",
    "evidence": "seen", "source": "made up", "note": "",
  ]
  static let subtypeDefaults: KeyValuePairs = [
    "pathway": "small", "evidence": "seen", "source": "made up", "note": "",
  ]
  static let referralDefaults: KeyValuePairs = [
    "pathway": "small", "evidence": "seen", "source": "made up", "note": "",
  ]

  var stepsFile: InputFile { Self.file("steps.csv", steps, Self.stepDefaults) }
  var casemixFile: InputFile { Self.file("casemix.csv", casemix, Self.casemixDefaults) }
  var subtypesFile: InputFile { Self.file("subtypes.csv", subtypes, Self.subtypeDefaults) }
  var referralsFile: InputFile { Self.file("referrals.csv", referrals, Self.referralDefaults) }

  /// The pathway read from the four tables and checked.
  func pathway() throws(DiagnosticList) -> Pathway {
    try Pathway(
      "small",
      steps: stepsFile,
      casemix: casemixFile,
      subtypes: subtypesFile,
      referrals: referralsFile
    )
  }

  /// A table with the columns that were left out.
  static func completed(_ text: String, _ defaults: KeyValuePairs<String, String>) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let given = lines[0].split(separator: ",").map(String.init)
    let others = defaults.filter { !given.contains($0.key) }
    let header = ([String(lines[0])] + others.map(\.key)).joined(separator: ",")
    let rows = lines.dropFirst().map { ([String($0)] + others.map(\.value)).joined(separator: ",") }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  private static func file(
    _ path: String,
    _ text: String,
    _ defaults: KeyValuePairs<String, String>
  ) -> InputFile {
    InputFile(path: path, text: completed(text, defaults))
  }
}
