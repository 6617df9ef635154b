public import Diagnostics
import Quantities
public import Tables

extension Schedule {
  static let columns: [Column] = [
    Column("line_id", "the line's name, unique within a year"),
    Column("financial_year", "the year of the plan, such as 2026/27"),
    Column("commissioner", "who pays"),
    Column("provider", "who is paid"),
    .optional("pathway", "the pathway"),
    .optional("step", "the step's id"),
    .optional("currency", "what it is paid by"),
    .optional("point_of_delivery", "how it is delivered"),
    .optional("treatment_function", "the specialty"),
    Column("planned_activity", "units planned"),
    Column("unit_price", "pounds per unit"),
    .optional("market_forces_factor", "the factor; blank counts as 1"),
    Column("planned_value", "pounds"),
    .optional("last_year_activity", "units in the year before"),
    .optional("last_year_value", "pounds in the year before"),
    .optional("basis", "what the price is a price of"),
    .optional("evidence", "how well the line is supported"),
    .optional("note", "anything else"),
  ]

  /// Reads a schedule.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(input, columns: Self.columns)
    self.init(
      try reader.rows { row -> ScheduleLine? in
        let id = row.text("line_id")
        let year: FinancialYear? = row.required("financial_year")
        let commissioner: CommissionerCode? = row.required("commissioner")
        let provider: ProviderCode? = row.required("provider")
        guard let id, let year, let commissioner, let provider else { return nil }
        return ScheduleLine(
          lineID: id,
          financialYear: year,
          commissioner: commissioner,
          provider: provider,
          pathway: row.text("pathway") ?? "",
          step: row.text("step") ?? "",
          currency: row.optional("currency"),
          pointOfDelivery: row.optional("point_of_delivery"),
          treatmentFunction: row.optional("treatment_function"),
          plannedActivity: row.optional("planned_activity"),
          unitPrice: row.optional("unit_price"),
          marketForces: row.optional("market_forces_factor"),
          plannedValue: nil,
          lastYearActivity: row.optional("last_year_activity"),
          lastYearValue: nil,
          basis: row.optional("basis"),
          evidence: row.optional("evidence"),
          note: row.text("note") ?? ""
        )
      }
    )
  }
}
