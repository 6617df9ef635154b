public import FundingFlows
public import Quantities

extension PilotActivity {
  /// The flows that a model predicts for a year.
  public init(_ flows: PredictedFlows, of model: FundingModel, in year: FinancialYear) {
    var lines: [PilotLine] = []
    // The header of flows.csv is line 1.
    for (index, line) in flows.ledger.lines.enumerated() where line.financialYear == year {
      lines.append(PilotLine(name: "\(index + 2)", flow: line))
    }
    self.init(.predicted, year: year, lines: lines, inputs: flows.inputs)
    stepNames = flows.stepNames
    providerNames = flows.providerNames
    care = PredictedCare(costings: model.costings(in: year))
    newPatients = flows.newPatients(in: year)
  }
}
