// FundingFlows
