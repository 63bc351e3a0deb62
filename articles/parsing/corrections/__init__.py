"""Reading rules: derived from the corrections of editors, and compared."""
