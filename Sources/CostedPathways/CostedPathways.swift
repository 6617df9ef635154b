@_exported public import Diagnostics
@_exported public import Quantities
@_exported public import Tables
@_exported public import Tariffs
@_exported public import Pathways
@_exported public import Populations
@_exported public import FundingFlows
@_exported public import Contracts
