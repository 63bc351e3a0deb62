"""Admin pages of agencies: changes to our stories and the monthly report."""
