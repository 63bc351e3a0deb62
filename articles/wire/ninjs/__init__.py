"""Reader of ninjs 1 to 3 (IPTC). Pure."""
