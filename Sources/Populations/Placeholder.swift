// Populations
