"""Rules and texts of ninjs 1 to 3 (IPTC), which `maps/ninjs.json` reads. Pure."""
