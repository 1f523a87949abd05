"""Groups, programmes, providers, agreements, returns and protocols."""
