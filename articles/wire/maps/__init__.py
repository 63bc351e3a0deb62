"""Built-in maps of single agencies, and what no rule of a map says. Pure."""
