import Contracts
import Diagnostics
import Pathways
import Quantities
import Tables

/// A pathway of a few rows written in the test: id, parent, subtype, stages, share, quantity, currency, pounds and
/// perhaps evidence.
struct Care {
  let pathway: Pathway
  private let prices: [String: UnitPrice]

  /// - Parameter group: the ids of the alternatives, one letter each.
  init(
    _ rows: String...,
    group: String = "",
    subtypes: [String] = ["one,all,1"],
    weightEvidence: Evidence = .seen
  ) throws {
    var prices: [String: UnitPrice] = [:]
    var steps = [PathwayTables.stepColumns.map(\.name).joined(separator: ",")]
    for row in rows {
      let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let evidence = fields.count > 8 ? fields[8] : "seen"
      let alternatives = group.contains(fields[0]) ? "group" : ""
      prices[fields[6]] = UnitPrice(fields[7])
      steps.append(
        "\(fields[0]),Step,treatment,done,\(fields[2]),\(fields[3].isEmpty ? "all" : fields[3]),\(fields[1]),"
          + "\(alternatives),case,\(fields[4]),\(fields[5]),0,0,,currency,\(fields[6]),DC,,,2010,2020,"
          + "\(evidence),seen,\(evidence),made up,"
      )
    }
    self.prices = prices
    let file = { (name: String, rows: [String]) in
      InputFile(path: name, text: rows.joined(separator: "\n") + "\n")
    }
    let casemix =
      "casemix,currency,point_of_delivery,setting,share,guideline_from,guideline_to,evidence,source,note"
    pathway = try Pathway(
      "small",
      steps: file("steps.csv", steps),
      casemix: file("casemix.csv", [casemix]),
      subtypes: file(
        "subtypes.csv",
        ["pathway,subtype,stage,share,evidence,source,note"]
          + subtypes.map { "small,\($0),\(weightEvidence),made up," }
      ),
      referrals: file(
        "referrals.csv",
        ["pathway,ruled_out_per_case,evidence,source,note", "small,0,seen,made up,"]
      )
    )
  }

  func cost(stage: Stage = .one, subtype: String? = nil, triggers: Set<String> = []) -> EpisodeCost? {
    EpisodeCost(pathway, stage: stage, subtype: subtype, guidelineYear: 2015, triggers: triggers) { _, part in
      prices[part.currency.description]
    }
  }
}
