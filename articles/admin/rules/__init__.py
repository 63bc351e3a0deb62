"""Admin pages of wire rules: list, form, trial, uses."""
