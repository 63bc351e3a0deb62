"""Reader of formats by paths that an operator writes. Pure."""
